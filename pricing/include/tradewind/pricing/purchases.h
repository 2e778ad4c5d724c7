// How the instances of a bill are bought when the scenario has a purchase mix (Billing::purchase_mix): for people to see, beside the bill's lines.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "tradewind/pricing/price_book.h"
#include "tradewind/scenarios/usage.h"

namespace tradewind {

// A provider's savings plan.
struct SavingsCommitment {
  Purchase plan = Purchase::savings_1y;
  double usd_h = 0;  // 0 = none
};

// What is bound before a month begins, whatever then comes: of a topology and a price book.
struct Commitments {
  std::vector<int> reserved;               // instances, by type as in Purchases::types
  std::vector<SavingsCommitment> savings;  // by provider, as they come first in the world's regions
};

// Where reservations stop. The k-th instance is needed in all hours whose need is at least k, and a reserved one saves what it stands in for: on
// demand, where the mix allows it spot or a savings plan. With on demand alone it pays when it is needed in more than `share` of the week.
struct BreakEven {
  Purchase reservation = Purchase::reserved_1y;
  double usd_h = 0;                                     // of a reserved instance
  double share = 0;                                     // reserved over on-demand price; above 1 a reservation never pays
  double last_saves_usd_h = 0, next_saves_usd_h = 0;    // mean over the week, of the last reserved instance and of one more; the last
                                                        // one is 0 when none is reserved, infinite when nothing else could be bought
  double last_needed_share = 0, next_needed_share = 0;  // of the week in which they are needed
  double hours_per_month() const { return share * tradewind::hours_per_month; }
};

// Instances of one type in one region, of all pools together.
struct PurchasedType {
  std::string provider, region, instance_type;
  int least = 0, most = 0;  // instances needed in an hour of the week
  double mean = 0;
  std::array<double, all_purchases.size()> hours{};  // a month, by Purchase; reserved ones are paid whether needed or not
  std::array<double, all_purchases.size()> usd{};    // a month, before rounding; of a savings plan what is used of it
  int reserved = 0;
  struct Hour {
    int needed = 0;
    double savings = 0, spot = 0, on_demand = 0;  // instances, of what the reserved ones leave over
  };
  std::vector<Hour> week = {};               // the hours of the week, from Monday 0:00 UTC on
  std::optional<double> on_demand_usd = {};  // a month, were all of it on demand; nothing where the book has no such price
  std::optional<BreakEven> break_even = {};  // nothing where the mix may not reserve, or the book lacks one of the two prices
  std::vector<Purchase> without_price = {};  // kinds that the mix may use and the book does not have
  double total_usd() const;
};

struct PurchasedPlan {
  std::string provider;
  Purchase plan = Purchase::savings_1y;
  double usd_h = 0;       // committed
  double unused_usd = 0;  // a month
};

// Nothing without a purchase mix. Spot counts with its overhead.
struct Purchases {
  std::vector<PurchasedType> types;  // by provider, region, type
  std::vector<PurchasedPlan> plans;  // those with a commitment, by provider
};

}  // namespace tradewind
