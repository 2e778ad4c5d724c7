#include "roadmap/courses.h"

#include <algorithm>
#include <map>

#include "placement/model.h"

namespace tradewind::roadmap {
namespace {

using placement::Placement;
using placement::PlacementProblem;

constexpr std::size_t small_size = 6000;  // columns x groups x hours x stages: Cbc searches these to the end in seconds
constexpr int joint_nodes = 5000, joint_iterations = 2'000'000;

// The columns of the options that are held.
std::vector<std::size_t> columns_of(const PlacementProblem& problem, const Holdings& held) {
  std::vector<std::size_t> columns;
  for (std::size_t column = 0; column < problem.columns.size(); ++column)
    if (std::ranges::find(held, problem.columns[column].option, &Holdings::value_type::first) != held.end()) columns.push_back(column);
  return columns;
}

// Of all stages side by side: stage s has its columns from first_column[s] on.
struct Joint {
  std::vector<PlacementProblem> problems;
  std::vector<placement::Model> models;
  std::vector<std::size_t> first_column;
  milp::Milp milp;

  Joint(const Horizon& horizon, const Holdings& standing) {
    problems.reserve(horizon.stages.size());
    std::vector<int> possible(horizon.base.columns.size());  // what an earlier stage may have bought
    for (const Stage& stage : horizon.stages) {
      problems.push_back(at_stage(horizon.base, stage, standing));
      models.emplace_back(problems.back(), possible);
      for (std::size_t column = 0; column < possible.size(); ++column) possible[column] = models.back().most_instances(column);
      append(models.back().milp(), stage.months);
    }
    for (std::size_t stage = 1; stage < problems.size(); ++stage) link(stage);
  }

  void append(const milp::Milp& part, double months) {
    const std::size_t first = milp.cost.size();
    first_column.push_back(first);
    for (std::size_t i = 0; i < part.cost.size(); ++i)
      milp.add_column(months * part.cost[i], part.lower[i], part.upper[i], static_cast<bool>(part.integer[i]));
    for (const milp::Row& row : part.rows) {
      std::vector<std::pair<int, double>> terms = row.terms;
      for (auto& [column, coefficient] : terms) column += static_cast<int>(first);
      milp.add_row(row.lower, row.upper, std::move(terms));
    }
  }

  int instances(std::size_t stage, std::size_t column) const { return static_cast<int>(first_column[stage]) + models[stage].instances(column); }

  // Of every option no fewer instances than in the stage before.
  void link(std::size_t stage) {
    std::map<std::uint32_t, std::vector<std::pair<int, double>>> rows;
    for (std::size_t column = 0; column < problems[stage].columns.size(); ++column) {
      auto& terms = rows[problems[stage].columns[column].option];
      terms.emplace_back(instances(stage, column), 1);
      terms.emplace_back(instances(stage - 1, column), -1);
    }
    for (auto& [option, terms] : rows) milp.add_row(0, milp::no_limit, std::move(terms));
  }

  std::vector<double> point_of(const Course& course) const {
    std::vector<double> point;
    for (std::size_t stage = 0; stage < problems.size(); ++stage) {
      const std::vector<double> part = models[stage].point_of(course.placements[stage]);
      point.insert(point.end(), part.begin(), part.end());
    }
    return point;
  }
};

// Whether each stage keeps to its problem, and to what stood before it.
bool feasible(const Horizon& horizon, const Holdings& standing, const std::vector<Placement>& placements) {
  Holdings held = standing;
  for (std::size_t s = 0; s < placements.size(); ++s) {
    const PlacementProblem problem = at_stage(horizon.base, horizon.stages[s], held);
    if (!placement::feasible(problem, placements[s])) return false;
    held = holdings_of(problem, placements[s]);
  }
  return true;
}

}  // namespace

std::optional<Course> rolling(const Horizon& horizon, const Holdings& standing, const placement::Limits& limits) {
  Course course;
  Holdings held = standing;
  for (const Stage& stage : horizon.stages) {
    const PlacementProblem problem = at_stage(horizon.base, stage, held);
    const auto placement = placement::solve(problem, limits);
    if (!placement) return std::nullopt;
    held = holdings_of(problem, *placement);
    course.placements.push_back(*placement);
  }
  course.usd = usd_of(horizon, course.placements);
  return course;
}

std::optional<Course> towards_the_end(const Horizon& horizon, const Holdings& standing, const placement::Limits& limits) {
  const PlacementProblem last = at_stage(horizon.base, horizon.stages.back(), standing);
  const auto end = placement::solve(last, limits);
  if (!end) return std::nullopt;
  const std::vector<std::size_t> columns = columns_of(horizon.base, holdings_of(last, *end));
  const auto narrow = rolling({placement::with_columns(horizon.base, columns), horizon.stages}, standing, limits);
  if (!narrow) return std::nullopt;
  Course course;
  for (const Placement& placement : narrow->placements) course.placements.push_back(placement::widen(horizon.base, columns, placement));
  course.usd = usd_of(horizon, course.placements);
  return course;
}

double stages_apart_usd(const Horizon& horizon, const Holdings& standing, const placement::Limits& limits) {
  double usd = 0;
  for (const Stage& stage : horizon.stages)
    if (const auto placement = placement::solve(at_stage(horizon.base, stage, standing), limits)) usd += stage.months * placement->bound_usd;
  return usd;
}

bool is_small(const Horizon& horizon) {
  const PlacementProblem& base = horizon.base;
  return base.failures.lost.empty() && base.columns.size() * base.groups * base.hourly_rps.front().columns() * horizon.stages.size() <= small_size;
}

Proven jointly(const Horizon& horizon, const Holdings& standing, const Course& start, const placement::Limits& limits) {
  const Joint joint(horizon, standing);
  milp::SolveOptions options;
  options.relative_gap = limits.relative_gap;
  options.max_nodes = joint_nodes;
  options.max_iterations = joint_iterations;
  options.seconds = limits.seconds;
  options.stop = limits.stop;
  options.start = joint.point_of(start);
  const milp::Solution solution = milp::solve(joint.milp, options);
  Proven proven{start, 0};
  if (solution.status != milp::Status::solved) return proven;
  proven.bound_usd = solution.bound;
  Course found;
  for (std::size_t stage = 0; stage < joint.models.size(); ++stage)
    found.placements.push_back(joint.models[stage].placement_of(solution.x.data() + joint.first_column[stage]));
  found.usd = usd_of(horizon, found.placements);
  if (found.usd < start.usd && feasible(horizon, standing, found.placements)) proven.course = found;
  return proven;
}

}  // namespace tradewind::roadmap
