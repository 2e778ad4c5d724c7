#include "placement/ascent.h"

#include <algorithm>

#include "placement/assignment.h"
#include "placement/failures.h"

namespace tradewind::placement {
namespace {

constexpr int assign_every = 10, patience = 15, most_trials = 60;
constexpr double least_climb = 1e-5, least_step = 1e-3, close_enough = 1.05;
constexpr double worth_checking = 0.999;  // of the best cost: where the failures are asked, which takes linear programs

}  // namespace

void take_surviving(PlacementProblem& problem, Placement placement, std::optional<Placement>& best) {
  if (!raise_for_failures(problem, placement.instances)) return;
  placement.usd = monthly_usd(problem, placement);
  if (feasible(problem, placement) && (!best || placement.usd < best->usd)) best = std::move(placement);
}

Ascent::Ascent(PlacementProblem& problem, const Limits& limits, std::optional<Placement> best)
    : problem_(&problem), limits_(&limits), lagrangean_(problem), best_(std::move(best)) {}

bool Ascent::is_over() const {
  return limits_->stop.stop_requested() || std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count() > limits_->seconds;
}

void Ascent::offer(Placement placement) { take_surviving(*problem_, std::move(placement), best_); }

// The placement on the columns that the multipliers open, with those of the best one so far tried for them.
void Ascent::suggest() {
  auto found = assign(*problem_, lagrangean_, lagrangean_.open_columns());
  if (!found) return;
  if (limits_->found) limits_->found(*found);
  if (!best_ || found->usd < close_enough * best_->usd) found = improve(*problem_, lagrangean_, *found, most_trials, limits_->found);
  if (best_ && found->usd >= best_->usd * (problem_->failures.lost.empty() ? 1 : worth_checking)) return;
  if (problem_->failures.lost.empty())
    best_ = std::move(found);
  else
    offer(std::move(*found));
}

void Ascent::climb(const Effort& effort, double elsewhere_usd) {
  double size = effort.size, last_usd = 0;
  int stuck = 0;
  for (int i = 0; i < effort.evaluations && size > least_step; ++i, ++evaluations_) {
    lagrangean_.evaluate();
    if (limits_->progress) limits_->progress(best_ ? best_->usd : 0, std::min(elsewhere_usd, lagrangean_.bound_usd()));
    if (i % assign_every == assign_every - 1) suggest();
    if (proves(lagrangean_.bound_usd())) break;
    if (lagrangean_.bound_usd() > last_usd * (1 + least_climb)) {
      last_usd = lagrangean_.bound_usd();
      stuck = 0;
    } else if (++stuck >= patience) {
      size /= 2;
      stuck = 0;
      lagrangean_.return_to_best();
    }
    lagrangean_.step(best_ ? best_->usd : 1.1 * std::max(lagrangean_.bound_usd(), 1.0), size);
    if (is_over()) break;
  }
}

}  // namespace tradewind::placement
