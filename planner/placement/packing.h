// Whether the load of the failures finds room in given instances: shares that prove it or prices that refute it, where a few hundred steps lead to
// either; only what is left in doubt needs a linear program.
#pragma once

#include "placement/problem.h"

namespace tradewind::placement {

enum class Room { enough, too_little, unknown };

// instances: by column. late: by degraded late row, which part of what it allows a whole group takes at a column (column x group).
//
// Every capacity (of a column in an hour) and every late row is a resource of which shares use a part; they fit where the fullest is used to at
// most 1. The shares move to those that are cheapest at prices that rise exponentially with what is used (Grigoriadis and Khachiyan, 1994, "Fast
// approximation schemes for convex programs with many blocks and coupling constraints"): groups choose one by one, and only what is used has to be
// remembered. Where even the cheapest shares cost more than all resources are worth, no shares fit.
Room room_for_load(const PlacementProblem& problem, const std::vector<int>& instances, const std::vector<Grid>& late);

}  // namespace tradewind::placement
