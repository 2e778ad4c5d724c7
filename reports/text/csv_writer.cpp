#include "text/csv_writer.h"

#include "text/numbers.h"

namespace tradewind::text {

CsvTable::CsvTable(const std::vector<std::string_view>& header) {
  for (const std::string_view name : header) raw(name);
  end_row();
}

namespace {

// "-12.5"
bool is_negative_decimal(std::string_view text) {
  return text.size() > 1 && text.front() == '-' && text.find_first_not_of("0123456789.", 1) == std::string_view::npos &&
         text.find('.') == text.rfind('.');
}

}  // namespace

CsvTable& CsvTable::cell(std::string_view text) {
  const bool formula = !text.empty() && !is_negative_decimal(text) && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
  std::string shown = formula ? "'" : "";
  shown += text;
  raw(shown);
  return *this;
}

CsvTable& CsvTable::cell(double number, int decimals) {
  raw(decimal(number, decimals));
  return *this;
}

CsvTable& CsvTable::cell_count(std::uint64_t number) {
  raw(std::to_string(number));
  return *this;
}

CsvTable& CsvTable::end_row() {
  out_ += "\r\n";
  at_start_ = true;
  return *this;
}

void CsvTable::raw(std::string_view value) {
  if (!at_start_) out_ += ',';
  at_start_ = false;
  if (value.find_first_of(",\"\r\n") == std::string_view::npos) {
    out_ += value;
    return;
  }
  out_ += '"';
  for (const char c : value) out_ += c == '"' ? std::string("\"\"") : std::string(1, c);
  out_ += '"';
}

}  // namespace tradewind::text
