// Local search for location problems without capacities: add a facility, drop one, swap two, as long as that saves anything, the best move first.
//
// All swaps are weighed in one pass over the customers: gain of adding i - loss of dropping k + what both say twice. Sources: Whitaker, "A fast
// algorithm for the greedy interchange for large-scale clustering and median location problems", INFOR 21 (1983) 95-108; Resende and Werneck, "A fast
// swap-based local search procedure for location problems", Annals of Operations Research 150 (2007) 205-230.
#pragma once

#include <vector>

#include "location/candidates.h"
#include "location/lagrangean.h"

namespace tradewind::location {

class Interchange {
 public:
  // Costs in units. A customer that nobody open may serve costs `unserved`.
  Interchange(const std::vector<double>& fixed_cost, OpenLimits limits, double unserved);

  // The cost of a set: every customer goes to its nearest open facility.
  double cost(const Candidates& candidates, const std::vector<char>& open) const;
  // Improves the set until no move does, and returns its cost. The number of open facilities must keep to the limits; facilities that no candidate
  // names are never opened.
  double improve(const Candidates& candidates, std::vector<char>& open);

 private:
  struct Move {
    double saving = 0;
    std::size_t add = none, drop = none;
  };
  struct Nearest {
    std::size_t facility = none;
    double cost = 0, second_cost = 0;
  };
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  void find_nearest(const Candidates& candidates, const std::vector<char>& open);
  void weigh(const Candidates& candidates, const std::vector<char>& open);
  Move best_move(const std::vector<char>& open) const;

  const std::vector<double>* fixed_cost_;
  OpenLimits limits_;
  double unserved_;
  std::vector<Nearest> nearest_;          // by customer
  std::vector<double> gain_, loss_;       // by facility: of opening it, of closing it
  std::vector<std::size_t> slot_, open_;  // place of an open facility in open_
  std::vector<double> twice_;             // facility x slot
};

}  // namespace tradewind::location
