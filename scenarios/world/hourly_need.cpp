#include <algorithm>
#include <cmath>
#include <numeric>

#include "tradewind/scenarios/usage.h"

namespace tradewind {
namespace {

constexpr int minutes_per_hour = 60;

// The most that the clock asks for in any minute of an hour.
int scheduled(const Autoscaling& scaling, int hour) {
  int replicas = 0;
  for (const ScheduledReplicas& span : scaling.schedule)
    if (span.start_minute < (hour + 1) * minutes_per_hour && span.end_minute > hour * minutes_per_hour) replicas = std::max(replicas, span.replicas);
  return replicas;
}

std::vector<int> following(const World& world, const Pool& pool, const Autoscaling& scaling, std::span<const double> rps) {
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

std::vector<double> routed_rps(const Grid& rates, const Grid& shares, std::uint32_t region) {
  std::vector<double> rps(rates.columns());
  for (std::size_t hour = 0; hour < rps.size(); ++hour)
    for (std::size_t population = 0; population < rates.rows(); ++population) rps[hour] += rates(population, hour) * shares(population, region);
  return rps;
}

std::vector<int> hourly_need(const World& world, const Pool& pool, std::span<const double> rps) {
  const std::optional<Autoscaling>& scaling = world.workloads[pool.workload].autoscaling;
  if (!world.billing.follow_demand || !scaling) return std::vector<int>(hours_per_week, instances(world, pool));
  return following(world, pool, *scaling, rps);
}

std::vector<std::vector<int>> hourly_need(const World& world, const Topology& topology) {
  std::vector<std::vector<int>> need;
  std::vector<Grid> shares;
  if (world.billing.follow_demand) shares = routing_shares(world, topology);
  for (const Pool& pool : topology.pools) {
    std::vector<double> rps;
    if (world.billing.follow_demand) rps = routed_rps(world.rate_rps[pool.workload], shares[pool.workload], world.offers[pool.offer].region);
    need.push_back(hourly_need(world, pool, rps));
  }
  return need;
}

PoolUsage month_of(std::uint32_t pool, std::vector<int> hourly_instances) {
  const double mean = std::accumulate(hourly_instances.begin(), hourly_instances.end(), 0.0) / hours_per_week;
  const bool constant = std::ranges::all_of(hourly_instances, [&](int instances) { return instances == hourly_instances.front(); });
  return {pool, mean * hours_per_month, constant ? std::vector<int>() : std::move(hourly_instances)};
}

std::vector<PoolUsage> pool_usage(const World& world, const Topology& topology) {
  std::vector<PoolUsage> usage;
  for (std::vector<int>& need : hourly_need(world, topology)) usage.push_back(month_of(static_cast<std::uint32_t>(usage.size()), std::move(need)));
  return usage;
}

}  // namespace tradewind
