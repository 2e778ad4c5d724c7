#include "tradewind/scenarios/percentile.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace tradewind {

double percentile_of(std::span<const double> ascending, double percentile) {
  const double at = percentile / 100 * static_cast<double>(ascending.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const double next = ascending[std::min(below + 1, ascending.size() - 1)];
  return std::lerp(ascending[below], next, at - static_cast<double>(below));
}

}  // namespace tradewind
