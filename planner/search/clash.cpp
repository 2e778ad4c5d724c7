#include "search/clash.h"

#include <algorithm>

namespace tradewind::search {
namespace {

using placement::PlacementProblem;

// The problem with these demands as stated and all others gone, but one eased by some steps.
bool solvable(PlacementProblem problem, const std::vector<Demand>& demands, const std::vector<std::size_t>& stated, placement::Limits limits,
              std::optional<std::size_t> eased = {}, int steps = 0) {
  for (std::size_t i = 0; i < demands.size(); ++i)
    if (std::find(stated.begin(), stated.end(), i) == stated.end()) demands[i].ease(problem, demands[i].most_steps);
  if (eased) demands[*eased].ease(problem, steps);
  limits.relative_gap = 1;  // any placement does
  return solve(problem, limits).has_value();
}

}  // namespace

std::vector<std::size_t> irreducible_clash(const PlacementProblem& problem, const std::vector<Demand>& demands, const placement::Limits& limits) {
  std::vector<std::size_t> clash(demands.size());
  for (std::size_t i = 0; i < clash.size(); ++i) clash[i] = i;
  if (solvable(problem, demands, clash, limits) || !solvable(problem, demands, {}, limits)) return {};
  for (std::size_t i = 0; i < demands.size(); ++i) {
    std::vector<std::size_t> others = clash;
    std::erase(others, i);
    if (!solvable(problem, demands, others, limits)) clash = others;
  }
  return clash;
}

std::optional<int> least_easing(const PlacementProblem& problem, const std::vector<Demand>& demands, const std::vector<std::size_t>& clash,
                                std::size_t member, const placement::Limits& limits) {
  auto helps = [&](int steps) { return solvable(problem, demands, clash, limits, member, steps); };
  // Doubling, then halving: what is asked for less stays solvable.
  int low = 0, high = 1;
  while (high < demands[member].most_steps && !helps(high)) {
    low = high;
    high = std::min(2 * high, demands[member].most_steps);
  }
  if (high == demands[member].most_steps && !helps(high)) return std::nullopt;
  while (high - low > 1) {
    const int middle = low + (high - low) / 2;
    (helps(middle) ? high : low) = middle;
  }
  return high;
}

}  // namespace tradewind::search
