// Exact solution of location problems without capacities: uncapacitated facility location, p-median, and both with limits on the number of
// facilities.
//
// Depth-first branch and bound on the facilities. At every node the Lagrangean bound (lagrangean.h) is raised by subgradient steps from the
// multipliers of the node above; every evaluation on the way decides the facilities whose penalty is too high; the sets that the relaxed problem
// opens are improved by interchange (interchange.h). Branches on the facility that the relaxed problem opens about every other time.
#pragma once

#include "location/problem.h"

namespace tradewind::location {

// The same answer for the same input on every machine, unless `seconds` or `stop` end the search. Throws std::invalid_argument (see check()).
Solution solve(const Problem& problem, const Options& options = {});

}  // namespace tradewind::location
