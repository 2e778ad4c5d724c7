// Which constraints clash: an irreducible infeasible set by the deletion filter (Chinneck and Dravnieks, 1991), and how far each of its members has
// to give way, the others as stated.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "placement/solve.h"

namespace tradewind::search {

// A constraint that may give way, in steps of its own; after most_steps nothing is left of it.
struct Demand {
  std::string words;                                                  // "at most 4 instances in aws:us-east-1"
  std::function<void(placement::PlacementProblem&, int steps)> ease;  // steps = 0: as stated; below 0: stricter, where that can be
  int most_steps = 1;
  std::function<std::string(int steps)> remedy;  // what would have to be stated instead
  int unit = 1;                                  // steps that a person would ease it by first
};

// Indices of demands that cannot all hold, while without any one of them the others can. Empty where the problem has no placement even when all of
// them are gone, and where it has one when all hold. As sure as the solver's "nothing found".
std::vector<std::size_t> irreducible_clash(const placement::PlacementProblem& problem, const std::vector<Demand>& demands,
                                           const placement::Limits& limits);

// Fewest steps of one member of the clash that let the others hold.
std::optional<int> least_easing(const placement::PlacementProblem& problem, const std::vector<Demand>& demands, const std::vector<std::size_t>& clash,
                                std::size_t member, const placement::Limits& limits);

}  // namespace tradewind::search
