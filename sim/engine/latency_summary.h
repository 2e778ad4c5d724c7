// Statistics of one kind of latency with their confidence intervals.
#pragma once

#include <span>
#include <vector>

#include "statistics/sketch.h"
#include "tradewind/sim/outcome.h"

namespace tradewind::engine {

// The same kind of latency in every replication.
using ReplicatedSketch = std::vector<const statistics::Sketch*>;

// Half-widths of the 95 % intervals of the mean and of the quantile `q` (0 to 1): Student's t over the replications' own means and quantiles, of
// those replications that have any value. Replications are independent and of equal length, so this holds whatever the dependence between the
// requests of one replication (Law, "Simulation modeling and analysis", 5th ed. 2015, section 9.4.1); a quantile needs enough requests beyond it in
// each replication, some ten or more, for its own bias to be small beside its interval. 0 when fewer than two replications have a value.
double mean_ci95_ms(const ReplicatedSketch& replications);
double quantile_ci95_ms(const ReplicatedSketch& replications, double q);

// `all` is the sketch of all replications together: it gives the statistics, whose intervals are around them.
LatencySummary summarize(const statistics::Sketch& all, const ReplicatedSketch& replications);

}  // namespace tradewind::engine
