// Round trips between metros and regions over the public internet: a table that fit/fit_metro_rtt.cpp makes once.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tradewind {

class MetroRtt {
 public:
  // A row for each metro key, a column for each region key, milliseconds.
  explicit MetroRtt(std::string_view csv);

  // Throws std::out_of_range for a metro or region that the table does not have.
  double ms(std::string_view metro, std::string_view region) const;

 private:
  std::map<std::string, std::size_t, std::less<>> rows_, columns_;
  std::vector<double> ms_;  // row by row
};

}  // namespace tradewind
