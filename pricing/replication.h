// What is sent between regions: the hops of artifacts, and what regions get of feature stores.
#pragma once

#include <vector>

#include "charges.h"
#include "tariff.h"

namespace tradewind {

struct Hop {
  std::uint32_t from = 0, to = 0;
  double gb = 0;  // a month
};
using Hops = std::vector<Hop>;

// What a region reads from, or is sent for, a store comes from the store's home region, and what its requests write goes there; of active-active
// stores and streams every region sends to every other one, all alike.
Hops hops_of(const World& world, const Usage& usage);

// A GB from one region to another: the price between the two, or else the first tier of internet egress, as between clouds.
const Price& price_of_gb(const Tariff& tariff, std::uint32_t from, std::uint32_t to);

// A line for each pair of regions with a price of its own; add_egress() bills the others.
void add_replication(const Tariff& tariff, const Hops& hops, Charges& charges);

}  // namespace tradewind
