// Admission control: what is let in, and what is turned away at the door. State machines without a clock of their own.
#pragma once

#include <cstdint>

#include "kernel/time.h"

namespace tradewind::traffic {

using kernel::Time;

// At most so many requests at a time. Turned away are, with Poisson arrivals of `a` Erlang, the share B(limit, a) of Erlang's loss formula, whatever
// the distribution of the holding times (Erlang, 1917).
class ConcurrencyLimit {
 public:
  // Throws std::invalid_argument for a limit below 1.
  explicit ConcurrencyLimit(std::int64_t limit);
  bool enter() { return inside_ < limit_ && (++inside_, true); }
  void leave() { --inside_; }
  std::int64_t inside() const { return inside_; }

 private:
  std::int64_t limit_, inside_ = 0;
};

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
