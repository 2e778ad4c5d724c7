#include "tradewind/planner/replication_usage.h"

namespace tradewind {

ReplicationNetwork network_at_prices(const World& world, const Topology& topology, const Pricing& pricing) {
  if (world.data.artifacts.empty()) return {};
  return replication_network(world, replication_regions(world, topology), pricing.replication_usd_per_gb());
}

std::vector<ReplicationPlan> plans_at_prices(const World& world, const Topology& topology, const Pricing& pricing) {
  if (world.data.artifacts.empty()) return {};
  return replication_plans(world, topology, network_at_prices(world, topology, pricing));
}

std::vector<ReplicatedBytes> bytes_at_prices(const World& world, const Topology& topology, const Pricing& pricing) {
  return replicated_bytes(world, plans_at_prices(world, topology, pricing));
}

}  // namespace tradewind
