// Lower bound of an uncapacitated location problem: the Lagrangean relaxation of "each customer is served once".
//
// With a multiplier u_j for each customer the problem falls apart by facilities: opening i is worth
//   rho_i = f_i - sum_j max(0, u_j - c_ij)      (its reduced cost)
// and L(u) = sum_j u_j + the cheapest choice of reduced costs that keeps to the number of facilities. max L is the bound of the strong linear
// program. Sources: Cornuejols, Fisher, Nemhauser, "Location of bank accounts to optimize float", Management Science 23 (1977) 789-810; Beasley,
// "Lagrangean heuristics for location problems", European Journal of Operational Research 65 (1993) 383-399 (the subgradient steps and the penalty
// tests).
#pragma once

#include <vector>

#include "location/candidates.h"

namespace tradewind::location {

// How many of the free facilities are opened: between these.
struct OpenLimits {
  std::size_t least = 0, most = 0;
};

class Lagrangean {
 public:
  // In units; fixed_cost by facility.
  Lagrangean(const std::vector<double>& fixed_cost, OpenLimits limits) : fixed_cost_(&fixed_cost), limits_(limits), reduced_(fixed_cost.size()) {}

  // L(u). Infinite when the choices leave no number of facilities that keeps to the limits. O(candidates cheaper than the multipliers).
  double evaluate(const Candidates& candidates, const std::vector<Choice>& choices, const std::vector<double>& multipliers);

  // Of the last evaluation:
  const std::vector<std::uint32_t>& opened() const { return opened_; }  // the facilities that the relaxed problem opens
  bool opens(std::size_t facility) const { return is_open_[facility] != 0; }
  // For each customer 1 - how many of the opened facilities serve it: the direction in which L rises.
  void subgradient(const Candidates& candidates, const std::vector<double>& multipliers, std::vector<double>& direction) const;
  // By how much L(u) rises at least when a free facility is decided the other way.
  double penalty(std::size_t facility) const;

 private:
  void choose(const std::vector<Choice>& choices);

  const std::vector<double>* fixed_cost_;
  OpenLimits limits_;
  std::vector<double> reduced_;
  std::vector<char> is_open_;
  std::vector<std::uint32_t> opened_, free_;
  bool feasible_ = true, at_least_ = false, at_most_ = false;
  double dearest_chosen_ = 0, cheapest_left_ = 0;  // reduced costs among the free facilities
};

}  // namespace tradewind::location
