#include "search/infeasible.h"

#include <fmt/core.h>

#include <limits>

#include "tradewind/pricing/bill.h"

namespace tradewind::search {
namespace {

using placement::PlacementProblem;

std::string usd(double amount) { return to_string(to_cents(amount)) + " USD"; }

std::string without_budget(const World& world, PlacementProblem problem, const placement::Limits& limits) {
  problem.budget_usd = std::numeric_limits<double>::infinity();
  const auto cheapest = solve(problem, limits);
  if (!cheapest) return {};
  return fmt::format("the budget of {} a month is below what the cheapest topology found costs, about {} a month",
                     usd(world.constraints.monthly_budget_usd), usd(cheapest->usd));
}

std::string without_quota(const World& world, PlacementProblem problem, const placement::Limits& limits) {
  problem.max_instances_per_region = std::numeric_limits<int>::max() / 2;
  if (!solve(problem, limits)) return {};
  return fmt::format("max_instances_per_region = {} leaves too little capacity for the busiest hour", world.constraints.max_instances_per_region);
}

std::string without_max_regions(const World& world, PlacementProblem problem, const placement::Limits& limits) {
  problem.max_regions = static_cast<int>(problem.region_fixed_usd.size());
  if (!solve(problem, limits)) return {};
  return fmt::format("max_regions = {} is too few for the other constraints", world.constraints.max_regions);
}

std::string without_slo(const World& world, PlacementProblem problem, const placement::Limits& limits) {
  if (problem.late_rows.empty()) return {};
  problem.late_rows.clear();
  if (!solve(problem, limits)) return {};
  std::string targets;
  for (const Workload& workload : world.workloads)
    targets += fmt::format("{}{}: {} ms at p{}", targets.empty() ? "" : ", ", workload.name, workload.slo.target_ms, workload.slo.percentile);
  return fmt::format("enforce_slo asks for latencies that no topology reaches under the other constraints ({})", targets);
}

}  // namespace

std::string why_infeasible(const World& world, const market::Market& market, const placement::Limits& limits) {
  const PlacementProblem problem = market.problem(std::nullopt);
  if (problem.min_regions > static_cast<int>(market.regions().size()))
    return fmt::format("min_regions = {}, but only {} candidate regions have priced offers that differ", problem.min_regions,
                       market.regions().size());
  for (const auto& lift : {without_budget, without_quota, without_max_regions, without_slo})
    if (const std::string reason = lift(world, problem, limits); !reason.empty()) return reason;
  return "no topology keeps to all constraints, and lifting one of them alone (budget, max_instances_per_region, max_regions, enforce_slo) does not "
         "help";
}

}  // namespace tradewind::search
