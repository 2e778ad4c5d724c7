// The figures of a replay, gathered request by request in little memory.
#pragma once

#include <cstdint>
#include <memory>

#include "tradewind/sim/outcome.h"
#include "tradewind/sim/replay.h"

namespace tradewind {

// Whether the pool could keep up. Where it cannot, the queue grows through the run, and who comes later waits longer: after t seconds of arrivals at
// rho times what the pool can serve, a request waits (rho - 1) t seconds (the fluid limit of any queue).
struct Overload {
  // Mean wait of the requests that arrived in the last quarter of the run less that of the second quarter, over the time between the two (s/s).
  double waiting_growth = 0;
  double lost_share = 0;  // of the requests: those that found a queue full or gave up
  // waiting_growth above 0.01, a wait that has more than doubled and grown by more than half of the mean time in service; or lost_share above 0.01.
  bool overloaded = false;
};

struct ReplayFigures {
  std::uint64_t offered = 0, completed = 0, rejected_length = 0, rejected_queue = 0, timed_out = 0;
  LatencySummary ttft, tpot, e2e, queue;                                  // of completed requests; tpot of those with more than one output token
  std::uint64_t prompt_tokens = 0, output_tokens = 0, cached_tokens = 0;  // of completed requests
  double first_arrival_s = 0, last_arrival_s = 0, last_end_s = 0;
  Overload overload;
  // From the first arrival to the last answer.
  double span_s() const { return last_end_s - first_arrival_s; }
};

class ReplayStatistics {
 public:
  ReplayStatistics();
  ~ReplayStatistics();
  void add(const ReplayedRequest& request);  // in the order of their arrivals
  ReplayFigures figures() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace tradewind
