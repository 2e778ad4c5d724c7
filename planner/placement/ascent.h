// A large problem from both sides: the Lagrangean bound climbs, and every few steps its multipliers suggest a placement.
#pragma once

#include <chrono>
#include <limits>

#include "placement/lagrangean.h"
#include "placement/solve.h"

namespace tradewind::placement {

// Takes the placement for the best one if it is better and, as it is or with instances more, survives every failure; the cuts found on the way stay
// in the problem.
void take_surviving(PlacementProblem& problem, Placement placement, std::optional<Placement>& best);

class Ascent {
 public:
  // problem, limits: must outlive it. The problem gets the cuts that suggested placements break. best: known before.
  Ascent(PlacementProblem& problem, const Limits& limits, std::optional<Placement> best);

  struct Effort {
    int evaluations;  // of the bound, at most
    double size;      // of the first steps; they are halved where the bound no longer climbs
  };
  // From the present multipliers; ends early where they have led to a proof, or no further. elsewhere_usd: the bound of what the fixed regions leave
  // out, for the progress.
  void climb(const Effort& effort, double elsewhere_usd = std::numeric_limits<double>::infinity());

  // Whether a bound is close enough to the best cost.
  bool proves(double bound_usd) const { return best_ && best_->usd - bound_usd <= limits_->relative_gap * best_->usd; }
  bool is_over() const;

  const std::optional<Placement>& best() const { return best_; }
  // As take_surviving.
  void offer(Placement placement);

  Lagrangean& lagrangean() { return lagrangean_; }
  int evaluations() const { return evaluations_; }

 private:
  void suggest();

  PlacementProblem* problem_;
  const Limits* limits_;
  Lagrangean lagrangean_;
  std::optional<Placement> best_;
  int evaluations_ = 0;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace tradewind::placement
