#include "search/infeasible.h"

#include <fmt/core.h>

#include <algorithm>
#include <limits>

#include "search/demands.h"

namespace tradewind::search {
namespace {

using placement::PlacementProblem;

// What a budget would have to be, the other members of the clash as stated.
std::string enough_budget(PlacementProblem problem, const std::vector<Demand>& demands, const std::vector<std::size_t>& clash,
                          const placement::Limits& limits) {
  for (std::size_t i = 0; i < demands.size(); ++i)
    if (std::find(clash.begin(), clash.end(), i) == clash.end()) demands[i].ease(problem, demands[i].most_steps);
  problem.budget_usd = std::numeric_limits<double>::infinity();
  const auto cheapest = solve(problem, limits);
  return cheapest ? fmt::format("a budget of about {} a month", usd(cheapest->usd)) : "";
}

}  // namespace

std::string why_infeasible(const World& world, const market::Market& market, const placement::Limits& limits) {
  const PlacementProblem problem = market.problem(std::nullopt);
  if (problem.min_regions > static_cast<int>(market.regions().size()))
    return fmt::format("min_regions = {}, but only {} candidate regions have priced offers that differ", problem.min_regions,
                       market.regions().size());
  const std::vector<Demand> demands = demands_of(world);
  const std::vector<std::size_t> clash = irreducible_clash(problem, demands, limits);
  if (clash.empty()) return "no topology serves everybody where the rules of residency allow it, whatever the other constraints";
  std::string text = clash.size() == 1 ? "this cannot be met:" : "these cannot be met together, and without any one of them the others can:";
  for (const std::size_t member : clash) {
    std::string remedy;
    if (!demands[member].remedy) {
      remedy = enough_budget(problem, demands, clash, limits);
    } else if (const auto steps = least_easing(problem, demands, clash, member, limits)) {
      remedy = demands[member].remedy(*steps);
    }
    text +=
        fmt::format("{} {}{}", member == clash.front() ? "" : ";", demands[member].words, remedy.empty() ? "" : fmt::format(" (enough: {})", remedy));
  }
  return text;
}

}  // namespace tradewind::search
