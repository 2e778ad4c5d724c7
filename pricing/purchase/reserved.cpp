#include <algorithm>
#include <ranges>

#include "purchase/hours.h"

namespace tradewind::purchase {
namespace {

// What the next reserved instance saves in all hours together, after `reserved` of them: 0 from the peak on.
double saving_of_next(const Need& need, int reserved, double spot_max_share) {
  const double on_demand = need.price(Purchase::on_demand), by_the_hour = std::min(on_demand, need.price(Purchase::spot));
  double saving = 0;
  for (const int instances : need.hourly) {
    if (instances <= reserved) continue;
    const bool may_be_spot = instances - spot_cap(instances, spot_max_share) <= reserved;
    saving += may_be_spot ? by_the_hour : on_demand;
  }
  return saving;
}

int best_reserved(const Need& need, double spot_max_share) {
  const double price = need.price(cheaper_reservation(need));
  if (price == unavailable) return 0;
  const double pays = price * static_cast<double>(need.hourly.size()) * (1 + equal_within);
  const auto levels = std::views::iota(0, std::ranges::max(need.hourly) + 1);
  return *std::ranges::partition_point(levels, [&](int reserved) { return saving_of_next(need, reserved, spot_max_share) > pays; });
}

}  // namespace

Reserved best_reserved_alone(const Market& market) {
  Reserved reserved;
  for (const Need& need : market.needs) reserved.push_back(best_reserved(need, market.spot_max_share));
  return reserved;
}

}  // namespace tradewind::purchase
