#include "placement/problem.h"

#include <algorithm>
#include <cmath>

namespace tradewind::placement {
namespace {

constexpr double tolerance = 1e-6;

bool serves_everyone(const PlacementProblem& problem, const Placement& placement) {
  for (std::size_t workload = 0; workload < problem.hourly_rps.size(); ++workload)
    for (std::size_t group = 0; group < problem.groups; ++group) {
      double sum = 0;
      for (std::size_t column = 0; column < problem.columns.size(); ++column) {
        if (problem.columns[column].workload == workload) sum += placement.share(group, column);
        if (placement.share(group, column) > 0 && !problem.allows(group, column)) return false;
      }
      if (std::abs(sum - 1) > tolerance) return false;
    }
  return true;
}

bool keeps_region_limits(const PlacementProblem& problem, const Placement& placement) {
  std::vector<int> instances(problem.region_fixed_usd.size());
  for (std::size_t column = 0; column < problem.columns.size(); ++column) instances[problem.columns[column].region] += placement.instances[column];
  const auto open = std::count_if(instances.begin(), instances.end(), [](int n) { return n > 0; });
  return open >= problem.min_regions && open <= problem.max_regions &&
         std::all_of(instances.begin(), instances.end(), [&](int n) { return n <= problem.max_instances_per_region; });
}

}  // namespace

double load_rps(const PlacementProblem& problem, const Placement& placement, std::size_t column, std::size_t hour) {
  const Grid& rates = problem.hourly_rps[problem.columns[column].workload];
  double sum = 0;
  for (std::size_t group = 0; group < problem.groups; ++group) sum += rates(group, hour) * placement.share(group, column);
  return sum;
}

std::vector<int> needed_instances(const PlacementProblem& problem, const Placement& placement) {
  std::vector<int> needed(problem.columns.size());
  for (std::size_t column = 0; column < needed.size(); ++column) {
    double peak = 0;
    for (std::size_t hour = 0; hour < problem.hourly_rps[problem.columns[column].workload].columns(); ++hour)
      peak = std::max(peak, load_rps(problem, placement, column, hour));
    needed[column] = static_cast<int>(std::ceil(peak / problem.columns[column].instance_rps - tolerance));
  }
  return needed;
}

double monthly_usd(const PlacementProblem& problem, const Placement& placement) {
  std::vector<char> open(problem.region_fixed_usd.size());
  double usd = 0;
  for (std::size_t column = 0; column < problem.columns.size(); ++column) {
    usd += placement.instances[column] * problem.columns[column].instance_usd;
    if (placement.instances[column] > 0) open[problem.columns[column].region] = 1;
    for (std::size_t group = 0; group < problem.groups; ++group) usd += placement.share(group, column) * problem.egress_usd(group, column);
  }
  for (std::size_t region = 0; region < open.size(); ++region)
    if (open[region]) usd += problem.region_fixed_usd[region];
  return usd;
}

double late_share(const PlacementProblem& problem, const PlacementProblem::LateRow& row, const Placement& placement) {
  double late = 0, all = 0;
  for (std::size_t column = 0; column < problem.columns.size(); ++column) {
    const std::size_t workload = problem.columns[column].workload;
    if (row.workload && *row.workload != workload) continue;
    for (std::size_t group = 0; group < problem.groups; ++group)
      late += problem.mean_rps(workload, group) * placement.share(group, column) * row.late_share(group, column);
  }
  for (std::size_t workload = 0; workload < problem.mean_rps.rows(); ++workload)
    if (!row.workload || *row.workload == workload)
      for (std::size_t group = 0; group < problem.groups; ++group) all += problem.mean_rps(workload, group);
  return all > 0 ? late / all : 0;
}

bool feasible(const PlacementProblem& problem, const Placement& placement) {
  const std::vector<int> needed = needed_instances(problem, placement);
  for (std::size_t column = 0; column < needed.size(); ++column)
    if (placement.instances[column] < needed[column]) return false;
  for (const PlacementProblem::LateRow& row : problem.late_rows)
    if (late_share(problem, row, placement) > row.allowed_share + tolerance) return false;
  return serves_everyone(problem, placement) && keeps_region_limits(problem, placement) &&
         monthly_usd(problem, placement) <= problem.budget_usd * (1 + tolerance);
}

PlacementProblem with_columns(const PlacementProblem& problem, const std::vector<std::size_t>& columns) {
  PlacementProblem narrow = problem;
  auto select = [&](const Grid& grid) {
    Grid part(problem.groups, columns.size());
    for (std::size_t group = 0; group < problem.groups; ++group)
      for (std::size_t i = 0; i < columns.size(); ++i) part(group, i) = grid(group, columns[i]);
    return part;
  };
  narrow.columns.clear();
  for (const std::size_t column : columns) narrow.columns.push_back(problem.columns[column]);
  narrow.egress_usd = select(problem.egress_usd);
  if (problem.forbidden.rows() > 0) narrow.forbidden = select(problem.forbidden);
  for (PlacementProblem::LateRow& row : narrow.late_rows) row.late_share = select(row.late_share);
  return narrow;
}

Placement widen(const PlacementProblem& problem, const std::vector<std::size_t>& columns, const Placement& narrow) {
  Placement wide = narrow;
  wide.instances.assign(problem.columns.size(), 0);
  wide.share = Grid(problem.groups, problem.columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    wide.instances[columns[i]] = narrow.instances[i];
    for (std::size_t group = 0; group < problem.groups; ++group) wide.share(group, columns[i]) = narrow.share(group, i);
  }
  return wide;
}

}  // namespace tradewind::placement
