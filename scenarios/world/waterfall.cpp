#include "tradewind/scenarios/waterfall.h"

#include <algorithm>
#include <utility>

namespace tradewind::traffic {
namespace {

// One round: every group offers what is left of it to its choice number `choice`. Returns false when no group has such a choice.
bool fill(std::size_t choice, std::span<const std::vector<std::uint32_t>> preference, std::vector<double>& left, std::vector<double>& room,
          Waterfall& result) {
  std::vector<double> offered(room.size(), 0.0), part(room.size(), 0.0);
  bool any = false;
  for (std::size_t group = 0; group < left.size(); ++group)
    if (choice < preference[group].size()) {
      any = true;
      offered[preference[group][choice]] += left[group];
    }
  for (std::size_t region = 0; region < room.size(); ++region) {
    if (offered[region] <= 0) continue;
    part[region] = std::min(1.0, room[region] / offered[region]);
    room[region] = std::max(0.0, room[region] - offered[region]);
  }
  for (std::size_t group = 0; group < left.size(); ++group) {
    if (choice >= preference[group].size()) continue;
    const std::uint32_t region = preference[group][choice];
    result.shares[group][region] += left[group] * part[region];
    left[group] *= 1 - part[region];
  }
  return any;
}

void spread(double rate, const std::vector<std::uint32_t>& regions, std::span<const double> capacities, std::vector<double>& shares) {
  double sum = 0;
  for (const std::uint32_t region : regions) sum += capacities[region];
  if (sum <= 0) return;
  for (const std::uint32_t region : regions) shares[region] += rate * capacities[region] / sum;
}

}  // namespace

Waterfall waterfall(std::span<const double> rates, std::span<const double> capacities, std::span<const std::vector<std::uint32_t>> preference) {
  Waterfall result{.shares = std::vector<std::vector<double>>(rates.size(), std::vector<double>(capacities.size(), 0.0)), .overflow = 0};
  std::vector<double> left(rates.begin(), rates.end()), room(capacities.begin(), capacities.end());
  for (std::size_t choice = 0; fill(choice, preference, left, room, result); ++choice) {
  }
  for (std::size_t group = 0; group < rates.size(); ++group) {
    std::vector<double>& shares = result.shares[group];
    result.overflow += left[group];
    spread(left[group], preference[group], capacities, shares);
    if (rates[group] > 0)
      for (double& share : shares) share /= rates[group];
    else  // the first request that comes goes to the nearest region that is open
      for (const std::uint32_t region : preference[group])
        if (capacities[region] > 0) {
          shares[region] = 1;
          break;
        }
  }
  return result;
}

}  // namespace tradewind::traffic

namespace tradewind {
namespace {

struct Regions {
  std::vector<std::uint32_t> of_pools;
  std::vector<double> capacities_rps;
  std::vector<std::vector<std::uint32_t>> preference;  // by population
};

Regions regions_of(const World& world, const Topology& topology, std::uint32_t workload) {
  Regions regions;
  for (const Pool& pool : topology.pools) {
    if (pool.workload != workload) continue;
    regions.of_pools.push_back(world.offers.at(pool.offer).region);
    regions.capacities_rps.push_back(pool.replicas * world.traffic.max_rate_per_replica_rps);
  }
  for (std::uint32_t population = 0; population < world.populations.size(); ++population)
    regions.preference.push_back(nearest_first(world, {workload, population}, regions.of_pools));
  return regions;
}

}  // namespace

std::vector<std::uint32_t> nearest_first(const World& world, const Clients& clients, std::span<const std::uint32_t> regions) {
  std::vector<std::uint32_t> places;
  for (std::uint32_t place = 0; place < regions.size(); ++place)
    if (world.residency.allows(clients.workload, clients.population, regions[place])) places.push_back(place);
  std::ranges::sort(places, {}, [&](std::uint32_t place) {
    return std::pair(world.rtt_ms(clients.population, regions[place]), world.regions[regions[place]].key());
  });
  return places;
}

Grid filled_shares(const World& world, const Topology& topology, std::uint32_t workload) {
  const Regions regions = regions_of(world, topology, workload);
  const std::size_t populations = world.populations.size();
  const Grid& rate_rps = world.rate_rps[workload];
  Grid shares(populations, world.regions.size());
  std::vector<double> rates(populations), total(populations);
  for (std::size_t hour = 0; hour < hours_per_week; ++hour) {
    for (std::size_t p = 0; p < populations; ++p) rates[p] = rate_rps(p, hour);
    const traffic::Waterfall filled = traffic::waterfall(rates, regions.capacities_rps, regions.preference);
    for (std::size_t p = 0; p < populations; ++p) {
      total[p] += rates[p];
      for (std::size_t place = 0; place < regions.of_pools.size(); ++place) shares(p, regions.of_pools[place]) += rates[p] * filled.shares[p][place];
    }
  }
  for (std::size_t p = 0; p < populations; ++p) {
    if (total[p] <= 0) shares(p, regions.of_pools[regions.preference[p].front()]) = total[p] = 1;
    for (const std::uint32_t region : regions.of_pools) shares(p, region) /= total[p];
  }
  return shares;
}

}  // namespace tradewind
