// Planning hours: the hours of the week that size the pools.
#pragma once

#include <vector>

#include "tradewind/scenarios/world.h"

namespace tradewind::placement {

// Hours that no other hour dominates (every group of every workload sends at least as much there); of equal hours the first. What is enough in these
// hours is enough in all 168.
std::vector<std::size_t> undominated_hours(const std::vector<Grid>& hourly_rps);

// The same grids with these hours only.
std::vector<Grid> select_hours(const std::vector<Grid>& hourly_rps, const std::vector<std::size_t>& hours);

}  // namespace tradewind::placement
