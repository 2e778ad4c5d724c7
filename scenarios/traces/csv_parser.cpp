#include "traces/csv_parser.h"

#include <fmt/format.h>

namespace tradewind::traces {
namespace {

std::string in_words(const std::string& cell, const std::string& column) {
  if (cell.empty()) return fmt::format("nothing in column \"{}\"", column);
  return fmt::format("\"{}\" in column \"{}\"", shown(cell), column);
}

// Takes a quoted cell off the line, up to the comma behind it.
std::string take_quoted(std::string_view& line, std::string& cell) {
  for (std::size_t at = 1; at < line.size(); ++at) {
    if (line[at] != '"') {
      cell += line[at];
      continue;
    }
    const bool doubled = at + 1 < line.size() && line[at + 1] == '"';
    if (!doubled) {
      line.remove_prefix(at + 1);
      return line.empty() || line.front() == ',' ? "" : "text after a closing quote";
    }
    cell += '"';
    ++at;
  }
  return "a quoted cell without its closing quote";
}

}  // namespace

std::string split_cells(std::string_view line, std::vector<std::string>& cells) {
  std::size_t count = 0;
  for (;;) {
    if (count == cells.size()) cells.emplace_back();
    std::string& cell = cells[count++];
    cell.clear();
    if (line.starts_with('"')) {
      if (std::string problem = take_quoted(line, cell); !problem.empty()) return problem;
    } else {
      cell = line.substr(0, line.find(','));
      line.remove_prefix(cell.size());
    }
    if (line.empty()) break;
    line.remove_prefix(1);
  }
  cells.resize(count);
  return {};
}

CsvParser::CsvParser(std::vector<std::string> columns) : columns_(std::move(columns)) {
  for (const std::string& column : columns_) fields_.push_back(field_of(column));
}

void CsvParser::parse(std::string_view line, Row& row, RowFindings& findings) {
  row.clear();
  if (std::string problem = split_cells(line, cells_); !problem.empty()) {
    findings.push_back({problem, "quotes around whole cells, with quotes inside doubled (RFC 4180)"});
    return;
  }
  if (cells_.size() != columns_.size()) {
    findings.push_back({fmt::format("{} fields", cells_.size()), fmt::format("{}, as in the header", columns_.size())});
    return;
  }
  std::size_t at = 0;
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    if (fields_[i] != Field::ignored && !store_text(row, fields_[i], cells_[i]))
      findings.push_back({in_words(cells_[i], columns_[i]), expected_in(fields_[i]), "", static_cast<int>(at + 1)});
    at += cells_[i].size() + 1;
  }
}

}  // namespace tradewind::traces
