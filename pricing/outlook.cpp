#include "tradewind/pricing/outlook.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/math/distributions/normal.hpp>
#include <boost/random/sobol.hpp>
#include <cmath>
#include <map>

#include "seldom.h"
#include "tradewind/pricing/purchases.h"

namespace tradewind {
namespace {

int scaled_up(int count, double factor) { return static_cast<int>(std::ceil(count * factor - 1e-9)); }

void scale_instances(const World& world, Pool pool, double factor, PoolUsage& use) {
  if (use.hourly_instances.empty()) {
    const int before = instances(world, pool);
    pool.replicas = std::max(1, scaled_up(pool.replicas, factor));
    use.instance_hours *= static_cast<double>(instances(world, pool)) / before;
    return;
  }
  double sum = 0;
  for (int& count : use.hourly_instances) sum += count = scaled_up(count, factor);
  use.instance_hours = sum / hours_per_week * hours_per_month;
}

}  // namespace

Usage usage_at(const World& world, const Topology& topology, const Usage& usage, double factor) {
  Usage scaled = usage;
  for (PoolUsage& use : scaled.pools) scale_instances(world, topology.pools.at(use.pool), factor, use);
  for (InternetEgress& egress : scaled.internet_egress) egress.gb *= factor;
  scale_requests(scaled, factor);
  add_replication(world, topology, scaled);
  return scaled;
}

namespace {

enum Factor { demand, growth, instance_price, spot_price, egress_price, other_prices, factors };
using Factors = std::array<double, factors>;
constexpr Factors as_stated = {1, 1, 1, 1, 1, 1};
constexpr std::array<const char*, factors> factor_names = {"demand", "growth", "instance_price", "spot_price", "egress_price", "other_prices"};

std::array<std::optional<FactorRange>, factors> ranges_of(const Uncertainty& u) {
  return {u.demand, u.growth, u.instance_price, u.spot_price, u.egress_price, u.other_prices};
}

std::string month_name(const std::string& week_of, int ahead) {
  const int months = std::stoi(week_of.substr(0, 4)) * 12 + std::stoi(week_of.substr(5, 2)) - 1 + ahead;
  return fmt::format("{:04}-{:02}", months / 12, months % 12 + 1);
}

// The months to come, each with what is bound for it.
class Months {
 public:
  // `totals`: that will be asked for, so that progress knows how much is left.
  Months(const World& world, const Topology& topology, const Usage& usage, const Pricing& pricing, int months, double totals,
         SeldomProgress& progress)
      : world_(world), topology_(topology), usage_(usage), pricing_(pricing), totals_(totals), progress_(progress) {
    for (int month = 0; month < months; ++month) {
      progress_.at(binding_share * month / months, "purchase mix of each month");
      bound_.push_back(pricing.commitments(topology, usage_of(month, as_stated)));
    }
  }

  double demand_of(int month, const Factors& f) const { return f[demand] * std::pow((1 + world_.growth_per_month) * f[growth], month); }
  Usage usage_of(int month, const Factors& f) const { return usage_at(world_, topology_, usage_, demand_of(month, f)); }
  Cents total(int month, const Factors& f) const {
    progress_.at(binding_share + (1 - binding_share) * asked_++ / totals_, "bills of the months");
    const PriceFactors prices = {f[instance_price], f[instance_price] * f[spot_price], f[egress_price], f[other_prices]};
    return pricing_.total(topology_, usage_of(month, f), bound_[static_cast<std::size_t>(month)], prices);
  }
  Cents sum(const Factors& f) const {
    Cents sum;
    for (int month = 0; month < count(); ++month) sum += total(month, f);
    return sum;
  }
  int count() const { return static_cast<int>(bound_.size()); }
  MonthCost cost(int month) const {
    const Usage usage = usage_of(month, as_stated);
    const Bill bill = pricing_.bill(topology_, usage, bound_[static_cast<std::size_t>(month)]);
    MonthCost cost{month_name(world_.week_of, month), demand_of(month, as_stated), 0, bill.total(), {}, {}};
    for (const PoolUsage& use : usage.pools) cost.instances += use.instance_hours / hours_per_month;
    std::map<std::string, Cents> by_service;
    for (const BillLine& line : bill.lines) by_service[line.service] += line.amount;
    cost.by_service.assign(by_service.begin(), by_service.end());
    std::ranges::stable_sort(cost.by_service, [](const auto& a, const auto& b) { return a.second > b.second; });
    return cost;
  }

