#include "replication_usage.h"

#include "tradewind/pricing/bill.h"

namespace tradewind {

ReplicationNetwork network_at_list_price(const World& world, const Topology& topology) {
  if (world.data.artifacts.empty()) return {};
  return replication_network(world, replication_regions(world, topology), replication_usd_per_gb(world, PriceBook::shipped()));
}

std::vector<ReplicationPlan> plans_at_list_price(const World& world, const Topology& topology) {
  if (world.data.artifacts.empty()) return {};
  return replication_plans(world, topology, network_at_list_price(world, topology));
}

}  // namespace tradewind
