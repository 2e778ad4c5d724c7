// Replication at the prices of a book.
#pragma once

#include <vector>

#include "tradewind/pricing/bill.h"
#include "tradewind/sim/replication.h"

namespace tradewind {

// What own copying has to do with, at the prices of a book; no artifacts, no network.
ReplicationNetwork network_at_prices(const World& world, const Topology& topology, const Pricing& pricing);

// Plans of all artifacts of the world. Throws InvalidInput when one cannot keep up with its versions.
std::vector<ReplicationPlan> plans_at_prices(const World& world, const Topology& topology, const Pricing& pricing);

// What is billed of those plans.
std::vector<ReplicatedBytes> bytes_at_prices(const World& world, const Topology& topology, const Pricing& pricing);

}  // namespace tradewind
