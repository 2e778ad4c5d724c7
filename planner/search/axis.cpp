#include "search/axis.h"

#include <algorithm>
#include <cmath>

namespace tradewind::search {
namespace {

struct Gap {
  double low_ms = 0, high_ms = 0;  // limits
  double size = 0;
};

template <typename Measure>
double range(const std::vector<AxisPoint>& points, const Measure& measure) {
  const auto [low, high] = std::minmax_element(points.begin(), points.end(), [&](const auto& a, const auto& b) { return measure(a) < measure(b); });
  return std::max(measure(*high) - measure(*low), 1e-12);
}

std::vector<Gap> gaps_of(const std::vector<AxisPoint>& points) {
  auto latency = [](const AxisPoint& point) { return std::log(std::max(point.latency_ms, 1e-6)); };
  auto cost = [](const AxisPoint& point) { return point.usd; };
  const double latency_range = range(points, latency), cost_range = range(points, cost);
  std::vector<Gap> gaps;
  for (std::size_t i = 1; i < points.size(); ++i)
    gaps.push_back({points[i - 1].limit_ms, points[i].limit_ms,
                    std::hypot((latency(points[i]) - latency(points[i - 1])) / latency_range, (cost(points[i]) - cost(points[i - 1])) / cost_range)});
  return gaps;
}

}  // namespace

std::vector<double> next_limits(const std::vector<AxisPoint>& points, std::size_t count, double finest) {
  std::vector<Gap> gaps = gaps_of(points);
  std::vector<double> limits;
  while (limits.size() < count) {
    std::erase_if(gaps, [&](const Gap& gap) { return gap.size <= 0 || gap.high_ms < gap.low_ms * finest; });
    if (gaps.empty()) break;
    const auto largest = std::max_element(gaps.begin(), gaps.end(), [](const Gap& a, const Gap& b) { return a.size < b.size; });
    const double middle_ms = std::sqrt(largest->low_ms * largest->high_ms);
    limits.push_back(middle_ms);
    const Gap upper{middle_ms, largest->high_ms, largest->size / 2};
    *largest = {largest->low_ms, middle_ms, largest->size / 2};
    gaps.push_back(upper);
  }
  std::sort(limits.begin(), limits.end());
  return limits;
}

}  // namespace tradewind::search
