// How true a front is, and what would make its points better (docs/verification.md).
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "tradewind/planner/compare.h"
#include "tradewind/planner/study.h"

namespace tradewind {

// |simulated - promised| / simulated of the objective's latency, and |billed - promised| / billed; the promise is that of the exact model as it was
// corrected last. 0 where nothing was simulated.
struct Disagreement {
  double latency = 0, cost = 0;
  double largest() const { return std::max(latency, cost); }
};
Disagreement disagreement(const Candidate& candidate);

// Up to which model and simulation are said to agree.
inline constexpr double agreement_tolerance = 0.03;

// b less a in the objective's latency, of two topologies of one study, over the replications that both have.
Difference latency_difference(const Candidate& a, const Candidate& b);

// A constraint that binds at a point of the front, and what easing it by one unit saves: the exact model solved again with that constraint eased and
// all others, the point's latency included, as they are. Between saves_usd, which a placement that was found saves, and saves_at_most_usd, which is
// proven, lies what the solver leaves open.
struct Easing {
  std::string constraint;                       // "the quota of 8 instances of p5.4xlarge"
  std::string eased;                            // "a quota of 9"
  double saves_usd = 0, saves_at_most_usd = 0;  // a month
};

// Most saving first; for points of the front of a finished plan, else none.
std::vector<Easing> easings(const Study& study, const Candidate& point);

}  // namespace tradewind
