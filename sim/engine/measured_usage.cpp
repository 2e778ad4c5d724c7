#include "engine/measured_usage.h"

#include <map>
#include <tuple>

namespace tradewind::engine {

Usage measured_usage(const Plan& plan, const Topology& topology, const Ensemble& ensemble) {
  struct Amount {
    std::uint64_t requests = 0, request_bytes = 0, new_connections = 0;
  };
  using WorkloadRegion = std::pair<std::uint32_t, std::uint32_t>;
  std::map<WorkloadRegion, Amount> amounts;
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, std::uint64_t> response_bytes;
  for (std::size_t i = 0; i < plan.routes.size(); ++i) {
    const PoolPlan& pool = plan.pools[plan.routes[i].pool];
    const Cell& cell = ensemble.cells[i];
    Amount& amount = amounts[{pool.workload, pool.region}];
    amount.requests += cell.requests.offered;
    amount.request_bytes += cell.request_bytes;
    amount.new_connections += cell.new_connections;
    response_bytes[{pool.workload, pool.region, plan.streams[plan.routes[i].stream].population}] += cell.response_bytes;
  }

  const double measured_hours = ensemble.size() * plan.schedule.windows * plan.schedule.window_s / 3600;
  const auto monthly = [&](std::uint64_t amount) { return static_cast<double>(amount) * hours_per_month / measured_hours; };
  Usage usage;
  usage.pools = pool_usage(*plan.world, topology);
  for (const auto& [key, bytes] : response_bytes)
    usage.internet_egress.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), monthly(bytes) / 1e9});
  for (const auto& [key, amount] : amounts)
    usage.requests.push_back({key.first, key.second, monthly(amount.requests), monthly(amount.request_bytes) / 1e9, monthly(amount.new_connections)});
  for (std::uint32_t store = 0; store < ensemble.features.stores.size(); ++store)
    for (std::uint32_t region = 0; region < plan.world->regions.size(); ++region) {
      const features::StoreCounts& counts = ensemble.features.stores[store].regions[region];
      const double remote_gb = monthly(counts.remote) * plan.world->data.feature_stores[store].value_bytes / 1e9;
      usage.stores.push_back({store, region, monthly(counts.reads), monthly(counts.writes), remote_gb, 0});
    }
  add_replication(*plan.world, topology, usage);
  return usage;
}

}  // namespace tradewind::engine
