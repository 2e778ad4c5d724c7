// Exact solution of single-source capacitated facility location.
//
// Branch and bound, first on the facilities, then on the pairs: from the node with the least bound down along the better halves, until the bound has
// risen by a quarter of the way to the best cost, and then from the least one again (best-first search with plunging; Achterberg, "Constraint Integer
// Programming", 2007, section 6.4). Going depth first, the two hard instances of Yang were not proven in twenty times the nodes. At every node the
// Lagrangean bound (single_source_lagrangean.h) is raised by subgradient steps from the multipliers of the node above; every evaluation on the way
// decides facilities and pairs whose penalty is too high; the relaxed knapsacks are made into assignments and improved (reassignment.h).
#pragma once

#include "location/problem.h"

namespace tradewind::location {

// The same answer for the same input on every machine, unless `seconds` or `stop` end the search. Throws std::invalid_argument (see check()).
Solution solve(const SingleSourceProblem& problem, const Options& options = {});

}  // namespace tradewind::location
