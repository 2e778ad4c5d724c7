// Admission control by rate: what is let in, and what is turned away at the door. A state machine without a clock of its own.
#pragma once

#include <cstdint>

#include "kernel/time.h"

namespace tradewind::traffic {

using kernel::Time;

// A bucket that holds `burst` tokens and fills with `rate_per_s`; it is full at first. A request takes `cost` tokens, or is turned away and takes
// none.
class TokenBucket {
 public:
  // Throws std::invalid_argument unless rate and burst are above 0.
  TokenBucket(double rate_per_s, double burst);
  bool take(Time now, double cost = 1);
  double tokens(Time now) const;

 private:
  double rate_per_s_, burst_, tokens_;
  Time filled_ = 0;
};

}  // namespace tradewind::traffic
