// Exact solution of single-source capacitated facility location.
//
// Depth-first branch and bound, first on the facilities, then on the pairs. At every node the Lagrangean bound (single_source_lagrangean.h) is raised
// by subgradient steps from the multipliers of the node above; every evaluation on the way decides facilities and pairs whose penalty is too high;
// the relaxed knapsacks are made into assignments and improved (reassignment.h).
#pragma once

#include "location/problem.h"

namespace tradewind::location {

// The same answer for the same input on every machine, unless `seconds` or `stop` end the search. Throws std::invalid_argument (see check()).
Solution solve(const SingleSourceProblem& problem, const Options& options = {});

}  // namespace tradewind::location
