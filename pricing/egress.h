// Internet egress: gigabytes climbed up the tiers as the clouds count them.
#pragma once

#include <vector>

#include "tradewind/pricing/bill.h"

namespace tradewind {

// How tiers are counted (the rule of this program where the clouds' pages leave room):
// - the free gigabytes of an account are taken off all of its traffic in proportion;
// - traffic that shares a counter (PriceBook::egress_counter) climbs the tiers together, and every region holds the same share of each tier as of the
// whole;
//   each region pays its own price in a tier. So the order of the usage never matters.
// - the hops of artifacts that have no price of their own between two regions are such traffic too, under the service "replication".
// Throws std::runtime_error, naming the region, when the book has no price.
void add_egress_lines(const World& world, const Usage& usage, const PriceBook& book, std::vector<BillLine>& lines);

}  // namespace tradewind
