#include "search/demands.h"

#include <fmt/core.h>

#include <algorithm>
#include <limits>

#include "tradewind/pricing/bill.h"

namespace tradewind::search {
namespace {

using placement::PlacementProblem;

constexpr int no_limit = 1'000'000;  // steps after which an upper limit is none any more
constexpr int load_steps = 100;      // of 1 % of the load
constexpr int late_steps = 1000;     // of 0.1 % of the requests
constexpr double late_step = 0.001;
constexpr int load_unit = 5, late_unit = 10;  // 5 % of the load, 1 point of a percentile

// An upper limit on a whole number.
Demand at_most(std::string words, std::string field, int stated, std::function<void(PlacementProblem&, int)> set) {
  return {std::move(words), [=](PlacementProblem& p, int steps) { set(p, stated + steps); }, no_limit,
          [=](int steps) { return fmt::format("{} of {}", field, stated + steps); }};
}

// A lower limit on a whole number, down to `nothing`.
Demand at_least(std::string words, std::string field, int stated, int nothing, std::function<void(PlacementProblem&, int)> set) {
  return {std::move(words), [=](PlacementProblem& p, int steps) { set(p, stated - steps); }, stated - nothing,
          [=](int steps) { return fmt::format("{} of {}", field, stated - steps); }};
}

void add_region_demands(const ConstraintSet& c, std::vector<Demand>& demands) {
  demands.push_back(at_most(fmt::format("max_regions = {}", c.max_regions), "max_regions", c.max_regions,
                            [](PlacementProblem& p, int limit) { p.max_regions = limit; }));
  demands.push_back(at_most(fmt::format("max_instances_per_region = {}", c.max_instances_per_region), "max_instances_per_region",
                            c.max_instances_per_region, [](PlacementProblem& p, int limit) { p.max_instances_per_region = limit; }));
  demands.push_back(at_most(fmt::format("max_providers = {}", c.max_providers), "max_providers", c.max_providers,
                            [](PlacementProblem& p, int limit) { p.max_providers = limit; }));
  if (c.min_regions > 1)
    demands.push_back(at_least(fmt::format("min_regions = {}", c.min_regions), "min_regions", c.min_regions, 1,
                               [](PlacementProblem& p, int limit) { p.min_regions = limit; }));
  if (c.min_providers > 1)
    demands.push_back(at_least(fmt::format("min_providers = {}", c.min_providers), "min_providers", c.min_providers, 1,
                               [](PlacementProblem& p, int limit) { p.min_providers = limit; }));
}

// The rows over instances stand in the problem in the order of the scenario: quotas, then what stays.
void add_instance_demands(const World& world, std::vector<Demand>& demands) {
  const ConstraintSet& c = world.constraints;
  for (std::size_t i = 0; i < c.quotas.size(); ++i)
    demands.push_back(at_most("the quota of " + c.quotas[i].words, "a quota", c.quotas[i].most,
                              [i](PlacementProblem& p, int limit) { p.instance_rows[i].upper = limit; }));
  for (std::size_t i = 0; i < c.kept.size(); ++i) {
    const Offer& offer = world.offers[c.kept[i].offer];
    const std::size_t row = c.quotas.size() + i;
    demands.push_back(at_least(fmt::format("keep: {} instances of {} for {} in {}", c.kept[i].instances, offer.instance_type,
                                           world.workloads[c.kept[i].workload].name, world.regions[offer.region].key()),
                               "min_instances", c.kept[i].instances, 0,
                               [row](PlacementProblem& p, int limit) { p.instance_rows[row].lower = limit; }));
  }
}

void add_survival(const World& world, std::vector<Demand>& demands) {
  const Survival& survival = world.constraints.survival;
  if (survival.failures.empty()) return;
  demands.push_back({"survive: the rest carries the load when a region (or group) fails",
                     [share = survival.load_share](PlacementProblem& p, int steps) {
                       p.failures.load_share = share * (1 - steps / static_cast<double>(load_steps));
                       if (steps == load_steps) p.failures.lost.clear();
                     },
                     load_steps,
                     [share = survival.load_share](int steps) {
                       return steps == load_steps ? "no survive"
                                                  : fmt::format("survive.load_share of {:.2f}", share * (load_steps - steps) / load_steps);
                     },
                     load_unit});
}

void add_slo(const World& world, std::vector<Demand>& demands) {
  if (!world.constraints.enforce_slo) return;
  std::string targets;
  for (const Workload& workload : world.workloads)
    targets += fmt::format("{}{}: {} ms at p{}", targets.empty() ? "" : ", ", workload.name, workload.slo.target_ms, workload.slo.percentile);
  demands.push_back({fmt::format("enforce_slo ({})", targets),
                     [](PlacementProblem& p, int steps) {
                       for (auto* rows : {&p.late_rows, &p.failures.late_rows})
                         for (PlacementProblem::LateRow& row : *rows)
                           if (row.workload) row.allowed_share = std::min(1.0, row.allowed_share + late_step * steps);
                     },
                     late_steps, [](int steps) { return fmt::format("SLO percentiles lower by {:.1f} points", 100 * late_step * steps); },
                     late_unit});
}

}  // namespace

std::string usd(double amount) { return to_string(to_cents(amount)) + " USD"; }

std::vector<Demand> demands_of(const World& world) {
  std::vector<Demand> demands;
  add_region_demands(world.constraints, demands);
  add_instance_demands(world, demands);
  add_survival(world, demands);
  add_slo(world, demands);
  if (world.constraints.monthly_budget_usd > 0)
    demands.push_back({fmt::format("the budget of {} a month", usd(world.constraints.monthly_budget_usd)),
                       [](PlacementProblem& p, int) { p.budget_usd = std::numeric_limits<double>::infinity(); },
                       1,
                       {}});
  return demands;
}

}  // namespace tradewind::search
