// What feature stores add to a request, and how old what they return is, for models that need it without simulating.
#pragma once

#include <cstdint>

#include "tradewind/scenarios/world.h"

namespace tradewind {

// Mean time in ms that the reads and writes of a workload add in a region, in the steady state. Where a mode waits for a majority, and where a
// stretched stream waits for its farthest replica, the replicas are taken to be in the region, the home region and the candidates nearest to the
// region, as many as the scenario must open: which ones a plan opens is not known yet. 0 without feature stores.
double mean_feature_time_ms(const World& world, std::uint32_t workload, std::uint32_t region);

// Mean age in s of the values that the reads of a workload return in a region, in the steady state, over its reads; replicas as above. 0 where it
// reads nothing.
double feature_staleness_s(const World& world, std::uint32_t workload, std::uint32_t region);

}  // namespace tradewind
