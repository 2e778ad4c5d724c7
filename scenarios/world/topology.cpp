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

// Those that may serve a population, the nearest first.
std::vector<std::uint32_t> allowed_by_distance(const World& world, std::size_t workload, std::size_t population, std::vector<std::uint32_t> regions) {
  std::erase_if(regions, [&](std::uint32_t region) { return !world.residency.allows(workload, population, region); });
  if (regions.empty())
    throw std::invalid_argument("no region is open in which requests of " + world.populations[population].name + " for " +
                                world.workloads[workload].name + " may be served");
  std::ranges::stable_sort(regions, {}, [&](std::uint32_t region) { return world.rtt_ms(population, region); });
  return regions;
}

// Deals the requests of one population to the regions, the nearest first.
void deal(const std::vector<double>& dials, const std::vector<std::uint32_t>& regions, std::size_t population, Grid& shares) {
  if (dials.empty()) {
    shares(population, regions.front()) = 1;
    return;
  }
  double left = 1;
  for (const std::uint32_t region : regions) {
    shares(population, region) = left * dials[region];
    left -= shares(population, region);
  }
  // Dials that are all 0 are those of a service that nobody may use; it fails open to the nearest region.
  for (const std::uint32_t region : regions)
    shares(population, region) = left < 1 ? shares(population, region) / (1 - left) : (region == regions.front() ? 1.0 : 0.0);
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
      if (!stated || !copy_row(topology.shares[w], p, all[w])) deal(world.traffic.dials, allowed_by_distance(world, w, p, regions[w]), p, all[w]);
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
