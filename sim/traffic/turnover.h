// Leaving and coming back: how a region is drained, and how it gets its traffic again.
#pragma once

#include <cstdint>

#include "kernel/time.h"

namespace tradewind::traffic {

using kernel::Time;

// A drain: from its begin on nothing new comes, what is inside may end, and after the deregistration delay the rest is cut off (ELB deregistration
// delay, Google's connection draining; 300 s by default both). A state machine without a clock of its own.
class Drain {
 public:
  // `inside`: requests or connections at the begin.
  Drain(Time begin, Time delay, std::int64_t inside) : end_(inside == 0 ? begin : begin + delay), inside_(inside) {}

  // One of them ended by itself.
  void ended(Time now) {
    if (--inside_ == 0) end_ = now;
  }
  // When the region may be switched off at the latest: `inside()` of them are cut off then.
  Time end() const { return end_; }
  std::int64_t inside() const { return inside_; }

 private:
  Time end_;
  std::int64_t inside_;
};

struct FailBack {
  Time wait = 0;        // from the healthy verdict to the first traffic (Front Door: 10 minutes unless set; Global Accelerator: about 30 s)
  Time slow_start = 0;  // from then until the whole share comes, in a straight line (ELB slow start: 30 to 900 s, off by default)

  // Part of its share that a region takes at `now`, 0 to 1: a factor on Option::takes. `healthy_since`: the time of the verdict.
  double share(Time now, Time healthy_since) const {
    const Time since = now - healthy_since - wait;
    if (since < 0) return 0;
    return since >= slow_start ? 1 : static_cast<double>(since) / static_cast<double>(slow_start);
  }
};

}  // namespace tradewind::traffic
