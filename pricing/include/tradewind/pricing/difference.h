// Why one bill is higher than another: a waterfall from the one total to the other.
#pragma once

#include <string>
#include <vector>

#include "tradewind/pricing/bill.h"

namespace tradewind {

// A service's part of the difference, in two: other amounts at the old mean price, and another mean price for the new amounts. (The mean price
// changes with list prices, with the mix of regions and types, and with tiers.)
struct BillStep {
  std::string service, unit;
  double old_quantity = 0, new_quantity = 0;
  Cents by_quantity, by_price;
  Cents total() const { return by_quantity + by_price; }
};

struct BillDifference {
  Cents from, to;
  std::vector<BillStep> steps;  // largest change first; those that change nothing are left out. They sum to `to` less `from`, exactly.
};

BillDifference difference(const Bill& from, const Bill& to);

}  // namespace tradewind
