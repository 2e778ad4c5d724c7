#include "tradewind/reports/nice_step.h"

#include <algorithm>
#include <cmath>

namespace tradewind {

double nice_step(double span, int count) {
  const double raw = span / std::max(count, 1);
  const double magnitude = std::pow(10.0, std::floor(std::log10(raw)));
  for (const double digit : {1.0, 2.0, 5.0})
    if (raw <= digit * magnitude * (1 + 1e-9)) return digit * magnitude;
  return 10 * magnitude;
}

}  // namespace tradewind
