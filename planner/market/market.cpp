#include "market/market.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <stdexcept>

#include "market/regions.h"
#include "placement/hours.h"
#include "tradewind/sim/feature_time.h"

namespace tradewind::market {
namespace {

using placement::Placement;
using placement::PlacementProblem;

constexpr double region_slack_ms = 2;

Grid mean_rates(const World& world) {
  Grid mean(world.workloads.size(), world.populations.size());
  for (std::size_t workload = 0; workload < world.workloads.size(); ++workload)
    for (std::size_t population = 0; population < world.populations.size(); ++population)
      mean(workload, population) = world.mean_rps(workload, population);
  return mean;
}

bool limits_providers(const World& world) {
  std::set<std::string> providers;
  for (const Region& region : world.regions) providers.insert(region.provider);
  return world.constraints.min_providers > 1 || world.constraints.max_providers < static_cast<int>(providers.size());
}

std::vector<RegionFacts> region_facts(const World& world, const std::vector<RegionPrices>& prices) {
  std::vector<RegionFacts> facts(world.regions.size());
  for (std::size_t region = 0; region < facts.size(); ++region) {
    const RegionPrices& usd = prices[region];
    facts[region].open_usd = std::accumulate(usd.workload_usd.begin(), usd.workload_usd.end(), usd.open_usd);
    for (std::size_t workload = 0; workload < usd.request_usd.rows(); ++workload)
      for (std::size_t population = 0; population < world.populations.size(); ++population)
        facts[region].request_usd.push_back(usd.request_usd(workload, population));
    if (limits_providers(world)) facts[region].provider = world.regions[region].provider;
    for (std::size_t population = 0; population < world.populations.size(); ++population) {
      facts[region].rtt_ms.push_back(world.rtt_ms(population, region));
      for (std::size_t workload = 0; world.residency.restricts() && workload < world.workloads.size(); ++workload)
        facts[region].may_serve.push_back(world.residency.allows(workload, population, region));
    }
  }
  return facts;
}

// Where something stands already, a topology of the plan has no other offer for that workload.
void leave_out_beside_kept(const World& world, std::vector<Choice>& choices) {
  for (const KeptPool& kept : world.constraints.kept)
    std::erase_if(choices, [&](const Choice& c) {
      const std::uint32_t offer = world.serving_options[c.option].offer;
      return c.workload == kept.workload && c.region == world.offers[kept.offer].region && offer != kept.offer;
    });
}

// Reduces the choices of each set of quotas apart: one that has a quota cannot stand for one that has none.
template <typename Reduce>
std::vector<Choice> by_quotas(const World& world, const std::vector<Choice>& choices, const Reduce& reduce) {
  std::map<std::vector<char>, std::vector<Choice>> parts;
  for (const Choice& c : choices) {
    std::vector<char> counted;
    for (const InstanceQuota& quota : world.constraints.quotas)
      counted.push_back(std::ranges::find(quota.offers, world.serving_options[c.option].offer) != quota.offers.end());
    parts[counted].push_back(c);
  }
  std::vector<Choice> kept;
  for (const auto& [counted, part] : parts) std::ranges::copy(reduce(part), std::back_inserter(kept));
  std::ranges::sort(kept, {}, [](const Choice& c) { return std::pair(c.option, c.level); });
  return kept;
}

Pool pool_for_everybody(const World& world, const Choice& choice) {
  const ServingOption& option = world.serving_options[choice.option];
  const std::vector<double> rps = world.total_rps(choice.workload);
  const double instances = std::clamp(std::ceil(*std::ranges::max_element(rps) / choice.instance_rps), 1.0, 1e6);
  return {choice.workload, option.offer, static_cast<int>(instances) * option.replicas_per_instance};
}

void require_choices(const World& world, const std::vector<Choice>& choices) {
  for (std::uint32_t workload = 0; workload < world.workloads.size(); ++workload)
    if (std::none_of(choices.begin(), choices.end(), [&](const Choice& c) { return c.workload == workload; }))
      throw std::invalid_argument(
          fmt::format("workload '{}' has no offer with a price and a known capacity in any candidate region; widen `regions` or `offers`",
                      world.workloads[workload].name));
}

// Populations that may be served in the same regions are of one kind.
std::vector<std::size_t> kinds(const World& world) {
  if (!world.residency.restricts()) return std::vector<std::size_t>(world.populations.size());
  std::map<std::vector<char>, std::size_t> kind_of;
  std::vector<std::size_t> kinds;
  for (std::size_t population = 0; population < world.populations.size(); ++population) {
    std::vector<char> allowed;
    for (std::size_t workload = 0; workload < world.workloads.size(); ++workload)
      for (std::size_t region = 0; region < world.regions.size(); ++region) allowed.push_back(world.residency.allows(workload, population, region));
    kinds.push_back(kind_of.try_emplace(std::move(allowed), kind_of.size()).first->second);
  }
  return kinds;
}

// Round trips of the populations to the kept regions, and the demand of each over all workloads.
Groups grouped(const World& world, const std::vector<std::uint32_t>& regions, const Grid& population_rps, std::size_t most) {
  Grid rtt_ms(world.populations.size(), regions.size());
  std::vector<double> demand(world.populations.size());
  for (std::size_t population = 0; population < demand.size(); ++population) {
    for (std::size_t i = 0; i < regions.size(); ++i) rtt_ms(population, i) = world.rtt_ms(population, regions[i]);
    for (std::size_t workload = 0; workload < population_rps.rows(); ++workload) demand[population] += population_rps(workload, population);
  }
  return group_populations(rtt_ms, demand, kinds(world), most);
}

// Smallest limit (to 0.1 %) past which at most `allowed` of the requests are late; late(limit) falls.
template <typename Late>
double smallest_limit_ms(double allowed, const Late& late) {
  double low = 0, high = 1;
  while (late(high) > allowed) {
    low = high;
    high *= 2;
  }
  while (high - low > 1e-3 * high) {
    const double middle = (low + high) / 2;
    (late(middle) > allowed ? low : high) = middle;
  }
  return high;
}

}  // namespace

Market::Market(const World& world, const PriceBook& book, const capacity::Curves& curves, const Size& size, const PriceFactors& factors)
    : world_(&world) {
  for (std::uint32_t workload = 0; workload < world.workloads.size(); ++workload) networks_.emplace_back(world, workload);
  population_rps_ = mean_rates(world);
  choose(Prices(world, book, factors), curves, size);
  groups_ = grouped(world, regions_, population_rps_, size.groups);
  fill_base();
  if (world.residency.restricts()) forbid();
  add_instance_rows();
  if (limits_providers(world)) add_providers();
  add_failures();
  third_ = ThirdAxisModel(world, choices_);
}

void Market::choose(const Prices& prices, const capacity::Curves& curves, const Size& size) {
  const double percentile = world_->objective_percentile;
  std::vector<Choice> choices = all_choices(*world_, prices, curves);
  leave_out_beside_kept(*world_, choices);
  require_choices(*world_, choices);
  price(prices, choices);
  choices = by_quotas(*world_, choices, [&](const auto& part) { return without_covered(part, percentile); });
  regions_ = regions_worth_opening(choices);
  std::erase_if(choices, [&](const Choice& c) { return !std::binary_search(regions_.begin(), regions_.end(), c.region); });
  choices_ = by_quotas(*world_, choices, [&](const auto& part) { return few_for_each_region(part, percentile, size.choices_of_region); });
}

// Each region as if it served everybody from what is cheapest there by the request.
void Market::price(const Prices& prices, std::vector<Choice>& choices) {
  std::map<std::uint32_t, std::map<std::uint32_t, const Choice*>> cheapest;  // by region and workload
  for (const Choice& choice : choices) {
    const Choice*& best = cheapest[choice.region][choice.workload];
    if (best == nullptr || choice.usd_per_rps() < best->usd_per_rps()) best = &choice;
  }
  prices_.resize(world_->regions.size());
  for (const auto& [region, by_workload] : cheapest) {
    std::vector<Pool> pools;
    for (const auto& [workload, choice] : by_workload) pools.push_back(pool_for_everybody(*world_, *choice));
    prices_[region] = prices.region(region, pools);
  }
  for (Choice& choice : choices) choice.instance_usd *= prices_[choice.region].contracts;
}

// A plan that needs several regions needs as many of those that cover each other; where quotas are stated any region may be needed.
std::vector<std::uint32_t> Market::regions_worth_opening(const std::vector<Choice>& choices) const {
  const ConstraintSet& constraints = world_->constraints;
  std::size_t covers = static_cast<std::size_t>(constraints.min_regions);
  for (const auto& lost : constraints.survival.failures) covers = std::max(covers, 1 + lost.size());
  if (world_->third_axis == ThirdAxis::availability) covers = std::max<std::size_t>(covers, 2);
  if (!constraints.quotas.empty() || !constraints.kept.empty()) covers = world_->regions.size();
  return uncovered_regions(region_facts(*world_, prices_), choices, world_->objective_percentile, region_slack_ms, static_cast<int>(covers));
}

void Market::fill_base() {
  base_.groups = groups_.count;
  for (const Choice& c : choices_) {
    const auto region = static_cast<std::size_t>(std::lower_bound(regions_.begin(), regions_.end(), c.region) - regions_.begin());
    const double fixed_usd = prices_[c.region].workload_usd[c.workload];
    base_.columns.push_back({c.workload, region, c.option, c.level, c.instance_usd, c.instance_rps, fixed_usd});
    added_ms_.push_back(mean_feature_time_ms(*world_, c.workload, c.region));
  }
  for (const std::uint32_t region : regions_) base_.region_fixed_usd.push_back(prices_[region].open_usd);

  base_.mean_rps = Grid(world_->workloads.size(), groups_.count);
  base_.request_usd = Grid(groups_.count, choices_.size());
  std::vector<Grid> hourly;
  for (std::size_t workload = 0; workload < world_->workloads.size(); ++workload) {
    hourly.emplace_back(groups_.count, hours_per_week);
    for (std::size_t population = 0; population < world_->populations.size(); ++population) {
      base_.mean_rps(workload, groups_.group_of[population]) += population_rps_(workload, population);
      for (std::size_t hour = 0; hour < hours_per_week; ++hour)
        hourly.back()(groups_.group_of[population], hour) += world_->rate_rps[workload](population, hour);
    }
  }
  base_.hourly_rps = placement::select_hours(hourly, placement::undominated_hours(hourly));

  for (std::size_t column = 0; column < choices_.size(); ++column) {
    const Choice& c = choices_[column];
    for (std::size_t population = 0; population < world_->populations.size(); ++population)
      base_.request_usd(groups_.group_of[population], column) +=
          population_rps_(c.workload, population) * prices_[c.region].request_usd(c.workload, population);
  }
  base_.min_regions = world_->constraints.min_regions;
  base_.max_regions = world_->constraints.max_regions;
  base_.max_instances_per_region = world_->constraints.max_instances_per_region;
  if (world_->constraints.monthly_budget_usd > 0) base_.budget_usd = world_->constraints.monthly_budget_usd;
}

void Market::forbid() {
  base_.forbidden = Grid(groups_.count, choices_.size());
  for (std::size_t column = 0; column < choices_.size(); ++column)
    for (std::size_t population = 0; population < world_->populations.size(); ++population)
      base_.forbidden(groups_.group_of[population], column) =
          world_->residency.allows(choices_[column].workload, population, choices_[column].region) ? 0 : 1;
}

Grid Market::late_shares(double limit_ms, const std::vector<std::size_t>& columns) const {
  Grid late(groups_.count, choices_.size());
  for (const std::size_t column : columns) {
    const Choice& c = choices_[column];
    const double for_network_and_server_ms = limit_ms - added_ms_[column];
    for (std::size_t population = 0; population < world_->populations.size(); ++population) {
      const std::size_t group = groups_.group_of[population];
      const double all = base_.mean_rps(c.workload, group);
      if (all <= 0) continue;
      const auto network_ms = networks_[c.workload].quantiles_ms(world_->rtt_ms(population, c.region));
      late(group, column) += population_rps_(c.workload, population) / all * latency::late_share(network_ms, c.server_ms, for_network_and_server_ms);
    }
  }
  return late;
}

// Quotas and pools that stay.
void Market::add_instance_rows() {
  for (const InstanceQuota& quota : world_->constraints.quotas) {
    PlacementProblem::InstanceRow row;
    row.upper = quota.most;
    for (std::size_t column = 0; column < choices_.size(); ++column) {
      const std::uint32_t offer = world_->serving_options[choices_[column].option].offer;
      if (std::ranges::find(quota.offers, offer) != quota.offers.end())
        row.terms.emplace_back(column, quota.counts_gpus ? world_->offers[offer].gpu_count : 1);
    }
    base_.instance_rows.push_back(std::move(row));
  }
  for (const KeptPool& kept : world_->constraints.kept) {
    PlacementProblem::InstanceRow row;
    row.lower = kept.instances;
    for (std::size_t column = 0; column < choices_.size(); ++column)
      if (choices_[column].workload == kept.workload && world_->serving_options[choices_[column].option].offer == kept.offer)
        row.terms.emplace_back(column, 1);
    if (row.terms.empty())
      throw std::invalid_argument(fmt::format("what stays of {} in {} has no price", world_->workloads[kept.workload].name,
                                              world_->regions[world_->offers[kept.offer].region].key()));
    base_.instance_rows.push_back(std::move(row));
  }
}

void Market::add_providers() {
  std::map<std::string, std::size_t> index;
  for (const std::uint32_t region : regions_)
    base_.provider_of_region.push_back(index.try_emplace(world_->regions[region].provider, index.size()).first->second);
  base_.min_providers = world_->constraints.min_providers;
  base_.max_providers = world_->constraints.max_providers;
}

void Market::add_failures() {
  base_.failures.load_share = world_->constraints.survival.load_share;
  for (const auto& lost : world_->constraints.survival.failures) {
    std::vector<std::size_t> kept;
    for (const std::uint32_t region : lost)
      if (const auto at = std::ranges::lower_bound(regions_, region); at != regions_.end() && *at == region)
        kept.push_back(static_cast<std::size_t>(at - regions_.begin()));
    if (!kept.empty()) base_.failures.lost.push_back(std::move(kept));
  }
}

// The limit on the objective, and the SLOs where they are enforced, each times the factor.
std::vector<PlacementProblem::LateRow> Market::late_rows(std::optional<double> limit_ms, double factor) const {
  std::vector<PlacementProblem::LateRow> rows;
  if (limit_ms) rows.push_back({std::nullopt, late_shares(factor * *limit_ms, all_columns()), allowed_share()});
  for (std::size_t workload = 0; world_->constraints.enforce_slo && workload < world_->workloads.size(); ++workload) {
    const Slo& slo = world_->workloads[workload].slo;
    rows.push_back({workload, late_shares(factor * slo.target_ms, all_columns()), 1 - slo.percentile / 100});
  }
  return rows;
}

PlacementProblem Market::problem(std::optional<double> limit_ms, double headroom, std::optional<double> third_most) const {
  PlacementProblem problem = base_;
  for (placement::Column& column : problem.columns) column.instance_rps /= headroom;
  problem.late_rows = late_rows(limit_ms, 1);
  if (!problem.failures.lost.empty()) problem.failures.late_rows = late_rows(limit_ms, world_->constraints.survival.degraded_latency_factor);
  if (third_most) third_.bound(problem, *third_most);
  return problem;
}

double Market::latency_ms(const Placement& placement) const {
  std::vector<std::size_t> used;
  for (std::size_t column = 0; column < choices_.size(); ++column)
    if (placement.instances[column] > 0) used.push_back(column);
  return smallest_limit_ms(allowed_share(), [&](double limit_ms) {
    return late_share(base_, {std::nullopt, late_shares(limit_ms, used), 0}, placement);
  });
}

double Market::latency_ms(const Placement& placement, std::size_t column, double late_share) const {
  const std::size_t workload = choices_[column].workload;
  double all = 0;
  for (std::size_t group = 0; group < groups_.count; ++group) all += base_.mean_rps(workload, group) * placement.share(group, column);
  return smallest_limit_ms(late_share * all, [&](double limit_ms) {
    const Grid shares = late_shares(limit_ms, {column});
    double late = 0;
    for (std::size_t group = 0; group < groups_.count; ++group)
      late += base_.mean_rps(workload, group) * placement.share(group, column) * shares(group, column);
    return late;
  });
}

Market Market::corrected(Correction correction) const {
  Market market = *this;
  for (std::size_t column = 0; column < choices_.size(); ++column) {
    market.added_ms_[column] += correction.late_ms[column];
    const double factor = correction.usd_factor[base_.columns[column].region];
    market.base_.columns[column].instance_usd *= factor;
    market.base_.columns[column].fixed_usd *= factor;
    for (std::size_t group = 0; group < groups_.count; ++group) market.base_.request_usd(group, column) *= factor;
  }
  for (std::size_t region = 0; region < regions_.size(); ++region) market.base_.region_fixed_usd[region] *= correction.usd_factor[region];
  market.correction_ = std::move(correction);
  return market;
}

double Market::fastest_limit_ms() const {
  return smallest_limit_ms(allowed_share(), [&](double limit_ms) {
    const Grid shares = late_shares(limit_ms, all_columns());
    double sum = 0, all = 0;
    for (std::size_t workload = 0; workload < base_.mean_rps.rows(); ++workload)
      for (std::size_t group = 0; group < groups_.count; ++group) {
        double best = 1;
        for (std::size_t column = 0; column < choices_.size(); ++column)
          if (choices_[column].workload == workload && base_.allows(group, column)) best = std::min(best, shares(group, column));
        sum += base_.mean_rps(workload, group) * best;
        all += base_.mean_rps(workload, group);
      }
    return all > 0 ? sum / all : 0;
  });
}

std::vector<std::size_t> Market::all_columns() const {
  std::vector<std::size_t> all(choices_.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return all;
}

Topology Market::topology(const Placement& placement) const {
  Topology topology;
  topology.policy = RoutingPolicy::weighted;
  topology.shares.assign(world_->workloads.size(), Grid(world_->populations.size(), world_->regions.size()));
  for (std::size_t column = 0; column < choices_.size(); ++column) {
    if (placement.instances[column] == 0) continue;
    const Choice& c = choices_[column];
    const ServingOption& option = world_->serving_options[c.option];
    topology.pools.push_back({c.workload, option.offer, placement.instances[column] * option.replicas_per_instance});
    for (std::size_t population = 0; population < world_->populations.size(); ++population)
      // Shares that were added up may exceed 1 by a rounding, and no topology states more.
      topology.shares[c.workload](population, c.region) = std::min(1.0, placement.share(groups_.group_of[population], column));
  }
  std::sort(topology.pools.begin(), topology.pools.end(),
            [](const Pool& a, const Pool& b) { return std::pair(a.workload, a.offer) < std::pair(b.workload, b.offer); });

  // Latency routing says the same in one word where everybody goes to the nearest region.
  Topology nearest{topology.pools, RoutingPolicy::latency, {}};
  const std::vector<Grid> shares = routing_shares(*world_, nearest);
  for (std::size_t workload = 0; workload < shares.size(); ++workload)
    for (std::size_t population = 0; population < world_->populations.size(); ++population)
      for (std::size_t region = 0; region < world_->regions.size(); ++region)
        if (shares[workload](population, region) != topology.shares[workload](population, region)) return topology;
  return nearest;
}

Grid Market::shares_of(const Topology& topology, const std::vector<int>& instances) const {
  const std::vector<Grid> routed = routing_shares(*world_, topology);
  Grid share(groups_.count, choices_.size());
  for (std::size_t column = 0; column < choices_.size(); ++column) {
    if (instances[column] == 0) continue;
    const Choice& c = choices_[column];
    std::vector<double> members(groups_.count), plain(groups_.count);
    for (std::size_t population = 0; population < world_->populations.size(); ++population) {
      const std::size_t group = groups_.group_of[population];
      share(group, column) += population_rps_(c.workload, population) * routed[c.workload](population, c.region);
      plain[group] += routed[c.workload](population, c.region);
      ++members[group];
    }
    for (std::size_t group = 0; group < groups_.count; ++group)
      share(group, column) =
          base_.mean_rps(c.workload, group) > 0 ? share(group, column) / base_.mean_rps(c.workload, group) : plain[group] / members[group];
  }
  return share;
}

}  // namespace tradewind::market
