// CSV tables as RFC 4180 writes them: one header row, fields by name, clear complaints with line numbers.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tradewind {

// A whole table in memory. Every complaint is InvalidInput with the file's name and the line. Spaces belong to a field (RFC 4180, section 2.4); lines
// may end in LF or CRLF; a UTF-8 byte order mark is skipped; empty lines are skipped.
class CsvTable {
 public:
  // Throws InvalidInput: no header, an unnamed or repeated column, a row with another number of fields than the header, quotes that do not match.
  CsvTable(std::string_view text, std::string file_name);

  std::size_t rows() const { return lines_.size(); }
  const std::vector<std::string>& columns() const { return columns_; }

  // Index of a column; throws InvalidInput naming the columns that there are.
  std::size_t column(std::string_view name) const;

  // First line of a row in the file, 1-based.
  int line(std::size_t row) const { return lines_[row]; }

  const std::string& text(std::size_t row, std::size_t column) const { return cells_[row * columns_.size() + column]; }

  // A finite decimal number; throws InvalidInput for anything else, an empty field included.
  double number(std::size_t row, std::size_t column) const;

  // The same, or nothing for an empty field.
  std::optional<double> optional_number(std::size_t row, std::size_t column) const;

  // Throws InvalidInput about one field.
  [[noreturn]] void reject(std::size_t row, std::size_t column, const std::string& expected) const;

 private:
  std::string file_name_;
  std::vector<std::string> columns_;
  std::vector<std::string> cells_;  // row by row
  std::vector<int> lines_;
};

// A field as RFC 4180 writes it: in quotes, inner quotes doubled, where it holds a comma, a quote or a line break.
std::string csv_field(std::string_view text);

}  // namespace tradewind
