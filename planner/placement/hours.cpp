#include "placement/hours.h"

namespace tradewind::placement {
namespace {

bool covers(const std::vector<Grid>& rates, std::size_t big, std::size_t small) {
  for (const Grid& grid : rates)
    for (std::size_t group = 0; group < grid.rows(); ++group)
      if (grid(group, big) < grid(group, small)) return false;
  return true;
}

}  // namespace

std::vector<std::size_t> undominated_hours(const std::vector<Grid>& hourly_rps) {
  std::vector<std::size_t> kept;
  const std::size_t hours = hourly_rps.empty() ? 0 : hourly_rps.front().columns();
  for (std::size_t hour = 0; hour < hours; ++hour) {
    bool dominated = false;
    for (std::size_t other = 0; other < hours && !dominated; ++other)
      dominated = other != hour && covers(hourly_rps, other, hour) && (other < hour || !covers(hourly_rps, hour, other));
    if (!dominated) kept.push_back(hour);
  }
  return kept;
}

std::vector<Grid> select_hours(const std::vector<Grid>& hourly_rps, const std::vector<std::size_t>& hours) {
  std::vector<Grid> selected;
  for (const Grid& grid : hourly_rps) {
    Grid part(grid.rows(), hours.size());
    for (std::size_t group = 0; group < grid.rows(); ++group)
      for (std::size_t i = 0; i < hours.size(); ++i) part(group, i) = grid(group, hours[i]);
    selected.push_back(part);
  }
  return selected;
}

}  // namespace tradewind::placement
