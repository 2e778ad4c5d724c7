// What latency is worth: revenue by the answer's time, and what is left of it after the bill.
#pragma once

#include <span>

#include "tradewind/pricing/bill.h"

namespace tradewind {

// Requests of one population for one workload, and how long they take.
struct TimedRequests {
  double requests = 0;  // a month
  double latency_ms = 0;
};

struct Benefit {
  double revenue_usd = 0, net_usd = 0;       // a month; net = revenue less the bill
  double net_low_usd = 0, net_high_usd = 0;  // at the 5th and 95th percentile of the loss for 100 ms, the lower one first
};

// Revenue of requests at latency t: requests x revenue x (1 - loss)^((t - reference) / 100 ms). The mean latency of a population stands for all of
// its requests.
Benefit benefit(const ValueOfLatency& value, std::span<const TimedRequests> requests, Cents bill);

}  // namespace tradewind
