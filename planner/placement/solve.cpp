#include "placement/solve.h"

#include <algorithm>
#include <numeric>

#include "placement/ascent.h"
#include "placement/failures.h"
#include "placement/model.h"
#include "placement/region_tree.h"
#include "placement/rounding.h"

namespace tradewind::placement {
namespace {

// Nodes of the search trees. Small problems are searched to the end; the largest get what a few seconds allow.
constexpr std::size_t least_whole_nodes = 20, least_narrow_nodes = 100, node_effort = 1'000'000;

// Above `tiny` the Lagrangean bound comes first, in which a step costs as much as reading the problem once. Cbc goes on from it: where a gap is left
// and the program is small, or where a wide one is and the program is not very large.
constexpr std::size_t tiny = 2'000, small = 20'000, very_large = 400'000;
constexpr double worth_branching = 0.02;  // gap that the Lagrangean bound may leave
constexpr int most_climbs = 3000;
constexpr double warm_step = 0.3;                                               // the first, from multipliers of a problem that is alike
constexpr std::size_t tree_effort = 200'000'000, most_tree_evaluations = 1500;  // of the bound, the first by the size of the problem

constexpr int most_rounds = 60;  // of solving and adding what the failures ask

std::size_t size_of(const PlacementProblem& problem) { return problem.columns.size() * problem.groups * problem.hourly_rps.front().columns(); }

bool is_large(const PlacementProblem& problem) { return size_of(problem) > tiny; }

int nodes_for(const PlacementProblem& problem, std::size_t least) {
  return static_cast<int>(std::max(least, node_effort / std::max<std::size_t>(size_of(problem), 1)));
}

struct Found {
  std::optional<Placement> best;
  double bound_usd = 0;
  std::vector<double> multipliers = {};
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

// Columns for a small program: the open ones and those that the bound would rise least with, as long as that leaves room for a better placement.
std::vector<std::size_t> core(const PlacementProblem& problem, Ascent& ascent) {
  ascent.lagrangean().return_to_best();
  const double bound_usd = ascent.lagrangean().evaluate();
  const std::vector<double> penalty_usd = ascent.lagrangean().column_penalties_usd();
  std::vector<std::size_t> columns(problem.columns.size());
  std::iota(columns.begin(), columns.end(), std::size_t{0});
  auto is_closed = [&](std::size_t c) { return ascent.best()->instances[c] == 0; };
  std::ranges::stable_sort(columns, {}, [&](std::size_t c) { return std::pair(is_closed(c), penalty_usd[c]); });
  const std::size_t most = small / (problem.groups * problem.hourly_rps.front().columns());
  std::size_t kept = 0;
  while (kept < columns.size() && (!is_closed(columns[kept]) || (kept < most && bound_usd + penalty_usd[columns[kept]] < ascent.best()->usd))) ++kept;
  columns.resize(kept);
  std::ranges::sort(columns);
  return columns;
}

// The best shares and instances on a core of the columns, where that is a small problem.
void polish(const PlacementProblem& problem, const Limits& limits, Ascent& ascent) {
  const std::vector<std::size_t> columns = core(problem, ascent);
  const PlacementProblem narrow = with_columns(problem, columns);
  if (size_of(narrow) > small) return;
  const Found found = branch(narrow, limits, least_narrow_nodes, narrow_to(columns, *ascent.best()));
  if (found.best) ascent.offer(widen(problem, columns, *found.best));
}

// The Lagrangean bound and the placements that its multipliers suggest; then on the regions, where a gap is left. Cuts that were found on the way
// come first: they lift the bound of the next climb.
Found climb(PlacementProblem& problem, const Limits& limits, std::optional<Placement> best, const std::vector<double>& multipliers) {
  const std::size_t cuts = problem.failures.cuts.size();
  Ascent ascent(problem, limits, std::move(best));
  const bool warm = ascent.lagrangean().start_from(multipliers);
  ascent.climb({most_climbs, warm ? warm_step : 1});
  std::vector<double> kept = ascent.lagrangean().kept_multipliers();
  double bound_usd = ascent.lagrangean().bound_usd();
  if (limits.branch && ascent.best() && !ascent.proves(bound_usd)) polish(problem, limits, ascent);
  if (limits.branch && ascent.best() && !ascent.proves(bound_usd) && problem.failures.cuts.size() == cuts) {
    const double before_usd = ascent.best()->usd;
    const auto evaluations = std::min(most_tree_evaluations, tree_effort / size_of(problem));
    bound_usd = std::max(bound_usd, branch_on_regions(problem, ascent, static_cast<int>(evaluations)));
    if (ascent.best()->usd < before_usd && !ascent.proves(bound_usd)) polish(problem, limits, ascent);
  }
  return {ascent.best(), bound_usd, std::move(kept)};
}

// Large problems by their Lagrangean bound, what it leaves open and tiny ones by Cbc.
Found search(PlacementProblem& problem, const Limits& limits, std::optional<Placement> best, std::vector<double> multipliers) {
  double bound_usd = 0;
  if (is_large(problem)) {
    Found climbed = climb(problem, limits, best, multipliers);
    best = climbed.best;
    bound_usd = climbed.bound_usd;
    multipliers = climbed.multipliers;
    const double gap = size_of(problem) > small ? std::max(worth_branching, limits.relative_gap) : limits.relative_gap;
    if (!limits.branch || size_of(problem) > very_large || (best && best->usd - bound_usd <= gap * best->usd)) return climbed;
  }
  Found found = branch(problem, limits, least_whole_nodes, good_start(problem, limits, best));
  found.bound_usd = std::max(found.bound_usd, bound_usd);
  found.multipliers = std::move(multipliers);
  return found;
}

}  // namespace

std::optional<Placement> solve(const PlacementProblem& given, const Limits& limits, const std::optional<Placement>& start, double lower_bound_usd) {
  PlacementProblem problem = given;
  std::optional<Placement> best;  // survives every failure
  if (start && feasible(problem, *start) && survives(problem, start->instances)) best = start;
  if (is_large(problem)) add_capacity_cuts(problem);
  double bound_usd = lower_bound_usd;
  std::vector<double> multipliers = start ? start->multipliers : std::vector<double>{};
  for (int round = 0; round < most_rounds; ++round) {
    const std::size_t cuts = problem.failures.cuts.size();
    const Found found = search(problem, limits, best, multipliers);
    bound_usd = std::max(bound_usd, found.bound_usd);
    multipliers = found.multipliers;
    if (!found.best) break;
    take_surviving(problem, *found.best, best);
    if (problem.failures.cuts.size() == cuts || limits.stop.stop_requested()) break;
    if (best && best->usd - bound_usd <= limits.relative_gap * best->usd) break;
  }
  if (best) {
    best->bound_usd = std::min(best->usd, bound_usd);
    best->multipliers = std::move(multipliers);
  }
  return best;
}

}  // namespace tradewind::placement
