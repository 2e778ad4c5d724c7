#include "traffic/admission.h"

#include <algorithm>
#include <stdexcept>

namespace tradewind::traffic {

TokenBucket::TokenBucket(double rate_per_s, double burst) : rate_per_s_(rate_per_s), burst_(burst), tokens_(burst) {
  if (!(rate_per_s > 0 && burst > 0)) throw std::invalid_argument("rate and burst of a token bucket are above 0");
}

double TokenBucket::tokens(Time now) const { return std::min(burst_, tokens_ + rate_per_s_ * kernel::to_s(now - filled_)); }

bool TokenBucket::take(Time now, double cost) {
  const double held = tokens(now);
  const bool enough = held >= cost;
  tokens_ = enough ? held - cost : held;
  filled_ = now;
  return enough;
}

}  // namespace tradewind::traffic
