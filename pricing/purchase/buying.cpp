#include "purchase/buying.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>
#include <stdexcept>
#include <tuple>

namespace tradewind::purchase {
namespace {

// Hours of a week in those of a 730-hour month.
double a_month(double week_hours) { return week_hours * hours_per_month / hours_per_week; }

template <class T>
double sum(const std::vector<T>& list) {
  return std::accumulate(list.begin(), list.end(), 0.0);
}

double overhead(const PurchaseMix& mix) { return spot_price_with_overhead(1, mix.spot_interruptions_per_month, mix.spot_lost_h); }

HourlyPrices prices(const Tariff& tariff, std::uint32_t offer) {
  HourlyPrices usd_h;
  usd_h.fill(unavailable);
  const PurchaseMix& rules = *tariff.world().billing.purchase_mix;
  for (const Purchase kind : rules.kinds)
    if (const Price* price = tariff.find_instance(offer, kind))
      usd_h[static_cast<std::size_t>(kind)] = price->usd * (kind == Purchase::spot ? overhead(rules) : 1);
  return usd_h;
}

// Whole instances in each hour of the week.
std::vector<int> hourly(const PoolUsage& use) {
  if (!use.hourly_instances.empty()) return use.hourly_instances;
  return std::vector<int>(hours_per_week, static_cast<int>(std::ceil(use.instance_hours / hours_per_month - 1e-9)));
}

void check_sold(const Tariff& tariff, std::uint32_t offer, const Need& need) {
  const bool sold = std::ranges::any_of(all_purchases, [&](Purchase kind) { return kind != Purchase::spot && need.price(kind) != unavailable; });
  if (!sold)
    throw std::runtime_error("the price book " + tariff.book().id() + " has no price, of a kind that the purchase mix may use, of " +
                             tariff.world().offers[offer].instance_type + " in " + std::string(tariff.key_of(tariff.world().offers[offer].region)));
}

using TypeKey = std::tuple<std::string_view, std::string_view, std::string_view>;  // provider, region, instance type
using PoolUsages = std::map<std::uint32_t, const PoolUsage*>;                      // by pool: usage may come in any order

std::map<TypeKey, PoolUsages> by_type(const World& world, const Topology& topology, const Usage& usage) {
  std::map<TypeKey, PoolUsages> types;
  for (const PoolUsage& use : usage.pools) {
    const Offer& offer = world.offers[topology.pools.at(use.pool).offer];
    const Region& region = world.regions[offer.region];
    types[{region.provider, region.id, offer.instance_type}][use.pool] = &use;
  }
  return types;
}

void add_need(const Tariff& tariff, const Topology& topology, const PoolUsages& pools, Buying& buying) {
  const std::uint32_t offer = topology.pools[pools.begin()->first].offer;
  Sharing sharing{offer, {}, {}};
  Need need{tariff.provider_of(tariff.world().offers[offer].region), std::vector<int>(hours_per_week, 0), prices(tariff, offer)};
  check_sold(tariff, offer, need);
  for (const auto& [pool, use] : pools) {
    const std::vector<int> instances = hourly(*use);
    sharing.pools.push_back(pool);
    sharing.hours.push_back(sum(instances));
    std::ranges::transform(need.hourly, instances, need.hourly.begin(), std::plus{});
  }
  buying.types.push_back(std::move(sharing));
  buying.needs.push_back(std::move(need));
}

BoughtHours bought_hours(const Need& need, const Holding& holding, Purchase plan, double spot_overhead) {
  BoughtHours hours{{}, holding.reservation, 0};
  const auto at = [&hours](Purchase kind) -> double& { return hours.used[static_cast<std::size_t>(kind)]; };
  at(Purchase::on_demand) = a_month(sum(holding.on_demand));
  at(plan) = a_month(sum(holding.savings));
  at(Purchase::spot) = a_month(sum(holding.spot)) * spot_overhead;
  int used = 0;
  for (const int instances : need.hourly) used += std::min(instances, holding.reserved);
  at(holding.reservation) = a_month(used);
  hours.idle = a_month(holding.reserved * hours_per_week - used);
  return hours;
}

// What instances use of a commitment is at most the commitment, but for rounding.
double unused_usd(const Buying& buying, std::uint32_t provider) {
  const SavingsCommitment& commitment = buying.mix.commitments.savings[provider];
  double usd = commitment.usd_h * hours_per_month;
  for (std::size_t i = 0; i < buying.needs.size(); ++i)
    if (const double hours = buying.hours[i].used[static_cast<std::size_t>(commitment.plan)]; buying.needs[i].provider == provider && hours > 0)
      usd -= hours * buying.needs[i].price(commitment.plan);
  return usd > commitment.usd_h * hours_per_month * 1e-9 ? usd : 0;
}

// Types and needs alone: nothing is bought yet.
Buying needed(const Tariff& tariff, const Topology& topology, const Usage& usage) {
  Buying buying;
  for (const auto& [type, pools] : by_type(tariff.world(), topology, usage)) add_need(tariff, topology, pools, buying);
  return buying;
}

}  // namespace

Commitments best_commitments(const Tariff& tariff, const Topology& topology, const Usage& usage) {
  return cheapest_commitments(needed(tariff, topology, usage).needs, tariff.world().billing.purchase_mix->spot_max_share);
}

Buying buy(const Tariff& tariff, const Topology& topology, const Usage& usage, const Commitments& bound) {
  const PurchaseMix& rules = *tariff.world().billing.purchase_mix;
  Buying buying = needed(tariff, topology, usage);
  buying.mix = mix_under(bound, buying.needs, rules.spot_max_share);
  for (std::size_t i = 0; i < buying.needs.size(); ++i)
    buying.hours.push_back(bought_hours(buying.needs[i], buying.mix.holdings[i], bound.savings[buying.needs[i].provider].plan, overhead(rules)));
  for (std::uint32_t provider = 0; provider < bound.savings.size(); ++provider) buying.unused_usd.push_back(unused_usd(buying, provider));
  return buying;
}

}  // namespace tradewind::purchase
