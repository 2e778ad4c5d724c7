#include "tradewind/scenarios/topology.h"

#include <algorithm>
#include <stdexcept>

namespace tradewind {
namespace {

// Open regions of each workload, ascending.
std::vector<std::vector<std::uint32_t>> regions_by_workload(const World& world, const Topology& topology) {
  std::vector<std::vector<std::uint32_t>> regions(world.workloads.size());
  for (const Pool& pool : topology.pools) regions.at(pool.workload).push_back(world.offers.at(pool.offer).region);
  for (auto& list : regions) std::sort(list.begin(), list.end());
  return regions;
}

std::uint32_t nearest(const World& world, std::size_t population, const std::vector<std::uint32_t>& regions) {
  return *std::min_element(regions.begin(), regions.end(), [&](auto a, auto b) { return world.rtt_ms(population, a) < world.rtt_ms(population, b); });
}

// Copies a stated row, scaled to a sum of 1; false when the row states nothing.
bool copy_row(const Grid& stated, std::size_t row, Grid& shares) {
  double sum = 0;
  for (std::size_t r = 0; r < stated.columns(); ++r) sum += stated(row, r);
  if (sum <= 0) return false;
  for (std::size_t r = 0; r < stated.columns(); ++r) shares(row, r) = stated(row, r) / sum;
  return true;
}

}  // namespace

std::vector<Grid> routing_shares(const World& world, const Topology& topology) {
  std::vector<Grid> all(world.workloads.size(), Grid(world.populations.size(), world.regions.size()));
  const auto regions = regions_by_workload(world, topology);
  for (std::size_t w = 0; w < all.size(); ++w) {
    if (regions[w].empty()) continue;
    const bool stated = topology.policy == RoutingPolicy::weighted && w < topology.shares.size() && topology.shares[w].rows() > 0;
    for (std::size_t p = 0; p < world.populations.size(); ++p)
      if (!stated || !copy_row(topology.shares[w], p, all[w])) all[w](p, nearest(world, p, regions[w])) = 1;
  }
  return all;
}

int instances(const World& world, const Pool& pool) {
  const ServingOption* option = world.serving(pool.workload, pool.offer);
  if (option == nullptr)
    throw std::invalid_argument("workload " + world.workloads.at(pool.workload).name + " cannot run on " + world.offers.at(pool.offer).instance_type);
  return (pool.replicas + option->replicas_per_instance - 1) / option->replicas_per_instance;
}

std::vector<std::uint32_t> open_regions(const World& world, const Topology& topology) {
  std::vector<std::uint32_t> regions;
  for (const Pool& pool : topology.pools) regions.push_back(world.offers.at(pool.offer).region);
  std::sort(regions.begin(), regions.end());
  regions.erase(std::unique(regions.begin(), regions.end()), regions.end());
  return regions;
}

}  // namespace tradewind
