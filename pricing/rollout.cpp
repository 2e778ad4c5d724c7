// What a rollout costs once.
#include <stdexcept>

#include "lines.h"
#include "replication.h"

namespace tradewind {
namespace {

// Between clouds a GB is one of internet egress, at the first tier: the tiers of the month are the monthly bill's.
Price price_of_copy(const World& world, const CopiedBytes& copy, const PriceBook& book) {
  if (auto price = price_between(world, copy.from, copy.to, book)) return *std::move(price);
  const Region& from = world.regions[copy.from];
  const auto tiers = book.internet_egress(from.provider, from.id, egress_destinations[egress_destination(world.regions[copy.to].country_iso2)]);
  if (tiers.empty()) throw std::runtime_error("the price book " + book.id() + " has no price of traffic from " + from.key());
  return tiers.front().price;
}

}  // namespace

Bill price_rollout(const World& world, const Topology& topology, const RolloutUsage& usage, const PriceBook& book) {
  Bill bill{book.id(), {}};
  for (const SurgeUsage& surge : usage.surge) {
    if (surge.instance_hours <= 0) continue;
    const Pool& pool = topology.pools.at(surge.pool);
    const Offer& offer = world.offers[pool.offer];
    const Region& region = world.regions[offer.region];
    std::optional<Price> price = book.instance(region.provider, region.id, offer.instance_type, Purchase::on_demand);
    if (!price)
      throw std::runtime_error("the price book " + book.id() + " has no price, on demand, of " + offer.instance_type + " in " + region.key());
    bill.lines.push_back(
        line(region.provider, region.id, "surge instances", offer.instance_type + ", on demand", surge.instance_hours, *std::move(price)));
    bill.lines.back().workload = world.workloads[pool.workload].name;
  }
  for (const CopiedBytes& copy : usage.copies) {
    const Region& from = world.regions[copy.from];
    bill.lines.push_back(line(from.provider, from.id, std::string(replication_service), "to " + world.regions[copy.to].key(), copy.gb,
                              price_of_copy(world, copy, book)));
  }
  return bill;
}

}  // namespace tradewind
