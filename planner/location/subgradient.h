// Ascent to the highest Lagrangean bound by subgradient steps.
//
// A step goes along the subgradients so far, each older one counting less, and is as long as the distance to a goal says (Held, Wolfe and Crowder,
// "Validation of subgradient optimization", Mathematical Programming 6 (1974) 62-88; Crowder's smoothed direction). When no step has led higher for a
// while, the search goes back to the best point and halves its steps.
#pragma once

#include <vector>

#include "location/candidates.h"

namespace tradewind::location {

class Subgradient {
 public:
  enum class Next { move, evaluate_again, stop };

  // start: multipliers; fraction: of which they are kept multiples; patience: steps without a higher bound before they are halved.
  Subgradient(std::vector<double> start, double fraction, int patience);

  const std::vector<double>& at() const { return at_; }      // where the bound is to be evaluated next
  const std::vector<double>& best() const { return best_; }  // where it was highest
  std::vector<double>& direction() { return direction_; }    // the subgradient at at(), to be filled in before move()

  // The bound at at(). goal: what it would be good to reach.
  Next record(double bound, double goal);
  // A step from at(), whose bound was recorded last, within the ranges. False when no direction leads higher: at() is a maximum.
  bool move(const std::vector<Range>& ranges);

 private:
  std::vector<double> at_, best_, direction_, smoothed_;
  double fraction_;
  int patience_, stalled_ = 0;
  double scale_ = 1.5;  // of the step
  double bound_ = -forbidden, best_bound_ = -forbidden, goal_ = 0;
};

}  // namespace tradewind::location
