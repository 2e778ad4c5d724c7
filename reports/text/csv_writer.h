// One CSV table (RFC 4180).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tradewind::text {

class CsvTable {
 public:
  explicit CsvTable(const std::vector<std::string_view>& header);

  // Text that starts with = + - @, a tab or a carriage return gets a leading apostrophe, so that no spreadsheet runs it as a formula
  // (OWASP, "CSV Injection"); a negative decimal does not.
  CsvTable& cell(std::string_view text);
  CsvTable& cell(double number, int decimals);
  CsvTable& cell_count(std::uint64_t number);
  CsvTable& end_row();

  const std::string& text() const { return out_; }

 private:
  void raw(std::string_view value);
  std::string out_;
  bool at_start_ = true;
};

}  // namespace tradewind::text
