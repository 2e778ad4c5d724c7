// What the exact model pays: the bill as a sum over what a placement decides, in USD a month.
//
// Every coefficient is a difference of bills, so that whatever the bill charges is in the model. Each region is billed as if it served everybody:
// - opening: pools that run no hour and serve nobody, less nothing at all. What two workloads pay together counts once, for the region.
// - requests: with them, less without, users of one continent and kind of destination at a time; these parts are scaled to the whole.
// - instances: as many as the users carry for whom the region is nearest, with their purchase mix and the hours that they are needed.
// - support and credits: a factor, the region's bill with them over that without.
// So the sum is the bill where one region serves everybody from pools that run all week, and near it elsewhere. What is not linear stays off: tiers
// and free parts beyond that, minimums of support, writes of requests into a third and further replica of a feature store, copies that go from region
// to region, and what a purchase mix saves when a region's users come from elsewhere.
#pragma once

#include <span>
#include <vector>

#include "tradewind/pricing/bill.h"
#include "tradewind/scenarios/topology.h"

namespace tradewind::market {

struct RegionPrices {
  double open_usd = 0;               // for a region with pools
  std::vector<double> workload_usd;  // and for each workload that has one there
  Grid request_usd;                  // workload x population: for a request/s, mean over the week
  double contracts = 1;              // factor on instances; the other prices have it already
};

// The world must outlive it.
class Prices {
 public:
  // factors: on the book's prices, by their kind.
  Prices(const World& world, const PriceBook& book, const PriceFactors& factors = list_prices);
  Prices(const Prices&) = delete;
  Prices& operator=(const Prices&) = delete;

  // Whether the book has a price at which the scenario may buy the option's instances all week. index: into World::serving_options.
  bool sells(std::uint32_t index) const;

  // An instance of the option, of those that each take instance_rps in the busiest hour.
  double instance_usd(std::uint32_t index, double instance_rps) const;

  // A region whose pools would be these if it served everybody, one for each workload that can run there. Throws as Pricing does.
  RegionPrices region(std::uint32_t region, std::span<const Pool> pools) const;

 private:
  double bill_usd(const Pricing& pricing, const Topology& topology, const Usage& usage) const;
  Usage usage_of(const Topology& topology) const;
  int nearest_instances(const ServingOption& option, std::span<const double> rps, double instance_rps) const;
  // Opening the region for one workload, and each population's part of what its requests cost; the sum of the parts.
  double add_requests(const Pool& pool, std::uint32_t region, RegionPrices& prices) const;

  const World* world_;
  PriceFactors factors_;
  World without_contracts_;
  Pricing pricing_, whole_pricing_;               // of the one and the other
  double always_usd_ = 0, total_rps_ = 0;         // paid whatever the placement: spread over all requests, which all are served
  std::vector<std::size_t> class_of_population_;  // users that the bill sees alike
  std::size_t classes_ = 0;
  std::vector<std::vector<std::vector<double>>> nearest_rps_;  // workload, region: by hour of the week, of the users that are nearest; of all if none
};

}  // namespace tradewind::market