 private:
  static constexpr double binding_share = 0.1;  // of the time: little, but where a savings plan has to be solved for

  const World& world_;
  const Topology& topology_;
  const Usage& usage_;
  const Pricing& pricing_;
  double totals_;
  mutable double asked_ = 0;
  SeldomProgress& progress_;
  std::vector<Commitments> bound_;
};

constexpr double z95 = 1.6448536269514722;  // 95th percentile of the standard normal distribution

std::vector<Factors> draw(const Uncertainty& uncertainty, int samples) {
  const boost::math::normal standard;
  boost::random::sobol sequence(factors);
  const double scale = 1 / (static_cast<double>(boost::random::sobol::max()) + 1);
  std::vector<Factors> drawn;
  for (int i = 0; i < samples; ++i) {
    Factors& point = drawn.emplace_back(as_stated);
    for (std::size_t f = 0; f < factors; ++f) {
      const double u = (static_cast<double>(sequence()) + 0.5) * scale;
      const auto range = ranges_of(uncertainty)[f];
      if (!range) continue;
      const double low = std::log(range->low), high = std::log(range->high);
      point[f] = std::exp((low + high) / 2 + (high - low) / (2 * z95) * quantile(standard, u));
    }
  }
  return drawn;
}

CostInterval interval_of(std::vector<Cents> amounts) {
  std::ranges::sort(amounts);
  const auto rank = [&](double p) {
    const auto nearest = static_cast<std::size_t>(std::ceil(p * static_cast<double>(amounts.size())));
    return amounts[std::clamp<std::size_t>(nearest, 1, amounts.size()) - 1];
  };
  return {rank(0.05), rank(0.5), rank(0.95)};
}

void add_intervals(const Months& months, const std::vector<Factors>& drawn, Outlook& outlook) {
  std::vector<Cents> sums(drawn.size());
  for (std::size_t month = 0; month < outlook.months.size(); ++month) {
    std::vector<Cents> amounts;
    for (const Factors& factors : drawn) amounts.push_back(months.total(static_cast<int>(month), factors));
    for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += amounts[i];
    outlook.months[month].interval = interval_of(std::move(amounts));
  }
  outlook.interval = interval_of(std::move(sums));
}

void add_tornado(const Months& months, const Uncertainty& uncertainty, Outlook& outlook) {
  for (std::size_t f = 0; f < factors; ++f) {
    const auto range = ranges_of(uncertainty)[f];
    if (!range) continue;
    Factors low = as_stated, high = as_stated;
    low[f] = range->low;
    high[f] = range->high;
    outlook.tornado.push_back({factor_names[f], *range, months.sum(low), months.sum(high)});
  }
  std::ranges::stable_sort(outlook.tornado, std::greater<>(), [](const TornadoBar& bar) { return bar.high.value - bar.low.value; });
}

}  // namespace

Outlook outlook(const World& world, const Topology& topology, const Usage& usage, const Pricing& pricing, int months, int samples,
                const ProgressCallback& progress, std::stop_token stop) {
  SeldomProgress seldom(progress, std::move(stop));
  const int totals = months * (samples + 2 * static_cast<int>(factors));
  const Months all(world, topology, usage, pricing, months, totals, seldom);
  Outlook result;
  for (int month = 0; month < months; ++month) {
    result.months.push_back(all.cost(month));
    result.total += result.months.back().total;
  }
  if (const auto& uncertainty = world.billing.uncertainty) {
    result.samples = samples;
    add_intervals(all, draw(*uncertainty, samples), result);
    add_tornado(all, *uncertainty, result);
  }
  return result;
}

}  // namespace tradewind
