// What a rollout costs once. Between clouds a GB is one of internet egress, at the first tier: the tiers of the month are the monthly bill's.
#include "replication.h"

namespace tradewind {

Bill price_rollout(const World& world, const Topology& topology, const RolloutUsage& usage, const PriceBook& book) {
  const Tariff tariff(world, book);
  Charges charges;
  for (const SurgeUsage& surge : usage.surge) {
    if (surge.instance_hours <= 0) continue;
    const Pool& pool = topology.pools.at(surge.pool);
    const Offer& offer = world.offers[pool.offer];
    charges.add(place_of(world.regions[offer.region]), services::surge_instances, {offer.instance_type, ", ", in_words(Purchase::on_demand)},
                surge.instance_hours, tariff.instance(pool.offer, Purchase::on_demand), world.workloads[pool.workload].name);
  }
  for (const CopiedBytes& copy : usage.copies)
    charges.add(place_of(world.regions[copy.from]), services::replication, {"to ", tariff.key_of(copy.to)}, copy.gb,
                price_of_gb(tariff, copy.from, copy.to));
  return to_bill(tariff, charges);
}

}  // namespace tradewind
