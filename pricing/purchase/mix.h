// The cheapest mix of purchases for instances whose need changes from hour to hour, exactly.
//
// What is bought for the whole week, needed or not: whole reserved instances of one type in one region, and for each provider one savings plan, a sum
// of USD/h that all its instances may use up at the plan's own prices. What the two leave over in an hour is bought by the hour: spot up to its cap,
// the rest on demand.
//
// Method:
// - Hours by themselves. Given reservations, an instance hour that the savings plan pays saves what it would have cost otherwise: its on-demand
//   price or, of those that may be spot, the spot price. A commitment is best spent on the largest saving for a committed USD first. In that order
//   AWS applies a Compute Savings Plan, after reservations: "highest savings percentage first", of equal ones the lowest price of the plan (Savings
//   Plans user guide, "Understanding how Savings Plans apply to your AWS usage", 2026), since 1 - plan / on demand rises with on demand / plan.
// - The commitment. The cost is convex and piecewise linear in it: it grows by 1 and saves the mean over the hours of the saving for the next USD. It
//   stops at the first point from which on that mean is at most 1.
// - Reservations without a savings plan. Each type stands alone. The k-th reserved instance saves the on-demand price in hours in which more than
//   may be spot still needs it, the spot price in the others that need it: that falls in k. So it is taken as long as it saves more than its price.
//   Without spot: as long as the k-th instance is needed in more than the share reserved / on demand of the hours, the newsvendor's critical ratio
//   (Arrow, Harris and Marschak, Optimal Inventory Policy, Econometrica 19, 1951).
// - Reservations beside a savings plan: a mixed-integer program, whole reservations and everything else continuous (purchase/joint.cpp).
// Within an hour purchases are by the second: instances by the hour need not be whole, reserved ones must be.
// Of equal costs, the one that binds less wins: on demand, spot, savings plan, reserved; one year before three.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "tradewind/pricing/purchases.h"
#include "tradewind/scenarios/billing.h"

namespace tradewind::purchase {

inline constexpr double unavailable = std::numeric_limits<double>::infinity();

// USD an hour by Purchase; `unavailable` where a kind may not be used or has no price. Spot: what an hour of a serving instance costs, overhead
// included.
using HourlyPrices = std::array<double, all_purchases.size()>;

// Instances of one type in one region.
struct Need {
  std::uint32_t provider = 0;
  std::vector<int> hourly;  // in each hour; all needs have equally many hours, at least one
  HourlyPrices usd_h;
  double price(Purchase purchase) const { return usd_h[static_cast<std::size_t>(purchase)]; }
};

// What is bought for a need.
struct Holding {
  Purchase reservation = Purchase::reserved_1y;  // kind of the reserved instances
  int reserved = 0;
  std::vector<double> on_demand, savings, spot;  // instances in each hour; with the reserved ones at least the need
};

struct Mix {
  std::vector<Holding> holdings;  // by need
  Commitments commitments;        // reserved: by need; savings: by provider
  double usd_h = 0;               // of all, mean over the hours; infinite where what is bound is not enough and nothing else is sold
};

// What the cheapest mix binds. At most floor(spot_max_share x need) instances are spot in an hour. Throws std::invalid_argument when a need has
// neither an on-demand nor a reserved nor a savings-plan price.
Commitments cheapest_commitments(std::span<const Need> needs, double spot_max_share);

// The cheapest that can be bought beside commitments, for these needs or others of the same types: it is decided hour by hour.
Mix mix_under(const Commitments& bound, std::span<const Need> needs, double spot_max_share);

// What reserved instances of a need save, USD/h, mean over the hours: without them the rest would be bought anew, the savings plan included.
struct ReservedWorth {
  double last = 0;  // the last of those that are bound; 0 when it has none; infinite when nothing else could be bought
  double next = 0;  // one more
};
std::vector<ReservedWorth> worth_of_reserved(std::span<const Need> needs, double spot_max_share, const Commitments& bound);

// USD an hour of a spot instance that serves: price x (1 + interruptions a month / 730 x lost hours). Each interruption of an instance makes another
// one start, which is paid for so many hours before it answers; it is spot again, in another zone.
double spot_price_with_overhead(double usd_h, double interruptions_per_month, double lost_h);

}  // namespace tradewind::purchase
