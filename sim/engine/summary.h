// From replications to the outcome.
#pragma once

#include "engine/ensemble.h"

namespace tradewind::engine {

// Everything but wall_s and what was asked of the precision.
Outcome summarize(const Plan& plan, const Groups& groups, const Topology& topology, const Ensemble& ensemble);

}  // namespace tradewind::engine
