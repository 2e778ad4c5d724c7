// The bill of a simulated topology, what is copied between its regions included.
#pragma once

#include "tradewind/pricing/bill.h"
#include "tradewind/sim/outcome.h"

namespace tradewind::study {

// Adds the replicated bytes to the outcome's usage. factors: on the prices, by their kind.
Bill billed(const World& world, const Pricing& pricing, const Topology& topology, Outcome& outcome, const PriceFactors& factors = list_prices);

}  // namespace tradewind::study
