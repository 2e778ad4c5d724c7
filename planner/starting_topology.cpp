#include "tradewind/planner/starting_topology.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <stdexcept>
#include <tuple>

#include "tradewind/scenarios/usage.h"
#include "tradewind/sim/capacity.h"

namespace tradewind {
namespace {

struct PricedOption {
  const ServingOption* option = nullptr;
  double usd_per_hour = 0;  // whole instance
};

// Priced serving options of a workload in a region.
std::vector<PricedOption> priced_options(const World& world, const PriceBook& book, std::uint32_t workload, std::uint32_t region) {
  std::vector<PricedOption> found;
  for (const ServingOption& option : world.serving_options) {
    const Offer& offer = world.offers[option.offer];
    if (option.workload != workload || offer.region != region) continue;
    const Region& place = world.regions[region];
    if (const auto price = book.instance(place.provider, place.id, offer.instance_type, world.purchase)) found.push_back({&option, price->usd});
  }
  return found;
}

// Requests of a population for a workload that no chosen region may serve yet.
using Uncovered = std::vector<std::pair<std::uint32_t, std::uint32_t>>;  // (workload, population)

// How well a region stands to those requests: how many it may serve, and the sum of their round trips, of which only the order matters.
struct Standing {
  double served_rps = 0;
  std::size_t served = 0;  // pairs
  double weighted_rtt = 0;
  bool better_than(const Standing& other) const {
    return std::tuple(served_rps, served, -weighted_rtt) > std::tuple(other.served_rps, other.served, -other.weighted_rtt);
  }
};

Standing standing(const World& world, std::uint32_t region, const Uncovered& uncovered) {
  Standing standing;
  for (const auto& [workload, population] : uncovered) {
    if (!world.residency.allows(workload, population, region)) continue;
    ++standing.served;
    standing.served_rps += world.mean_rps(workload, population);
    standing.weighted_rtt += world.mean_rps(workload, population) * world.rtt_ms(population, region);
  }
  return standing;
}

// The region that may serve most of what is uncovered, and of those the most central one.
std::uint32_t central_region(const World& world, const PriceBook& book, const Uncovered& uncovered) {
  std::optional<std::uint32_t> best;
  Standing best_standing;
  for (std::uint32_t region = 0; region < world.regions.size(); ++region) {
    bool serves_all = true;
    for (std::uint32_t workload = 0; workload < world.workloads.size(); ++workload)
      serves_all = serves_all && !priced_options(world, book, workload, region).empty();
    if (!serves_all) continue;
    const Standing own = standing(world, region, uncovered);
    if (best ? own.better_than(best_standing) : own.served > 0) {
      best = region;
      best_standing = own;
    }
  }
  if (!best)
    throw std::invalid_argument(fmt::format("no candidate region has a priced offer for every workload{}; widen `regions` or `offers`",
                                            world.residency.restricts() ? " and may serve everybody whom no other one may" : ""));
  return *best;
}

// One region where residency allows it, else as many as it takes.
std::vector<std::uint32_t> central_regions(const World& world, const PriceBook& book) {
  Uncovered uncovered;
  for (std::uint32_t workload = 0; workload < world.workloads.size(); ++workload)
    for (std::uint32_t population = 0; population < world.populations.size(); ++population) uncovered.emplace_back(workload, population);
  std::vector<std::uint32_t> regions;
  do {
    regions.push_back(central_region(world, book, uncovered));
    std::erase_if(uncovered, [&](const auto& pair) { return world.residency.allows(pair.first, pair.second, regions.back()); });
  } while (!uncovered.empty());
  return regions;
}

// Where the traffic manager leads everybody when each region has as many replicas of each workload as all need together: shares by workload.
std::vector<Grid> shares_of(const World& world, const PriceBook& book, const std::vector<std::uint32_t>& regions) {
  Topology topology;
  for (const std::uint32_t region : regions)
    for (std::uint32_t workload = 0; workload < world.workloads.size(); ++workload)
      topology.pools.push_back({workload, priced_options(world, book, workload, region).front().option->offer, std::numeric_limits<int>::max()});
  return routing_shares(world, topology);
}

Pool cheapest_pool(const World& world, const std::vector<PricedOption>& options, std::uint32_t workload, double peak_rps, double load_share) {
  std::map<std::string, double> sustained;  // by GPU: the timing of a workload on a GPU is the same on every instance type
  std::optional<Pool> best;
  double best_usd = std::numeric_limits<double>::infinity();
  for (const PricedOption& priced : options) {
    const ServingOption& option = *priced.option;
    const auto [known, fresh] = sustained.try_emplace(world.offers[option.offer].gpu, 0.0);
    if (fresh) known->second = capacity_curve(world, option).max_rate_rps;
    if (known->second <= 0) continue;
    const double replicas = std::max(1.0, std::ceil(peak_rps / (load_share * known->second)));
    const int instances = static_cast<int>(std::ceil(replicas / option.replicas_per_instance));
    if (instances * priced.usd_per_hour < best_usd) {
      best_usd = instances * priced.usd_per_hour;
      best = Pool{workload, option.offer, instances * option.replicas_per_instance};
    }
  }
  if (!best) throw std::invalid_argument("workload '" + world.workloads[workload].name + "' cannot be served by any offer of its region");
  return *best;
}

}  // namespace

Topology starting_topology(const World& world, const PriceBook& book, double load_share) {
  return topology_in(world, book, central_regions(world, book), load_share);
}

Topology topology_in(const World& world, const PriceBook& book, const std::vector<std::uint32_t>& regions, double load_share) {
  const std::vector<Grid> shares = shares_of(world, book, regions);
  Topology topology;
  for (const std::uint32_t region : regions)
    for (std::uint32_t workload = 0; workload < world.workloads.size(); ++workload) {
      const double peak = std::ranges::max(routed_rps(world.rate_rps[workload], shares[workload], region));
      if (peak > 0 || regions.size() == 1)
        topology.pools.push_back(cheapest_pool(world, priced_options(world, book, workload, region), workload, peak, load_share));
    }
  return topology;
}

}  // namespace tradewind
