// What is sent between regions: the hops of artifacts, and what regions get of feature stores.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "tradewind/pricing/bill.h"

namespace tradewind {

inline constexpr std::string_view replication_service = "replication";

struct Hop {
  std::uint32_t from = 0, to = 0;
  double gb = 0;  // a month
};
// What a region reads from, or is sent for, a store comes from the store's home region, and what its requests write goes there; of active-active
// stores and streams every region sends to every other one, all alike.
std::vector<Hop> hops(const World& world, const Usage& usage);

// A GB between two regions of one provider; nothing where the book has no such price, as between two clouds: the hop is then internet egress.
std::optional<Price> price_between(const World& world, std::uint32_t from, std::uint32_t to, const PriceBook& book);

// A line for each pair of regions with a price of its own; add_egress_lines() bills the others.
void add_replication_lines(const World& world, const Usage& usage, const PriceBook& book, std::vector<BillLine>& lines);

}  // namespace tradewind
