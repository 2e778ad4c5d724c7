#include "replication_usage.h"

#include "tradewind/pricing/bill.h"

namespace tradewind {

ReplicationNetwork network_at_prices(const World& world, const Topology& topology, const PriceBook& book) {
  if (world.data.artifacts.empty()) return {};
  return replication_network(world, replication_regions(world, topology), replication_usd_per_gb(world, book));
}

std::vector<ReplicationPlan> plans_at_prices(const World& world, const Topology& topology, const PriceBook& book) {
  if (world.data.artifacts.empty()) return {};
  return replication_plans(world, topology, network_at_prices(world, topology, book));
}

}  // namespace tradewind
