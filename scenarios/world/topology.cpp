#include "tradewind/scenarios/topology.h"

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "tradewind/scenarios/steering.h"
#include "tradewind/scenarios/waterfall.h"

namespace tradewind {
namespace {

// Of each workload's pools.
std::vector<std::vector<std::uint32_t>> regions_by_workload(const World& world, const Topology& topology) {
  std::vector<std::vector<std::uint32_t>> regions(world.workloads.size());
  for (const Pool& pool : topology.pools) regions.at(pool.workload).push_back(world.offers.at(pool.offer).region);
  return regions;
}

// Of a region that has a record for its country, one for its continent and one for everybody.
int geo_rank(const Region& region, const Population& population) {
  for (const traffic::GeoRule& rule : {traffic::GeoRule{region.country_iso2, ""}, {"", region.continent}})
    if (const auto rank = traffic::geo_priority(rule, population.country_iso2, population.continent)) return *rank;
  return traffic::geo_priority({}, "", "").value();
}

[[noreturn]] void throw_no_open_region(const World& world, const Clients& clients) {
  throw std::invalid_argument("no region is open in which requests of " + world.populations[clients.population].name + " for " +
                              world.workloads[clients.workload].name + " may be served");
}

// By a manager that looks at their rates.
Grid fill(const World& world, const Topology& topology, std::uint32_t workload, const std::vector<std::uint32_t>& regions) {
  for (std::uint32_t population = 0; population < world.populations.size(); ++population)
    if (std::ranges::none_of(regions, [&](std::uint32_t region) { return world.residency.allows(workload, population, region); }))
      throw_no_open_region(world, {workload, population});
  return filled_shares(world, topology, workload);
}

// Where the manager sends everybody while all regions are well.
void steer(const World& world, const Clients& clients, std::span<const std::uint32_t> regions, Grid& shares) {
  const SteeringPolicy stated = world.traffic.manager.steering;
  // A manager that goes by weights and has none goes by latency.
  const SteeringPolicy policy = stated == SteeringPolicy::weighted ? SteeringPolicy::latency : stated;
  const std::vector<double> weights(regions.size(), 1.0);
  const std::unique_ptr<bool[]> up(new bool[regions.size()]);
  std::fill_n(up.get(), regions.size(), true);
  const std::vector<double> steered = steered_shares(world, policy, clients, regions, weights, {up.get(), regions.size()});
  if (std::ranges::all_of(steered, [](double share) { return share == 0; })) throw_no_open_region(world, clients);
  for (std::size_t place = 0; place < regions.size(); ++place) shares(clients.population, regions[place]) = steered[place];
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

std::vector<double> steered_shares(const World& world, SteeringPolicy policy, const Clients& clients, std::span<const std::uint32_t> regions,
                                   std::span<const double> weights, std::span<const bool> up) {
  const TrafficManager& manager = world.traffic.manager;
  const bool has_dials = !world.traffic.dials.empty() && policy != SteeringPolicy::weighted;
  const bool accelerator = manager.tries > 0 || has_dials;
  const Population& population = world.populations[clients.population];
  std::vector<traffic::Option> options;
  for (std::size_t place = 0; place < regions.size(); ++place) {
    const std::uint32_t region = regions[place];
    traffic::Option facts{.allowed = world.residency.allows(clients.workload, clients.population, region),
                          .takes = accelerator ? (has_dials ? world.traffic.dials[region] : 1.0) : (up[place] ? 1.0 : 0.0),
                          .rtt_ms = world.rtt_ms(clients.population, region),
                          .weight = policy == SteeringPolicy::weighted ? weights[place] : 1};
    if (policy == SteeringPolicy::geo) facts.priority = geo_rank(world.regions[region], population);
    if (policy == SteeringPolicy::priority) facts.priority = static_cast<int>(place);
    options.push_back(traffic::option(policy, facts));
  }
  return accelerator ? traffic::accelerator_shares(options, up, manager.tries) : traffic::shares(options, traffic::steering(manager));
}

std::vector<Grid> routing_shares(const World& world, const Topology& topology) {
  std::vector<Grid> all(world.workloads.size(), Grid(world.populations.size(), world.regions.size()));
  const auto regions = regions_by_workload(world, topology);
  for (std::uint32_t w = 0; w < all.size(); ++w) {
    if (regions[w].empty()) continue;
    if (world.traffic.max_rate_per_replica_rps > 0) {
      all[w] = fill(world, topology, w, regions[w]);
      continue;
    }
    const bool stated = topology.policy == RoutingPolicy::weighted && w < topology.shares.size() && topology.shares[w].rows() > 0;
    for (std::uint32_t p = 0; p < world.populations.size(); ++p)
      if (!stated || !copy_row(topology.shares[w], p, all[w])) steer(world, {w, p}, regions[w], all[w]);
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
