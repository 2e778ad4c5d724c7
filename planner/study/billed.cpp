#include "study/billed.h"

#include "tradewind/planner/replication_usage.h"
#include "tradewind/pricing/purchases.h"

namespace tradewind::study {

Bill billed(const World& world, const Pricing& pricing, const Topology& topology, Outcome& outcome, const PriceFactors& factors) {
  outcome.usage.replication = bytes_at_prices(world, topology, pricing);
  return pricing.bill(topology, outcome.usage, pricing.commitments(topology, outcome.usage), factors);
}

}  // namespace tradewind::study
