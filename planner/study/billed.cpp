#include "study/billed.h"

#include "tradewind/pricing/purchases.h"
#include "tradewind/sim/replication.h"

namespace tradewind::study {

Bill billed(const World& world, const Pricing& pricing, const Topology& topology, Outcome& outcome, const PriceFactors& factors) {
  if (!world.data.artifacts.empty()) {
    const auto network = replication_network(world, replication_regions(world, topology), pricing.replication_usd_per_gb());
    outcome.usage.replication = replicated_bytes(world, replication_plans(world, topology, network));
  }
  return pricing.bill(topology, outcome.usage, pricing.commitments(topology, outcome.usage), factors);
}

}  // namespace tradewind::study
