// What is proven so far: the cost of the best solution, and the least bound of everything that was put aside without looking further.
#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>

#include "location/problem.h"
#include "location/units.h"

namespace tradewind::location {

// In whole units: a better solution is better by one at least.
class Proof {
 public:
  Proof(const Options& options, double worst_cost) : options_(&options), cost_(worst_cost) {}

  double cost() const { return cost_; }
  // Whether the cost is the best so far.
  bool improve(double cost) {
    if (cost >= cost_) return false;
    cost_ = cost;
    return true;
  }
  // Puts aside what has this bound, if nothing in it can be better than the best by more than the gap that is asked for.
  bool put_aside(double bound) {
    if (bound <= cost_ - std::max(1.0, options_->relative_gap * std::abs(cost_))) return false;
    give_up(bound);
    return true;
  }
  // Puts it aside in any case.
  void give_up(double bound) { left_ = std::min(left_, bound); }
  // No solution costs less.
  double bound() const { return std::min(cost_, std::ceil(left_)); }

  // What is known at the end, without the solution itself; `best` adds it where there is one.
  template <class Best>
  Solution solution(const Units& units, const Best& best) {
    Solution result;
    result.nodes = nodes;
    result.evaluations = evaluations;
    result.complete = !stopped();
    result.found = cost_ <= units.largest_cost();
    if (result.found) best(result);
    const double proven = result.found || !result.complete ? std::min(bound(), cost_) : forbidden;
    result.bound = std::min(result.cost, units.bound(proven));
    return result;
  }

  std::size_t nodes = 0, evaluations = 0;
  // Whether a limit was reached; then it stays so.
  bool stopped() {
    if (!stopped_) stopped_ = nodes >= options_->max_nodes || options_->stop.stop_requested() || late();
    return stopped_;
  }

 private:
  using Clock = std::chrono::steady_clock;
  bool late() const { return std::isfinite(options_->seconds) && std::chrono::duration<double>(Clock::now() - start_).count() > options_->seconds; }

  const Options* options_;
  double cost_, left_ = forbidden;
  bool stopped_ = false;
  Clock::time_point start_ = Clock::now();
};

}  // namespace tradewind::location
