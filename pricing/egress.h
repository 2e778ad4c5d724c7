// Internet egress: gigabytes climbed up the tiers as the clouds count them.
#pragma once

#include "charges.h"
#include "replication.h"
#include "tariff.h"

namespace tradewind {

// How tiers are counted (the rule of this program where the clouds' pages leave room):
// - the free gigabytes of an account are taken off all of its traffic in proportion;
// - traffic that shares a counter (PriceBook::egress_counter) climbs the tiers together, and every region holds the same share of each tier as of the
//   whole; each region pays its own price in a tier. So the order of the usage never matters.
// - the hops between two regions that have no price of their own are such traffic too, under the service "replication".
void add_egress(const Tariff& tariff, const Usage& usage, const Hops& hops, Charges& charges);

}  // namespace tradewind
