// Branch and bound on which regions are open, and then on how many instances a column has, where the Lagrangean bound alone leaves a gap: it comes
// from what the multipliers decide now one way and now the other. Each node is a climb from the multipliers of the node above it with one thing more
// fixed, the node with the lowest bound first. Penalty tests fix a region for a whole subtree where the other choice would lift the bound beyond what
// is looked for (Beasley, European Journal of Operational Research 65 (1993) 383-399, for location problems).
#pragma once

#include "placement/ascent.h"

namespace tradewind::placement {

// ascent: of the problem, after its climb with nothing fixed. Spends at most so many evaluations; the best placement is then with the ascent. Returns
// the bound.
double branch_on_regions(const PlacementProblem& problem, Ascent& ascent, int evaluations);

}  // namespace tradewind::placement
