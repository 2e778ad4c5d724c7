#include "placement/solve.h"

#include <algorithm>
#include <chrono>

#include "placement/assignment.h"
#include "placement/failures.h"
#include "placement/lagrangean.h"
#include "placement/model.h"
#include "placement/rounding.h"

namespace tradewind::placement {
namespace {

// Nodes of the search trees. Small problems are searched to the end; the largest get what a few seconds allow.
constexpr std::size_t least_whole_nodes = 20, least_narrow_nodes = 100, node_effort = 1'000'000;

// Larger problems go to the Lagrangean bound, in which a step costs as much as reading the problem once.
constexpr std::size_t large = 20'000, very_large = 400'000;
constexpr double worth_branching = 0.02;  // gap that the Lagrangean bound may leave
constexpr int most_climbs = 3000, assign_every = 10, patience = 15, most_trials = 60;
constexpr double least_climb = 1e-5, least_step = 1e-3, close_enough = 1.05;
constexpr double worth_checking = 0.999;  // of the best cost: where the failures are asked, which takes linear programs

constexpr int most_rounds = 60;  // of solving and adding what the failures ask

std::size_t size_of(const PlacementProblem& problem) { return problem.columns.size() * problem.groups * problem.hourly_rps.front().columns(); }

bool is_large(const PlacementProblem& problem) { return size_of(problem) > large; }

int nodes_for(const PlacementProblem& problem, std::size_t least) {
  return static_cast<int>(std::max(least, node_effort / std::max<std::size_t>(size_of(problem), 1)));
}

struct Found {
  std::optional<Placement> best;
  double bound_usd = 0;
};

// Branch and bound on the problem as it is.
Found branch(const PlacementProblem& problem, const Limits& limits, std::size_t least_nodes, const std::optional<Placement>& start) {
  const Model model(problem);
  milp::SolveOptions options;
  options.relative_gap = limits.relative_gap;
  options.seconds = limits.seconds;
  options.max_nodes = nodes_for(problem, least_nodes);
  options.stop = limits.stop;
  if (start) options.start = model.point_of(*start);
  options.rounding = [&](const double* fractional) -> std::optional<std::vector<double>> {
    const auto rounded = round_placement(problem, model.placement_of(fractional).share);
    if (!rounded) return std::nullopt;
    return model.point_of(*rounded);
  };
  const milp::Solution solution = milp::solve(model.milp(), options);
  Found found{start, solution.status == milp::Status::solved ? solution.bound : 0};
  if (solution.status != milp::Status::solved) return found;
  const Placement own = model.placement_of(solution.x.data());
  for (const std::optional<Placement>& placement :
       {std::optional(own), std::optional(sized(problem, own.share)), round_placement(problem, own.share)})
    if (placement && feasible(problem, *placement) && (!found.best || placement->usd < found.best->usd)) found.best = placement;
  return found;
}

// Relax and fix, in two sizes: the column that carries most in each region that the relaxation uses, then all columns of these regions (the
// relaxation likes large instances, which it need not buy whole). Both problems are small enough to be searched well.
std::optional<Placement> good_start(const PlacementProblem& problem, const Limits& limits, std::optional<Placement> start) {
  const Model model(problem);
  const milp::Solution relaxed = milp::relax(model.milp());
  if (relaxed.status != milp::Status::solved) return start;
  Grid share = model.placement_of(relaxed.x.data()).share;
  drop_small_shares(problem, share);
  const std::vector<std::size_t> main = main_columns(problem, share);
  for (const std::vector<std::size_t>& columns : {main, columns_beside(problem, main)}) {
    const Found narrow = branch(with_columns(problem, columns), limits, least_narrow_nodes, {});
    if (narrow.best && (!start || narrow.best->usd < start->usd)) start = widen(problem, columns, *narrow.best);
  }
  return start;
}

void take_better(const PlacementProblem& problem, std::optional<Placement>& best, const Placement& placement) {
  if (feasible(problem, placement) && (!best || placement.usd < best->usd)) best = placement;
}

// Of the placement, as it is or with instances more, what survives every failure; the cuts found on the way stay in the problem.
void take_surviving(PlacementProblem& problem, Placement placement, std::optional<Placement>& best) {
  if (!raise_for_failures(problem, placement.instances)) return;
  placement.usd = monthly_usd(problem, placement);
  take_better(problem, best, placement);
}

// The placement on the columns that the multipliers open, with those of the best one so far tried for them.
void suggest(PlacementProblem& problem, const Lagrangean& lagrangean, std::optional<Placement>& best) {
  auto found = assign(problem, lagrangean, lagrangean.open_columns());
  if (!found) return;
  if (!best || found->usd < close_enough * best->usd) found = improve(problem, lagrangean, *found, most_trials);
  if (best && found->usd >= best->usd * (problem.failures.lost.empty() ? 1 : worth_checking)) return;
  if (problem.failures.lost.empty())
    best = found;
  else
    take_surviving(problem, *found, best);
}

// The best shares and instances on the columns that are open, where that is a small problem.
void polish(PlacementProblem& problem, const Limits& limits, std::optional<Placement>& best) {
  std::vector<std::size_t> open;
  for (std::size_t c = 0; c < best->instances.size(); ++c)
    if (best->instances[c] > 0) open.push_back(c);
  const PlacementProblem narrow = with_columns(problem, open);
  if (size_of(narrow) > large) return;
  const Found found = branch(narrow, limits, least_narrow_nodes, {});
  if (found.best) take_surviving(problem, widen(problem, open, *found.best), best);
}

// Lagrangean bound and the placements that its multipliers suggest. Where the bound no longer climbs, steps are halved.
Found climb(PlacementProblem& problem, const Limits& limits, std::optional<Placement> best) {
  Lagrangean lagrangean(problem);
  const auto start = std::chrono::steady_clock::now();
  double size = 1, last_usd = 0;
  int stuck = 0;
  for (int i = 0; i < most_climbs && size > least_step; ++i) {
    lagrangean.evaluate();
    if (limits.progress) limits.progress(best ? best->usd : 0, lagrangean.bound_usd());
    if (i % assign_every == assign_every - 1) suggest(problem, lagrangean, best);
    if (best && best->usd - lagrangean.bound_usd() <= limits.relative_gap * best->usd) break;
    if (lagrangean.bound_usd() > last_usd * (1 + least_climb)) {
      last_usd = lagrangean.bound_usd();
      stuck = 0;
    } else if (++stuck >= patience) {
      size /= 2;
      stuck = 0;
      lagrangean.return_to_best();
    }
    lagrangean.step(best ? best->usd : 1.1 * std::max(lagrangean.bound_usd(), 1.0), size);
    if (limits.stop.stop_requested() || std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() > limits.seconds) break;
  }
  if (best && best->usd - lagrangean.bound_usd() > limits.relative_gap * best->usd) polish(problem, limits, best);
  return {best, lagrangean.bound_usd()};
}

// Large problems by their Lagrangean bound; where that leaves a gap (a few instances in all) and the program is not too large, and small ones, by
// Cbc.
Found search(PlacementProblem& problem, const Limits& limits, std::optional<Placement> best) {
  double bound_usd = 0;
  if (is_large(problem)) {
    const Found climbed = climb(problem, limits, best);
    best = climbed.best;
    bound_usd = climbed.bound_usd;
    const double gap = std::max(worth_branching, limits.relative_gap);
    if (!limits.branch || size_of(problem) > very_large || (best && best->usd - bound_usd <= gap * best->usd)) return climbed;
  }
  Found found = branch(problem, limits, least_whole_nodes, good_start(problem, limits, best));
  found.bound_usd = std::max(found.bound_usd, bound_usd);
  return found;
}

}  // namespace

std::optional<Placement> solve(const PlacementProblem& given, const Limits& limits, const std::optional<Placement>& start, double lower_bound_usd) {
  PlacementProblem problem = given;
  std::optional<Placement> best;  // survives every failure
  if (start && feasible(problem, *start) && survives(problem, start->instances)) best = start;
  if (is_large(problem)) add_capacity_cuts(problem);
  double bound_usd = lower_bound_usd;
  for (int round = 0; round < most_rounds; ++round) {
    const std::size_t cuts = problem.failures.cuts.size();
    const Found found = search(problem, limits, best);
    bound_usd = std::max(bound_usd, found.bound_usd);
    if (!found.best) break;
    take_surviving(problem, *found.best, best);
    if (problem.failures.cuts.size() == cuts || limits.stop.stop_requested()) break;
    if (best && best->usd - bound_usd <= limits.relative_gap * best->usd) break;
  }
  if (best) best->bound_usd = std::min(best->usd, bound_usd);
  return best;
}

}  // namespace tradewind::placement
