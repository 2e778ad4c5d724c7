#include "placement/solve.h"

#include <algorithm>

#include "placement/failures.h"
#include "placement/model.h"
#include "placement/rounding.h"

namespace tradewind::placement {
namespace {

// Nodes of the search trees. Small problems are searched to the end; the largest get what a few seconds allow.
constexpr std::size_t least_whole_nodes = 20, least_narrow_nodes = 100, node_effort = 1'000'000;

constexpr int most_rounds = 60;  // of solving and adding what the failures ask

int nodes_for(const PlacementProblem& problem, std::size_t least) {
  const std::size_t size = problem.columns.size() * problem.groups * problem.hourly_rps.front().columns();
  return static_cast<int>(std::max(least, node_effort / std::max<std::size_t>(size, 1)));
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

}  // namespace

std::optional<Placement> solve(const PlacementProblem& given, const Limits& limits, const std::optional<Placement>& start, double lower_bound_usd) {
  PlacementProblem problem = given;
  std::optional<Placement> best;  // survives every failure
  if (start && feasible(problem, *start) && survives(problem, start->instances)) best = start;
  double bound_usd = lower_bound_usd;
  for (int round = 0; round < most_rounds; ++round) {
    const std::size_t cuts = problem.failures.cuts.size();
    const Found found = branch(problem, limits, least_whole_nodes, good_start(problem, limits, best));
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
