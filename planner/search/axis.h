// Where on the latency axis to look next: the points found so far, and the latency limits that halve their largest gaps.
#pragma once

#include <vector>

namespace tradewind::search {

struct AxisPoint {
  double limit_ms = 0;    // of the exact model
  double latency_ms = 0;  // simulated
  double usd = 0;         // billed, a month
};

// `count` new limits. points: ascending limits, at least two. A gap is measured in (log latency, cost), both scaled by their range over all points; a
// gap that gets a limit counts as two half gaps for the next one. Fewer limits, or none, where neighbours are the same topology (equal latency and
// cost) or their limits are within `finest` of each other.
std::vector<double> next_limits(const std::vector<AxisPoint>& points, std::size_t count, double finest = 1.01);

}  // namespace tradewind::search
