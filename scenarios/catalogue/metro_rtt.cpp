#include "catalogue/metro_rtt.h"

#include <stdexcept>

#include "tradewind/scenarios/csv.h"

namespace tradewind {

MetroRtt::MetroRtt(std::string_view csv) {
  const CsvTable table(csv, "metro_rtt.csv");
  for (std::size_t column = 1; column < table.columns().size(); ++column) columns_.emplace(table.columns()[column], column - 1);
  ms_.reserve(table.rows() * columns_.size());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    rows_.emplace(table.text(row, 0), row);
    for (std::size_t column = 1; column < table.columns().size(); ++column) ms_.push_back(table.number(row, column));
  }
}

double MetroRtt::ms(std::string_view metro, std::string_view region) const {
  const auto row = rows_.find(metro);
  const auto column = columns_.find(region);
  if (row == rows_.end() || column == columns_.end())
    throw std::out_of_range("no round trip from " + std::string(metro) + " to " + std::string(region) + " in the catalogue");
  return ms_[row->second * columns_.size() + column->second];
}

}  // namespace tradewind
