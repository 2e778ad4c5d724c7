#include "tradewind/pricing/value_of_latency.h"

#include <algorithm>
#include <cmath>

namespace tradewind {

Benefit benefit(const ValueOfLatency& value, std::span<const TimedRequests> requests, Cents bill) {
  const auto revenue = [&](double loss) {
    double usd = 0;
    for (const TimedRequests& part : requests)
      usd += part.requests / 1000 * value.revenue_usd_per_1000_requests * std::pow(1 - loss, (part.latency_ms - value.reference_ms) / 100);
    return usd;
  };
  const double usd = revenue(value.loss_per_100ms), at_low = revenue(value.low), at_high = revenue(value.high);
  return {usd, usd - bill.usd(), std::min(at_low, at_high) - bill.usd(), std::max(at_low, at_high) - bill.usd()};
}

}  // namespace tradewind
