// A sensible topology to start from, without a search: what `simulate` runs when it is given none.
#pragma once

#include "tradewind/pricing/price_book.h"
#include "tradewind/scenarios/topology.h"

namespace tradewind {

// One region (where residency does not allow that, the one that may serve most, and further ones for whom it may not serve), the one with the
// smallest demand-weighted round trip among those where every workload has a priced offer; for each workload the offer that is cheapest per sustained
// request/s; replicas for the busiest hour of the week, where the traffic manager leads the requests, at `load_share` of what a replica sustains
// (capacity_curve), filled up to whole instances.
// Throws std::invalid_argument when no region has a priced offer for every workload.
Topology starting_topology(const World& world, const PriceBook& book, double load_share = 0.8);

// The same with pools in these regions (indices into the world; each must have a priced offer for every workload), everybody led to the nearest one
// that may serve him. Regions that nobody is led to have no pool.
Topology topology_in(const World& world, const PriceBook& book, const std::vector<std::uint32_t>& regions, double load_share = 0.8);

}  // namespace tradewind
