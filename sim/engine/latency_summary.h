// Statistics of one kind of latency with their confidence intervals.
#pragma once

#include <span>
#include <vector>

#include "statistics/sketch.h"
#include "tradewind/sim/outcome.h"

namespace tradewind::engine {

// What one replication says about one kind of latency, in ms.
struct LatencyEstimate {
  std::uint64_t count = 0;
  double mean = 0, p50 = 0, p90 = 0, p95 = 0, p99 = 0;
};

LatencyEstimate estimate(const statistics::Sketch& sketch);

// `all` is the sketch of all replications together: it gives the statistics. The half-widths of their 95 % intervals are Student's t over the
// replications' own means and quantiles, of those replications that have any value. Replications are independent and of equal length, so this holds
// whatever the dependence between the requests of one replication (Law, "Simulation modeling and analysis", 5th ed. 2015, section 9.4.1); a quantile
// needs enough requests beyond it in each replication, some ten or more, for its own bias to be small beside its interval. 0 when fewer than two
// replications have a value.
LatencySummary summarize(const statistics::Sketch& all, std::span<const LatencyEstimate> replications);

}  // namespace tradewind::engine
