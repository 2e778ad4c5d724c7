// Pure location problems: which facilities to open, and which of them serves each customer, so that all of it costs least. Plain numbers only.
//
//   uncapacitated (UFL)      sum of fixed costs of what is open + sum of service costs
//   p-median                 the same with exactly p open (min_open = max_open = p), in its classic form without fixed costs
//   single source (SSCFL)    with capacities; a customer is served whole by one facility
#pragma once

#include <cstddef>
#include <limits>
#include <stop_token>
#include <vector>

#include "tradewind/scenarios/world.h"

namespace tradewind::location {

// The service cost of a facility that may not serve the customer.
inline constexpr double forbidden = std::numeric_limits<double>::infinity();

struct Problem {
  std::vector<double> fixed_cost;  // by facility; any finite number
  Grid service_cost;               // facility x customer: of all that the customer needs; any finite number, or `forbidden`
  std::size_t min_open = 0, max_open = std::numeric_limits<std::size_t>::max();

  std::size_t facilities() const { return fixed_cost.size(); }
  std::size_t customers() const { return service_cost.columns(); }
};

struct SingleSourceProblem {
  Problem location;
  std::vector<double> capacity;  // by facility, >= 0
  std::vector<double> demand;    // by customer, >= 0, in the unit of the capacities
};

struct Options {
  double relative_gap = 0;  // stop when (cost - bound) / |cost| is no more than this; in [0, 1)
  // The effort is limited by counts, so that the same input gives the same answer; `seconds` is a safety net for slow machines only.
  std::size_t max_nodes = 1'000'000;  // of the search tree
  double seconds = std::numeric_limits<double>::infinity();
  std::stop_token stop;  // ends the search early, with the best that is known and the bound that is proven
};

struct Solution {
  bool found = false;     // whether `open`, `facility_of` and `cost` are a solution
  bool complete = false;  // the search came to its end: the cost is proven to the gap that was asked for, or there is no solution (bound infinite)
  std::vector<std::size_t> open;         // ascending
  std::vector<std::size_t> facility_of;  // by customer
  double cost = std::numeric_limits<double>::infinity();
  double bound = -std::numeric_limits<double>::infinity();  // proven: no solution costs less
  std::size_t nodes = 0, evaluations = 0;                   // of the search tree; of the Lagrangean bound

  double gap() const;  // (cost - bound) / |cost|; 1 when nothing was found
};

// Sum of the fixed costs of the open facilities and of the service costs.
double cost_of(const Problem& problem, const std::vector<std::size_t>& open, const std::vector<std::size_t>& facility_of);

// Throws std::invalid_argument with a sentence when sizes do not fit together or a number is out of its range.
void check(const Problem& problem);
void check(const SingleSourceProblem& problem);

}  // namespace tradewind::location
