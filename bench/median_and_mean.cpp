#include "median_and_mean.h"

#include <fmt/core.h>

#include <algorithm>
#include <numeric>

#include "tradewind/scenarios/percentile.h"

namespace tradewind {

std::string median_and_mean(std::vector<double> values) {
  if (values.empty()) return "-";
  std::ranges::sort(values);
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
  return fmt::format("{:.1f} / {:.1f}", percentile_of(values, 50), mean);
}

}  // namespace tradewind
