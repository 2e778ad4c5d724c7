// Minimum-cost arborescence: the cheapest tree that leads from a root to all others.
#pragma once

#include <cstddef>
#include <vector>

#include "tradewind/scenarios/world.h"

namespace tradewind::replication {

// cost(u, v) of the arc from u to v; all arcs exist, the diagonal is not read. Returns the parent of each vertex, the root's being itself. Of equal
// arcs the one from the lower index. Chu and Liu (1965), Edmonds, "Optimum branchings" (1967): take every vertex's cheapest arc, contract a cycle,
// solve, expand. O(n^3). Throws std::invalid_argument: a matrix that is not square, a root outside it.
std::vector<std::size_t> minimum_arborescence(const Grid& cost, std::size_t root);

}  // namespace tradewind::replication
