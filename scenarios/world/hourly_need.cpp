#include <algorithm>
#include <cmath>
#include <numeric>

#include "tradewind/scenarios/usage.h"

namespace tradewind {
namespace {

constexpr int minutes_per_hour = 60;

// Requests/s of a workload in a region, by hour of the week.
std::vector<double> routed_rps(const Grid& rates, const Grid& shares, std::uint32_t region) {
  std::vector<double> rps(rates.columns());
  for (std::size_t hour = 0; hour < rps.size(); ++hour)
    for (std::size_t population = 0; population < rates.rows(); ++population) rps[hour] += rates(population, hour) * shares(population, region);
  return rps;
}

// The most that the clock asks for in any minute of an hour.
int scheduled(const Autoscaling& scaling, int hour) {
  int replicas = 0;
  for (const ScheduledReplicas& span : scaling.schedule)
    if (span.start_minute < (hour + 1) * minutes_per_hour && span.end_minute > hour * minutes_per_hour) replicas = std::max(replicas, span.replicas);
  return replicas;
}

std::vector<int> following(const World& world, const Pool& pool, const Autoscaling& scaling, const std::vector<double>& rps) {
  const double busiest = std::ranges::max(rps);
  std::vector<int> need;
  for (int hour = 0; hour < hours_per_week; ++hour) {
    // What is left of a quotient that should be whole is rounding.
    const double load = busiest > 0 ? pool.replicas * rps[static_cast<std::size_t>(hour)] / busiest - 1e-9 : 0;
    const int wanted = std::max(static_cast<int>(std::ceil(load)), scheduled(scaling, hour));
    need.push_back(instances(world, {pool.workload, pool.offer, std::clamp(wanted, scaling.min_replicas, scaling.max_replicas)}));
  }
  return need;
}

}  // namespace

std::vector<std::vector<int>> hourly_need(const World& world, const Topology& topology) {
  std::vector<std::vector<int>> need;
  std::vector<Grid> shares;
  for (const Pool& pool : topology.pools) {
    const std::optional<Autoscaling>& scaling = world.workloads[pool.workload].autoscaling;
    if (!world.billing.follow_demand || !scaling) {
      need.emplace_back(hours_per_week, instances(world, pool));
      continue;
    }
    if (shares.empty()) shares = routing_shares(world, topology);
    const std::uint32_t region = world.offers[pool.offer].region;
    need.push_back(following(world, pool, *scaling, routed_rps(world.rate_rps[pool.workload], shares[pool.workload], region)));
  }
  return need;
}

std::vector<PoolUsage> pool_usage(const World& world, const Topology& topology) {
  std::vector<PoolUsage> usage;
  for (std::vector<int>& need : hourly_need(world, topology)) {
    const double mean = std::accumulate(need.begin(), need.end(), 0.0) / hours_per_week;
    const bool constant = std::ranges::all_of(need, [&](int instances) { return instances == need.front(); });
    usage.push_back({static_cast<std::uint32_t>(usage.size()), mean * hours_per_month, constant ? std::vector<int>() : std::move(need)});
  }
  return usage;
}

}  // namespace tradewind
