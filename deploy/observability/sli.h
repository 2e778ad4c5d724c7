// The service level indicator of a workload in a region: how many requests a second a server answers, and how many of them too late.
#pragma once

#include "kubernetes/server.h"
#include "observability/rules.h"

namespace tradewind::observability {

// The part of the objective that is the server's: the target less the median of the network as simulated; all of it where that would leave nothing
// or the network is not known. Milliseconds.
double server_target_ms(const PoolPlan& pool);

struct Indicator {
  std::string requests_rps;  // PromQL: all that ended, over five minutes
  std::string late_rps;      // of these the late and the failed ones
  std::string basis;         // how they are told apart, in a sentence
};

// Histograms: between two bounds by the straight line, as histogram_quantile does. Quantiles: at least so many are late as lie beyond the lowest
// quantile above the target. A mean alone: all or none.
Indicator indicator_of(const kubernetes::Server& server, const std::string& selector, double target_ms);

// Series of such a server, for unit tests: `per_minute` requests of one replica, all of them `late` or none, for some minutes.
std::vector<Series> made_up_series(const kubernetes::Server& server, const std::string& selector, bool late, int per_minute, int for_minutes);

}  // namespace tradewind::observability
