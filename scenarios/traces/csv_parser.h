// Rows of a CSV file (RFC 4180, without line breaks inside quotes).
#pragma once

#include <string>
#include <vector>

#include "traces/row.h"

namespace tradewind::traces {

// The cells of a line; quotes are taken off. Returns what is wrong with the quotes, or "".
std::string split_cells(std::string_view line, std::vector<std::string>& cells);

class CsvParser final : public RowParser {
 public:
  // The header's names.
  explicit CsvParser(std::vector<std::string> columns);
  void parse(std::string_view line, Row& row, RowFindings& findings) override;

 private:
  std::vector<std::string> columns_;
  std::vector<Field> fields_;  // of the columns
  std::vector<std::string> cells_;
};

}  // namespace tradewind::traces
