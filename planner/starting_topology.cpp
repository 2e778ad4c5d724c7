#include "tradewind/planner/starting_topology.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <stdexcept>

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

// Round trip of an average request to the region, times the number of requests: only the order matters.
double weighted_rtt(const World& world, std::uint32_t region) {
  double sum = 0;
  for (std::uint32_t workload = 0; workload < world.workloads.size(); ++workload)
    for (std::size_t p = 0; p < world.populations.size(); ++p) sum += world.mean_rps(workload, p) * world.rtt_ms(p, region);
  return sum;
}

std::uint32_t central_region(const World& world, const PriceBook& book) {
  std::optional<std::uint32_t> best;
  double best_rtt = std::numeric_limits<double>::infinity();
  for (std::uint32_t region = 0; region < world.regions.size(); ++region) {
    bool serves_all = true;
    for (std::uint32_t workload = 0; workload < world.workloads.size(); ++workload)
      serves_all = serves_all && !priced_options(world, book, workload, region).empty();
    if (!serves_all) continue;
    const double rtt = weighted_rtt(world, region);
    if (rtt < best_rtt) {
      best = region;
      best_rtt = rtt;
    }
  }
  if (!best) throw std::invalid_argument("no candidate region has a priced offer for every workload; widen `regions` or `offers`");
  return *best;
}

Pool cheapest_pool(const World& world, const std::vector<PricedOption>& options, std::uint32_t workload, double load_share) {
  const std::vector<double> load_rps = world.total_rps(workload);
  const double peak_rps = *std::max_element(load_rps.begin(), load_rps.end());
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
  const std::uint32_t region = central_region(world, book);
  Topology topology;
  for (std::uint32_t workload = 0; workload < world.workloads.size(); ++workload)
    topology.pools.push_back(cheapest_pool(world, priced_options(world, book, workload, region), workload, load_share));
  return topology;
}

}  // namespace tradewind
