#include "replication.h"

#include <map>
#include <stdexcept>

namespace tradewind {
namespace {

// Active-active: every region sends to every other one.
bool comes_from_all(const World& world, const FeatureStore& store) {
  return store.active_active || (store.stream && world.data.streams[*store.stream].active_active);
}

void add_from_all(const Usage& usage, const StoreUsage& use, Hops& hops) {
  std::vector<std::uint32_t> senders;
  for (const StoreUsage& other : usage.stores)
    if (other.store == use.store && other.region != use.region) senders.push_back(other.region);
  for (const std::uint32_t sender : senders) hops.push_back({sender, use.region, use.replicated_gb / static_cast<double>(senders.size())});
}

}  // namespace

Hops hops_of(const World& world, const Usage& usage) {
  Hops hops;
  for (const ReplicatedBytes& hop : usage.replication) hops.push_back({hop.from, hop.to, hop.gb});
  for (const StoreUsage& use : usage.stores) {
    const FeatureStore& store = world.data.feature_stores[use.store];
    if (comes_from_all(world, store)) {
      add_from_all(usage, use, hops);
      continue;
    }
    if (store.home == use.region) continue;
    hops.push_back({store.home, use.region, use.remote_gb + use.replicated_gb});
    hops.push_back({use.region, store.home, use.writes * store.value_bytes / 1e9});
  }
  return hops;
}

void add_replication(const Tariff& tariff, const Hops& hops, Charges& charges) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, double> gb;
  for (const Hop& hop : hops) gb[{hop.from, hop.to}] += hop.gb;
  const std::vector<Region>& regions = tariff.world().regions;
  for (const auto& [pair, amount] : gb)
    if (const Price* price = tariff.interregion(pair.first, pair.second))
      charges.add_any(place_of(regions[pair.first]), services::replication, {"to ", regions[pair.second].id}, amount, *price);
}

const Price& price_of_gb(const Tariff& tariff, std::uint32_t from, std::uint32_t to) {
  if (const Price* price = tariff.interregion(from, to)) return *price;
  return tariff.egress(from, tariff.destination_of_region(to)).tiers.front().price;
}

}  // namespace tradewind
