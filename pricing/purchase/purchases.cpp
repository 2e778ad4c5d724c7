#include "tradewind/pricing/purchases.h"

#include <algorithm>
#include <numeric>

#include "purchase/buying.h"
#include "purchase/hours.h"

namespace tradewind {
namespace {

using purchase::Buying;
using purchase::Need;
using purchase::unavailable;

// Of the hours, those that need at least so many instances.
double needed_share(const std::vector<int>& hourly, int instances) {
  return static_cast<double>(std::ranges::count_if(hourly, [instances](int need) { return need >= instances; })) / static_cast<double>(hourly.size());
}

std::optional<BreakEven> break_even(const Need& need, const Price* on_demand, int reserved, const purchase::ReservedWorth& worth) {
  const Purchase reservation = purchase::cheaper_reservation(need);
  const double usd_h = need.price(reservation);
  if (on_demand == nullptr || on_demand->usd <= 0 || usd_h == unavailable) return std::nullopt;
  return BreakEven{reservation,
                   usd_h,
                   usd_h / on_demand->usd,
                   worth.last,
                   worth.next,
                   reserved > 0 ? needed_share(need.hourly, reserved) : 0,
                   needed_share(need.hourly, reserved + 1)};
}

PurchasedType type_of(const Tariff& tariff, const Buying& buying, std::size_t index, const purchase::ReservedWorth& worth) {
  const Offer& offer = tariff.world().offers[buying.types[index].offer];
  const Region& region = tariff.world().regions[offer.region];
  const Need& need = buying.needs[index];
  const purchase::BoughtHours& bought = buying.hours[index];
  PurchasedType type{region.provider, region.id, offer.instance_type, std::ranges::min(need.hourly), std::ranges::max(need.hourly)};
  type.mean = std::accumulate(need.hourly.begin(), need.hourly.end(), 0.0) / static_cast<double>(need.hourly.size());
  const purchase::Holding& held = buying.mix.holdings[index];
  type.reserved = held.reserved;
  for (std::size_t hour = 0; hour < need.hourly.size(); ++hour)
    type.week.push_back({need.hourly[hour], held.savings[hour], held.spot[hour], held.on_demand[hour]});
  type.hours = bought.used;
  type.hours[static_cast<std::size_t>(bought.reservation)] += bought.idle;
  for (const Purchase kind : all_purchases) {
    const auto k = static_cast<std::size_t>(kind);
    if (type.hours[k] > 0) type.usd[k] = type.hours[k] * tariff.instance(buying.types[index].offer, kind).usd;
  }
  for (const Purchase kind : tariff.world().billing.purchase_mix->kinds)
    if (tariff.find_instance(buying.types[index].offer, kind) == nullptr) type.without_price.push_back(kind);
  const Price* on_demand = tariff.find_instance(buying.types[index].offer, Purchase::on_demand);
  if (on_demand != nullptr) type.on_demand_usd = type.mean * hours_per_month * on_demand->usd;
  type.break_even = break_even(need, on_demand, type.reserved, worth);
  return type;
}

}  // namespace

double PurchasedType::total_usd() const { return std::accumulate(usd.begin(), usd.end(), 0.0); }

Purchases purchase::purchases(const Tariff& tariff, const Topology& topology, const Usage& usage, const Commitments& bound) {
  Purchases made;
  const auto& rules = tariff.world().billing.purchase_mix;
  if (!rules) return made;
  const Buying buying = buy(tariff, topology, usage, bound);
  const auto worth = worth_of_reserved(buying.needs, rules->spot_max_share, bound);
  for (std::size_t i = 0; i < buying.types.size(); ++i) made.types.push_back(type_of(tariff, buying, i, worth[i]));
  for (std::uint32_t provider = 0; provider < bound.savings.size(); ++provider) {
    const SavingsCommitment& commitment = bound.savings[provider];
    if (commitment.usd_h > 0)
      made.plans.push_back({std::string(tariff.provider_name(provider)), commitment.plan, commitment.usd_h, buying.unused_usd[provider]});
  }
  return made;
}

}  // namespace tradewind
