#include "placement/rounding.h"

#include <algorithm>
#include <map>

namespace tradewind::placement {
namespace {

double mean_load(const PlacementProblem& problem, const Grid& share, std::size_t column) {
  double sum = 0;
  for (std::size_t group = 0; group < problem.groups; ++group)
    sum += problem.mean_rps(problem.columns[column].workload, group) * share(group, column);
  return sum;
}

double late_sum(const PlacementProblem& problem, std::size_t column) {
  double sum = 0;
  for (const PlacementProblem::LateRow& row : problem.late_rows)
    for (std::size_t group = 0; group < problem.groups; ++group) sum += row.late_share(group, column);
  return sum;
}

// Columns that carry something, by workload and region.
std::map<std::pair<std::size_t, std::size_t>, std::vector<std::size_t>> used_columns(const PlacementProblem& problem, const Grid& share) {
  std::map<std::pair<std::size_t, std::size_t>, std::vector<std::size_t>> used;
  for (std::size_t column = 0; column < problem.columns.size(); ++column)
    if (mean_load(problem, share, column) > 0) used[{problem.columns[column].workload, problem.columns[column].region}].push_back(column);
  return used;
}

Grid one_column_a_region(const PlacementProblem& problem, const Grid& share, bool prefer_fast) {
  Grid result(problem.groups, problem.columns.size());
  for (const auto& [pair, columns] : used_columns(problem, share)) {
    const std::size_t kept = *std::max_element(columns.begin(), columns.end(), [&](std::size_t a, std::size_t b) {
      return prefer_fast ? late_sum(problem, a) > late_sum(problem, b) : mean_load(problem, share, a) < mean_load(problem, share, b);
    });
    for (const std::size_t column : columns)
      for (std::size_t group = 0; group < problem.groups; ++group) result(group, kept) += share(group, column);
  }
  return result;
}

// The shares without a column: each group's part goes to the open column of the same workload where the fewest of its requests are late, cheapest
// first among equals. Nothing when the workload has no other open column.
std::optional<Grid> without_column(const PlacementProblem& problem, const Placement& placement, std::size_t closed) {
  Grid share = placement.share;
  const std::size_t workload = problem.columns[closed].workload;
  for (std::size_t group = 0; group < problem.groups; ++group) {
    if (share(group, closed) <= 0) continue;
    std::optional<std::size_t> best;
    auto rank = [&](std::size_t column) {
      double late = 0;
      for (const PlacementProblem::LateRow& row : problem.late_rows) late += row.late_share(group, column);
      return std::pair(late, problem.columns[column].instance_usd / problem.columns[column].instance_rps);
    };
    for (std::size_t column = 0; column < problem.columns.size(); ++column)
      if (column != closed && problem.columns[column].workload == workload && placement.instances[column] > 0 && problem.allows(group, column) &&
          (!best || rank(column) < rank(*best)))
        best = column;
    if (!best) return std::nullopt;
    share(group, *best) += share(group, closed);
    share(group, closed) = 0;
  }
  return share;
}

void close_columns_that_do_not_pay(const PlacementProblem& problem, Placement& placement) {
  std::vector<std::size_t> open;
  for (std::size_t column = 0; column < problem.columns.size(); ++column)
    if (placement.instances[column] > 0) open.push_back(column);
  std::stable_sort(open.begin(), open.end(), [&](std::size_t a, std::size_t b) { return placement.instances[a] < placement.instances[b]; });
  for (const std::size_t column : open) {
    const auto share = without_column(problem, placement, column);
    if (!share) continue;
    Placement closed = sized(problem, *share);
    if (closed.usd < placement.usd && feasible(problem, closed)) placement = std::move(closed);
  }
}

}  // namespace

void drop_small_shares(const PlacementProblem& problem, Grid& share, double smallest) {
  for (std::size_t group = 0; group < problem.groups; ++group)
    for (std::size_t workload = 0; workload < problem.hourly_rps.size(); ++workload) {
      double kept = 0;
      for (std::size_t column = 0; column < problem.columns.size(); ++column) {
        if (problem.columns[column].workload != workload) continue;
        if (share(group, column) < smallest) share(group, column) = 0;
        kept += share(group, column);
      }
      for (std::size_t column = 0; column < problem.columns.size(); ++column)
        if (problem.columns[column].workload == workload && kept > 0) share(group, column) /= kept;
    }
}

std::vector<std::size_t> main_columns(const PlacementProblem& problem, const Grid& share) {
  std::vector<std::size_t> columns;
  for (const auto& [pair, used] : used_columns(problem, share))
    columns.push_back(*std::max_element(used.begin(), used.end(),
                                        [&](std::size_t a, std::size_t b) { return mean_load(problem, share, a) < mean_load(problem, share, b); }));
  std::sort(columns.begin(), columns.end());
  return columns;
}

std::vector<std::size_t> columns_beside(const PlacementProblem& problem, const std::vector<std::size_t>& columns) {
  std::vector<std::size_t> beside;
  for (std::size_t column = 0; column < problem.columns.size(); ++column)
    if (std::any_of(columns.begin(), columns.end(), [&](std::size_t other) {
          return problem.columns[other].workload == problem.columns[column].workload &&
                 problem.columns[other].region == problem.columns[column].region;
        }))
      beside.push_back(column);
  return beside;
}

std::optional<Placement> round_placement(const PlacementProblem& problem, const Grid& share) {
  Grid clean = share;
  drop_small_shares(problem, clean);
  std::optional<Placement> best;
  for (const bool prefer_fast : {false, true}) {
    Placement placement = sized(problem, one_column_a_region(problem, clean, prefer_fast));
    if (!feasible(problem, placement)) continue;
    close_columns_that_do_not_pay(problem, placement);
    if (!best || placement.usd < best->usd) best = std::move(placement);
  }
  return best;
}

}  // namespace tradewind::placement
