// The percentiles of a latency that are simulated, on a scale that stretches the tail.
#pragma once

#include <array>
#include <cmath>

#include "tradewind/sim/outcome.h"

namespace tradewind::gui {

inline constexpr std::array percentiles = {50.0, 90.0, 95.0, 99.0, 99.9};
inline constexpr std::array percentile_values = {&LatencySummary::p50, &LatencySummary::p90, &LatencySummary::p95, &LatencySummary::p99,
                                                 &LatencySummary::p999};

// Each further nine takes as much room: 0 for the median, 1 for the 99.9th percentile.
inline double stretched(double percentile) {
  const auto nines = [](double p) { return -std::log10(1 - p / 100); };
  return (nines(percentile) - nines(percentiles.front())) / (nines(percentiles.back()) - nines(percentiles.front()));
}

}  // namespace tradewind::gui
