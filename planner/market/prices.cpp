#include "market/prices.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "tradewind/planner/replication_usage.h"
#include "tradewind/pricing/purchases.h"

namespace tradewind::market {
namespace {

World without_contracts(const World& world) {
  World copy = world;
  copy.billing.support.clear();
  copy.billing.credits.clear();
  return copy;
}

// Everybody goes to the region.
Topology alone(const World& world, std::uint32_t region, std::vector<Pool> pools) {
  Topology topology{std::move(pools), RoutingPolicy::weighted, {}};
  topology.shares.assign(world.workloads.size(), Grid(world.populations.size(), world.regions.size()));
  for (Grid& shares : topology.shares)
    for (std::size_t population = 0; population < world.populations.size(); ++population) shares(population, region) = 1;
  return topology;
}

// What is left of the usage with a share of its requests, those of some users.
template <typename Keeps>
Usage part_of(const World& world, const Topology& topology, const Usage& usage, double share, const Keeps& keeps) {
  Usage part = usage;
  part.pools.clear();
  std::erase_if(part.internet_egress, [&](const InternetEgress& egress) { return !keeps(egress.population); });
  scale_requests(part, share);
  add_replication(world, topology, part);
  return part;
}

Usage idle(const World& world, const Topology& topology, const Usage& usage) {
  return part_of(world, topology, usage, 0, [](std::uint32_t) { return false; });
}

double mean_rps(const World& world) {
  double rps = 0;
  for (std::size_t w = 0; w < world.workloads.size(); ++w)
    for (std::size_t p = 0; p < world.populations.size(); ++p) rps += world.mean_rps(w, p);
  return rps;
}

// By region: requests/s of the users that are nearest to it, of those regions that have an offer for the workload.
std::vector<std::vector<double>> nearest_rps(const World& world, std::uint32_t workload) {
  Topology everywhere{{}, RoutingPolicy::latency, {}};
  std::vector<char> has(world.regions.size());
  for (const ServingOption& option : world.serving_options) {
    const std::uint32_t region = world.offers[option.offer].region;
    if (option.workload == workload && !std::exchange(has[region], 1)) everywhere.pools.push_back({workload, option.offer, 1});
  }
  const Grid shares = routing_shares(world, everywhere).at(workload);
  std::vector<std::vector<double>> rps;
  for (std::uint32_t region = 0; region < world.regions.size(); ++region) {
    rps.push_back(routed_rps(world.rate_rps[workload], shares, region));
    if (std::ranges::max(rps.back()) <= 0) rps.back() = world.total_rps(workload);
  }
  return rps;
}

}  // namespace

Prices::Prices(const World& world, const PriceBook& book, const PriceFactors& factors)
    : world_(&world),
      factors_(factors),
      without_contracts_(without_contracts(world)),
      pricing_(without_contracts_, book),
      whole_pricing_(world, book) {
  std::map<std::pair<std::size_t, std::string>, std::size_t> classes;
  for (const Population& users : world.populations)
    class_of_population_.push_back(classes.try_emplace({egress_destination(users), users.continent}, classes.size()).first->second);
  classes_ = classes.size();
  total_rps_ = mean_rps(world);
  for (std::uint32_t workload = 0; workload < world.workloads.size(); ++workload) nearest_rps_.push_back(nearest_rps(world, workload));
  always_usd_ = bill_usd(pricing_, {}, usage_of({}));
}

bool Prices::sells(std::uint32_t index) const { return pricing_.sells(world_->serving_options[index].offer); }

// At list prices before rounding; under factors to the cent, which is as good for what is paid in thousands.
double Prices::bill_usd(const Pricing& pricing, const Topology& topology, const Usage& usage) const {
  if (factors_ == list_prices) return pricing.unrounded_usd(topology, usage);
  return pricing.total(topology, usage, pricing.commitments(topology, usage), factors_).usd();
}

Usage Prices::usage_of(const Topology& topology) const {
  Usage usage = expected_usage(*world_, topology);
  usage.replication = bytes_at_prices(*world_, topology, pricing_);
  return usage;
}

// Instances of the pool if it served the users that are nearest: as many as autoscaling allows.
int Prices::nearest_instances(const ServingOption& option, std::span<const double> rps, double instance_rps) const {
  int most = world_->constraints.max_instances_per_region;
  if (const auto& scaling = world_->workloads[option.workload].autoscaling; scaling && world_->billing.follow_demand)
    most = std::min(most, scaling->max_replicas / option.replicas_per_instance);
  return static_cast<int>(std::clamp(std::ceil(std::ranges::max(rps) / instance_rps), 1.0, std::max(static_cast<double>(most), 1.0)));
}

double Prices::instance_usd(std::uint32_t index, double instance_rps) const {
  const ServingOption& option = world_->serving_options[index];
  const std::vector<double>& rps = nearest_rps_[option.workload][world_->offers[option.offer].region];
  const int count = nearest_instances(option, rps, instance_rps);
  const Topology topology{{{option.workload, option.offer, count * option.replicas_per_instance}}, RoutingPolicy::latency, {}};
  const Usage running{{month_of(0, hourly_need(*world_, topology.pools[0], rps))}, {}, {}};
  return (bill_usd(pricing_, topology, running) - bill_usd(pricing_, topology, {})) / count;
}

// Returns the sum of the parts.
double Prices::add_requests(const Pool& pool, std::uint32_t region, RegionPrices& prices) const {
  const Topology one = alone(*world_, region, {pool});
  const Usage all = usage_of(one);
  const double idle_usd = bill_usd(pricing_, one, idle(*world_, one, all));
  prices.workload_usd[pool.workload] = idle_usd - always_usd_;
  std::vector<double> rps(classes_);
  for (std::size_t population = 0; population < class_of_population_.size(); ++population)
    rps[class_of_population_[population]] += world_->mean_rps(pool.workload, population);
  const double total_rps = std::accumulate(rps.begin(), rps.end(), 0.0);
  double sum = 0;
  for (std::size_t c = 0; c < classes_; ++c) {
    if (rps[c] <= 0) continue;
    const auto in_class = [&](std::uint32_t population) { return class_of_population_[population] == c; };
    const double usd = bill_usd(pricing_, one, part_of(*world_, one, all, rps[c] / total_rps, in_class)) - idle_usd;
    sum += usd;
    for (std::uint32_t population = 0; population < class_of_population_.size(); ++population)
      if (in_class(population)) prices.request_usd(pool.workload, population) = usd / rps[c];
  }
  return sum;
}

RegionPrices Prices::region(std::uint32_t region, std::span<const Pool> pools) const {
  RegionPrices prices{0, std::vector<double>(world_->workloads.size()), Grid(world_->workloads.size(), world_->populations.size()), 1};
  double parts_usd = 0;
  for (const Pool& pool : pools) parts_usd += add_requests(pool, region, prices);

  const Topology all = alone(*world_, region, {pools.begin(), pools.end()});
  Usage usage = usage_of(all);
  prices.contracts = bill_usd(whole_pricing_, all, usage) / bill_usd(pricing_, all, usage);
  usage.pools.clear();
  const double idle_usd = bill_usd(pricing_, all, idle(*world_, all, usage));
  // Of what the workloads pay for one by one, all but once is paid together.
  const double one_by_one_usd = std::accumulate(prices.workload_usd.begin(), prices.workload_usd.end(), 0.0);
  prices.open_usd = pools.size() > 1 ? (one_by_one_usd - (idle_usd - always_usd_)) / static_cast<double>(pools.size() - 1) : one_by_one_usd;
  const double scale = parts_usd > 0 ? (bill_usd(pricing_, all, usage) - idle_usd) / parts_usd : 1;
  for (const Pool& pool : pools) {
    prices.workload_usd[pool.workload] = prices.contracts * (prices.workload_usd[pool.workload] - prices.open_usd);
    for (std::size_t population = 0; population < class_of_population_.size(); ++population) {
      double& usd = prices.request_usd(pool.workload, population);
      usd = prices.contracts * (usd * scale + always_usd_ / total_rps_);
    }
  }
  prices.open_usd *= prices.contracts;
  return prices;
}

}  // namespace tradewind::market
