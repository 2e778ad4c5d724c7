#include "tradewind/scenarios/usage.h"

#include <algorithm>

namespace tradewind {
namespace {

constexpr double seconds_per_month = hours_per_month * 3600;
constexpr double bytes_per_gb = 1e9;

}  // namespace

double Usage::total_requests() const {
  double total = 0;
  for (const RegionRequests& entry : requests) total += entry.requests;
  return total;
}

bool holds_store(const World& world, const Topology& topology, std::uint32_t store, std::uint32_t region) {
  const FeatureStore& from = world.data.feature_stores[store];
  if (region == from.home) return true;
  if (from.placement == Placement::home) return false;
  return std::ranges::any_of(topology.pools, [&](const Pool& pool) {
    const std::vector<FeatureUse>& uses = world.workloads[pool.workload].features;
    return world.offers[pool.offer].region == region && std::ranges::find(uses, store, &FeatureUse::store) != uses.end();
  });
}

namespace {

// GB of a month that a feed brings to a replica in a region, one of `replicas`; of an active-active stream, the events of the others.
double feed_gb(const World& world, std::uint32_t store, std::uint32_t region, std::size_t replicas) {
  const FeatureStore& from = world.data.feature_stores[store];
  const bool everywhere = from.stream && world.data.streams[*from.stream].active_active;
  if (region == from.home && !everywhere) return 0;
  if (!from.stream) return from.changes_per_s * from.value_bytes * seconds_per_month / bytes_per_gb;
  for (std::uint32_t before = 0; before < store; ++before)
    if (world.data.feature_stores[before].stream == from.stream) return 0;
  const EventStream& stream = world.data.streams[*from.stream];
  const double others = everywhere ? 1 - 1.0 / static_cast<double>(replicas) : 1;
  return others * stream.events_per_s * stream.event_bytes * seconds_per_month / bytes_per_gb;
}

}  // namespace

void add_replication(const World& world, const Topology& topology, Usage& usage) {
  std::vector<double> writes(world.data.feature_stores.size());
  std::vector<std::size_t> replicas(writes.size());
  for (const StoreUsage& use : usage.stores) {
    writes[use.store] += use.writes;
    replicas[use.store] += holds_store(world, topology, use.store, use.region);
  }
  for (StoreUsage& use : usage.stores) {
    const FeatureStore& store = world.data.feature_stores[use.store];
    if (!holds_store(world, topology, use.store, use.region)) continue;
    use.replicated_gb = (writes[use.store] - use.writes) * store.value_bytes / bytes_per_gb;
    use.replicated_gb += feed_gb(world, use.store, use.region, replicas[use.store]);
  }
  std::erase_if(usage.stores,
                [&](const StoreUsage& use) { return use.reads == 0 && use.writes == 0 && !holds_store(world, topology, use.store, use.region); });
}

namespace {

// Reads that leave the region only in trouble, or when a replica is too old, are not among the expected ones.
void add_store_usage(const World& world, const Topology& topology, Usage& usage) {
  for (std::uint32_t index = 0; index < world.data.feature_stores.size(); ++index) {
    const FeatureStore& store = world.data.feature_stores[index];
    std::vector<StoreUsage> regions;
    std::size_t replicas = 0;
    for (std::uint32_t region = 0; region < world.regions.size(); ++region) {
      regions.push_back({index, region, 0, 0, 0, 0});
      replicas += holds_store(world, topology, index, region);
    }
    for (const RegionRequests& requests : usage.requests)
      for (const FeatureUse& use : world.workloads[requests.workload].features) {
        if (use.store != index) continue;
        regions[requests.region].reads += use.read ? requests.requests : 0;
        regions[requests.region].writes += requests.requests * use.writes;
      }
    for (StoreUsage& use : regions) {
      const bool goes_home = store.placement == Placement::home || store.consistency == Consistency::strong;
      double values = goes_home && use.region != store.home ? 1 : 0;
      if (store.consistency == Consistency::quorum) values = static_cast<double>(replicas / 2);
      use.remote_gb = use.reads * values * store.value_bytes / bytes_per_gb;
    }
    usage.stores.insert(usage.stores.end(), regions.begin(), regions.end());
  }
  add_replication(world, topology, usage);
}

}  // namespace

void scale_requests(Usage& usage, double factor) {
  for (RegionRequests& requests : usage.requests) {
    requests.requests *= factor;
    requests.request_gb *= factor;
    requests.new_connections *= factor;
  }
  for (StoreUsage& use : usage.stores) {
    use.reads *= factor;
    use.writes *= factor;
    use.remote_gb *= factor;
  }
}

Usage expected_usage(const World& world, const Topology& topology) {
  Usage usage;
  usage.pools = pool_usage(world, topology);
  const std::vector<Grid> shares = routing_shares(world, topology);
  for (std::uint32_t w = 0; w < world.workloads.size(); ++w) {
    std::vector<double> monthly;  // requests of each population
    for (std::size_t p = 0; p < world.populations.size(); ++p) monthly.push_back(world.mean_rps(w, p) * seconds_per_month);
    const double response_gb = world.workloads[w].mean_response_bytes() / bytes_per_gb;
    const double request_gb = world.workloads[w].mean_request_bytes() / bytes_per_gb;
    for (std::uint32_t r = 0; r < world.regions.size(); ++r) {
      double requests = 0;
      for (std::uint32_t p = 0; p < world.populations.size(); ++p) {
        const double routed = monthly[p] * shares[w](p, r);
        if (routed > 0) usage.internet_egress.push_back({w, r, p, routed * response_gb});
        requests += routed;
      }
      if (requests > 0) usage.requests.push_back({w, r, requests, requests * request_gb, requests * (1 - world.network.connection_reuse)});
    }
  }
  add_store_usage(world, topology, usage);
  return usage;
}

}  // namespace tradewind
