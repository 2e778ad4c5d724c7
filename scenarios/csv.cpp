#include "tradewind/scenarios/csv.h"

#include <csv.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <memory>

#include "tradewind/scenarios/problem.h"

namespace tradewind {
namespace {

[[noreturn]] void fail(const std::string& file, int line, const std::string& found, const std::string& expected, const std::string& proposal = {}) {
  throw InvalidInput(Problems{{Severity::error, file, line, 0, "", found, expected, proposal}});
}

// What the callbacks of libcsv collect. The parser is fed line by line, so that a row's first line is known.
struct Collector {
  std::vector<std::string> fields;  // of the row that is being read
  std::vector<std::vector<std::string>> rows;
  std::vector<int> lines;  // first line of each row
  int first_line = 1;      // of the row that is being read
};

void take_field(void* bytes, std::size_t size, void* collector) {
  static_cast<Collector*>(collector)->fields.emplace_back(static_cast<const char*>(bytes), size);
}

void take_row(int, void* collector) {
  auto& all = *static_cast<Collector*>(collector);
  all.rows.push_back(std::move(all.fields));
  all.lines.push_back(all.first_line);
  all.fields.clear();
}

int no_space(unsigned char) { return 0; }

struct FreeParser {
  void operator()(csv_parser* parser) const { csv_free(parser); }
};

Collector collect(std::string_view text, const std::string& file) {
  csv_parser parser;
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0) throw std::bad_alloc();
  const std::unique_ptr<csv_parser, FreeParser> owner(&parser);
  csv_set_space_func(&parser, no_space);
  Collector all;
  bool inside_quotes = false;  // an odd number of quotes so far: the row goes on in the next line
  for (int line = 1; !text.empty(); ++line) {
    const std::string_view piece = text.substr(0, std::min(text.find('\n'), text.size() - 1) + 1);
    if (!inside_quotes) all.first_line = line;
    if (csv_parse(&parser, piece.data(), piece.size(), take_field, take_row, &all) != piece.size())
      fail(file, line, "a quote inside a field or text after a closing quote",
           "a field that holds a quote to be in quotes, with its quotes doubled (RFC 4180)");
    if (std::count(piece.begin(), piece.end(), '"') % 2 == 1) inside_quotes = !inside_quotes;
    text.remove_prefix(piece.size());
  }
  if (csv_fini(&parser, take_field, take_row, &all) != 0) fail(file, all.first_line, "a quoted field without its closing quote", "the closing quote");
  return all;
}

void check_header(const std::vector<std::string>& columns, const std::string& file, int line) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].empty()) fail(file, line, fmt::format("no name for column {}", i + 1), "a name for every column");
    if (std::find(columns.begin(), columns.begin() + static_cast<std::ptrdiff_t>(i), columns[i]) != columns.begin() + static_cast<std::ptrdiff_t>(i))
      fail(file, line, fmt::format("the column \"{}\" twice", columns[i]), "every column once");
  }
}

}  // namespace

CsvTable::CsvTable(std::string_view text, std::string file_name) : file_name_(std::move(file_name)) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  Collector all = collect(text, file_name_);
  if (all.rows.empty()) fail(file_name_, 0, "an empty file", "a header row and data rows");
  columns_ = std::move(all.rows.front());
  check_header(columns_, file_name_, all.lines.front());
  cells_.reserve((all.rows.size() - 1) * columns_.size());
  for (std::size_t row = 1; row < all.rows.size(); ++row) {
    if (all.rows[row].size() != columns_.size())
      fail(file_name_, all.lines[row], fmt::format("{} fields", all.rows[row].size()), fmt::format("{}, as in the header", columns_.size()));
    std::move(all.rows[row].begin(), all.rows[row].end(), std::back_inserter(cells_));
    lines_.push_back(all.lines[row]);
  }
}

std::size_t CsvTable::column(std::string_view name) const {
  const auto found = std::find(columns_.begin(), columns_.end(), name);
  if (found == columns_.end())
    fail(file_name_, 1, fmt::format("the columns {}", fmt::join(columns_, ", ")), fmt::format("a column \"{}\"", name),
         nearest_name(std::string(name), columns_));
  return static_cast<std::size_t>(found - columns_.begin());
}

double CsvTable::number(std::size_t row, std::size_t column) const {
  const std::string& field = text(row, column);
  double value = 0;
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
  if (error != std::errc{} || end != field.data() + field.size() || !std::isfinite(value)) reject(row, column, "a number");
  return value;
}

std::optional<double> CsvTable::optional_number(std::size_t row, std::size_t column) const {
  if (text(row, column).empty()) return std::nullopt;
  return number(row, column);
}

void CsvTable::reject(std::size_t row, std::size_t column, const std::string& expected) const {
  const std::string& field = text(row, column);
  fail(file_name_, line(row),
       field.empty() ? fmt::format("nothing in column \"{}\"", columns_[column]) : fmt::format("\"{}\" in column \"{}\"", field, columns_[column]),
       expected);
}

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + '"';
}

}  // namespace tradewind
