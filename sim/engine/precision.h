// When the intervals are narrow enough.
#pragma once

#include <vector>

#include "tradewind/sim/outcome.h"
#include "tradewind/sim/simulate.h"

namespace tradewind::engine {

// Fewer replications say too little about their own spread to stop on (Law, "Simulation modeling and analysis", 5th ed. 2015, section 9.4.1).
inline constexpr int fewest_for_precision = 10;

// The widest interval of the headline figures, held against what was asked for: mean, p95 and p99 of each workload's e2e and, of an LLM, its ttft.
// A relative error of at most g needs a half-width of at most g / (1 + g) of the estimate, since the error is relative to the unknown true value
// (Law, as above).
PrecisionOutcome held_against(double target, const std::vector<WorkloadOutcome>& workloads);

// How many replications to have next, after `have` >= 2 of them: what the target needs by the estimate so far (half-widths shrink with the root of
// the number), at most twice as many as there are, since that estimate is rough, and at most `most`.
int next_replications(const PrecisionOutcome& precision, int have, int most);

// How many it may need in the end, by the same estimate.
int expected_replications(const PrecisionOutcome& precision, int have);

}  // namespace tradewind::engine
