// Two topologies side by side.
#pragma once

#include "tradewind/planner/compare.h"

namespace tradewind {

// Of one study or of two; `place` stays empty. Where one has more replications than the other, the difference is that of the mean over the
// replications that both have.
ComparedPoint compare(const Candidate& a, const Candidate& b);

}  // namespace tradewind
