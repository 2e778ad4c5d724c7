// One provider's hours under given reservations: what is left to buy, and what a commitment does for it.
#pragma once

#include <span>
#include <vector>

#include "purchase/mix.h"

namespace tradewind::purchase {

// Costs closer than this share of themselves are equal: sums of prices are not exact.
inline constexpr double equal_within = 1e-11;

int spot_cap(int need, double spot_max_share);

// The cheaper reservation of a need.
Purchase cheaper_reservation(const Need& need);

// One provider's needs with one savings plan.
struct Market {
  std::vector<Need> needs;
  double spot_max_share = 0;
  Purchase plan = Purchase::savings_1y;
  std::size_t hours() const { return needs.front().hourly.size(); }
};

using Reserved = std::vector<int>;  // by need of the market

// The best savings commitment, USD/h; 0 when none pays.
double best_commitment(const Market& market, const Reserved& reserved);

// What is bought, by need of the market.
std::vector<Holding> holdings(const Market& market, const Reserved& reserved, double commitment_usd_h);

// Mean USD an hour of everything; infinite where it cannot be had.
double cost(const Market& market, const std::vector<Holding>& bought, double commitment_usd_h);
double cost(const Market& market, const Reserved& reserved, double commitment_usd_h);

// The best reservations where no savings plan can be used.
Reserved best_reserved_alone(const Market& market);

// The best reservations beside a savings plan. Throws std::runtime_error when the solver gives up.
Reserved best_reserved_jointly(const Market& market);

}  // namespace tradewind::purchase
