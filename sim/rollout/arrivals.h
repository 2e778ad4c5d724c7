// When each region has its own copy of the version that a rollout brings.
#pragma once

#include <cstdint>
#include <vector>

#include "tradewind/scenarios/rollout.h"
#include "tradewind/sim/replication.h"

namespace tradewind::rollout {

// Seconds from when the version is in the registry, by region of the world; 0 in the home region and where nothing is copied. While a stall lasts,
// no byte comes into its region, and whoever gets the version from there waits as well.
std::vector<double> arrivals_s(const World& world, const Rollout& rollout, const ReplicationPlan& plan, std::uint64_t seed,
                               std::uint32_t replication);

}  // namespace tradewind::rollout
