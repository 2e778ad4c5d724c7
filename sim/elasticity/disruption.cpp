#include "elasticity/disruption.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tradewind::elasticity {

std::int32_t CountOrPercent::of(std::int32_t desired) const { return static_cast<std::int32_t>(percent ? std::ceil(desired * value / 100) : value); }

std::int32_t allowed_disruptions(const DisruptionBudget& budget, std::int32_t desired, std::int32_t ready) {
  std::int32_t least = 0;
  if (budget.min_available)
    least = budget.min_available->of(desired);
  else if (budget.max_unavailable)
    least = desired - budget.max_unavailable->of(desired);
  return std::max(0, ready - std::max(0, least));
}

bool may_add(const ZoneSpread& spread, std::span<const std::int32_t> replicas, std::span<const char> open, std::size_t zone) {
  if (!spread.required) return true;
  std::int32_t fewest = std::numeric_limits<std::int32_t>::max();
  for (std::size_t other = 0; other < replicas.size(); ++other)
    if (open[other]) fewest = std::min(fewest, replicas[other]);
  return replicas[zone] + 1 - fewest <= spread.max_skew;
}

}  // namespace tradewind::elasticity
