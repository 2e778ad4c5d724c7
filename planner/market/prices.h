// The prices of the exact model that do not depend on an offer: traffic to users and the fees of an open region.
#pragma once

#include "tradewind/pricing/price_book.h"

namespace tradewind::market {

// USD for a GB from the region to the population: the first tier that costs something, taken for all traffic. The bill itself has all tiers.
double egress_usd_per_gb(const PriceBook& book, const Region& region, const Population& population);

// USD a month for a region with at least one pool: Kubernetes cluster and load balancer, as far as the book has them.
double region_fixed_usd(const PriceBook& book, const Region& region);

}  // namespace tradewind::market
