// Replication at the shipped list prices.
#pragma once

#include <vector>

#include "tradewind/sim/replication.h"

namespace tradewind {

// What own copying has to do with, at list prices; no artifacts, no network.
ReplicationNetwork network_at_list_price(const World& world, const Topology& topology);

// Plans of all artifacts of the world. Throws InvalidInput when one cannot keep up with its versions.
std::vector<ReplicationPlan> plans_at_list_price(const World& world, const Topology& topology);

}  // namespace tradewind
