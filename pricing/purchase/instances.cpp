#include "purchase/instances.h"

#include "purchase/buying.h"

namespace tradewind {
namespace {

// A month's commitment counts in the money it is made in.
const Price committed_usd{1, "USD", "commitment of the purchase mix", "", ""};

// Of what is paid and not needed.
std::string_view idle_in_words(Purchase purchase) {
  switch (purchase) {
    case Purchase::reserved_1y:
      return "reserved 1 year, unused";
    case Purchase::reserved_3y:
      return "reserved 3 years, unused";
    case Purchase::savings_1y:
      return "savings plan 1 year, unused";
    default:
      return "savings plan 3 years, unused";
  }
}

const Service& service_of(Purchase purchase) { return purchase == Purchase::spot ? services::spot_instances : services::gpu_instances; }

void add_as_offered(const Tariff& tariff, const Topology& topology, const Usage& usage, Charges& charges) {
  const World& world = tariff.world();
  for (const PoolUsage& use : usage.pools) {
    const Pool& pool = topology.pools.at(use.pool);
    const Offer& offer = world.offers[pool.offer];
    charges.add(place_of(world.regions[offer.region]), service_of(world.purchase), {offer.instance_type, ", ", in_words(world.purchase)},
                use.instance_hours, tariff.instance(pool.offer, world.purchase), world.workloads[pool.workload].name);
  }
}

std::vector<WorkloadShare> shares_of(const World& world, const Topology& topology, const purchase::Sharing& type) {
  std::vector<WorkloadShare> shares;
  for (std::size_t i = 0; i < type.pools.size(); ++i) shares.push_back({world.workloads[topology.pools[type.pools[i]].workload].name, type.hours[i]});
  return shares;
}

void add_type(const Tariff& tariff, const Topology& topology, const purchase::Sharing& type, const purchase::BoughtHours& hours, Charges& charges) {
  const Offer& offer = tariff.world().offers[type.offer];
  const Place place = place_of(tariff.world().regions[offer.region]);
  const std::vector<WorkloadShare> shares = shares_of(tariff.world(), topology, type);
  for (const Purchase kind : all_purchases) {
    const double used = hours.used[static_cast<std::size_t>(kind)];
    if (used > 0)
      charges.add_shared(place, service_of(kind), {offer.instance_type, ", ", in_words(kind)}, used, tariff.instance(type.offer, kind), shares);
  }
  if (hours.idle > 0)
    charges.add_shared(place, services::gpu_instances, {offer.instance_type, ", ", idle_in_words(hours.reservation)}, hours.idle,
                       tariff.instance(type.offer, hours.reservation), shares);
}

void add_mix(const Tariff& tariff, const Topology& topology, const Usage& usage, const Commitments& bound, Charges& charges) {
  const purchase::Buying buying = purchase::buy(tariff, topology, usage, bound);
  for (std::size_t i = 0; i < buying.types.size(); ++i) add_type(tariff, topology, buying.types[i], buying.hours[i], charges);
  for (std::uint32_t provider = 0; provider < buying.unused_usd.size(); ++provider)
    charges.add_any(global_of(tariff.provider_name(provider)), services::gpu_instances, {idle_in_words(bound.savings[provider].plan), "", ""},
                    buying.unused_usd[provider], committed_usd);
}

}  // namespace

void add_instances(const Tariff& tariff, const Topology& topology, const Usage& usage, const Commitments& bound, Charges& charges) {
  if (tariff.world().billing.purchase_mix)
    add_mix(tariff, topology, usage, bound, charges);
  else
    add_as_offered(tariff, topology, usage, charges);
}

}  // namespace tradewind
