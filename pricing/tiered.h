// Quantities that climb the tiers of a fee together, as those of one account and month.
#pragma once

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

#include "charges.h"

namespace tradewind {

// Part of a total that lies in a tier.
inline double part_in(double total, double from, double to) { return std::max(0.0, std::min(total, to) - from); }

struct TieredUse {
  Place place;
  const Service* service = nullptr;
  std::string_view name, item;  // "chat-weights", ", stored"
  std::string_view workload;    // empty = shared by all
  double quantity = 0;
  std::span<const PriceTier> tiers;  // never empty
};

// Every use has the same share of each tier as of the whole and pays its own region's price there, so that their order does not matter.
void add_tiered(const std::vector<TieredUse>& uses, Charges& charges);

}  // namespace tradewind
