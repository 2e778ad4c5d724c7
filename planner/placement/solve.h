// The cheapest placement, with the gap that is proven for it.
#pragma once

#include <functional>
#include <optional>

#include "placement/problem.h"
#include "tradewind/milp/milp.h"

namespace tradewind::placement {

struct Limits {
  double relative_gap = 0.01;
  bool branch = true;                                          // where the bound of a large problem leaves a gap; without, an answer comes at once
  double seconds = 20;                                         // for each of the two searches; a safety net, see milp::SolveOptions
  std::function<void(double usd, double bound_usd)> progress;  // of a large problem, after each step: the best cost so far (0 = none) and the bound
  std::function<void(const Placement&)> found;  // of a large problem: every placement that keeps to it, the best or not, as it turns up
  std::stop_token stop;                         // ends the search early with what it has; the caller asks the token
};

// Nothing when no placement keeps to the constraints. start: a placement that is known to be feasible, or nothing. lower_bound_usd: known from a
// problem whose constraints are weaker.
std::optional<Placement> solve(const PlacementProblem& problem, const Limits& limits = {}, const std::optional<Placement>& start = {},
                               double lower_bound_usd = 0);

}  // namespace tradewind::placement
