#include "placement/problem.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <set>

namespace tradewind::placement {
namespace {

constexpr double feasibility_tolerance = 1e-6;

bool serves_everyone(const PlacementProblem& problem, const Placement& placement) {
  for (std::size_t workload = 0; workload < problem.hourly_rps.size(); ++workload)
    for (std::size_t group = 0; group < problem.groups; ++group) {
      double sum = 0;
      for (std::size_t column = 0; column < problem.columns.size(); ++column) {
        if (problem.columns[column].workload == workload) sum += placement.share(group, column);
        if (placement.share(group, column) > 0 && !problem.allows(group, column)) return false;
      }
      if (std::abs(sum - 1) > feasibility_tolerance) return false;
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

double row_value(const PlacementProblem::InstanceRow& row, const std::vector<int>& instances) {
  double sum = 0;
  for (const auto& [column, coefficient] : row.terms) sum += coefficient * instances[column];
  return sum;
}

bool keeps_rows(const std::vector<PlacementProblem::InstanceRow>& rows, const std::vector<int>& instances) {
  return std::all_of(rows.begin(), rows.end(), [&](const PlacementProblem::InstanceRow& row) {
    const double value = row_value(row, instances);
    return value >= row.lower - feasibility_tolerance * std::max(1.0, std::abs(row.lower)) &&
           value <= row.upper + feasibility_tolerance * std::max(1.0, std::abs(row.upper));
  });
}

bool keeps_provider_limits(const PlacementProblem& problem, const Placement& placement) {
  if (problem.provider_of_region.empty()) return true;
  std::set<std::size_t> open;
  for (std::size_t column = 0; column < problem.columns.size(); ++column)
    if (placement.instances[column] > 0) open.insert(problem.provider_of_region[problem.columns[column].region]);
  const auto count = static_cast<int>(open.size());
  return count >= problem.min_providers && count <= problem.max_providers;
}

bool has_one_column_a_region(const PlacementProblem& problem, const Placement& placement) {
  std::set<std::pair<std::size_t, std::size_t>> seen;
  for (std::size_t column = 0; column < problem.columns.size(); ++column)
    if (placement.instances[column] > 0 && !seen.insert({problem.columns[column].workload, problem.columns[column].region}).second) return false;
  return true;
}

// The column that gives most of what the row lacks for a dollar: an open one; where the row has none, one whose workload has no other there.
std::optional<std::size_t> best_to_raise(const PlacementProblem& problem, const PlacementProblem::InstanceRow& row,
                                         const std::vector<int>& instances) {
  std::set<std::pair<std::size_t, std::size_t>> taken;
  for (std::size_t column = 0; column < instances.size(); ++column)
    if (instances[column] > 0) taken.insert({problem.columns[column].workload, problem.columns[column].region});
  const double lacking = row.lower - row_value(row, instances);
  std::optional<std::size_t> best;
  double best_rank = 0;
  for (const bool open : {true, false}) {
    for (const auto& [column, coefficient] : row.terms) {
      if ((instances[column] > 0) != open || coefficient <= 0) continue;
      if (!open && taken.contains({problem.columns[column].workload, problem.columns[column].region})) continue;
      const Column& c = problem.columns[column];
      const double rank = c.instance_usd * std::ceil(lacking / coefficient - feasibility_tolerance) + (open ? 0 : c.fixed_usd);
      if (!best || rank < best_rank) best = column, best_rank = rank;
    }
    if (best) break;
  }
  return best;
}

}  // namespace

void raise_to_rows(const PlacementProblem& problem, std::vector<int>& instances) {
  for (const auto* rows : {&problem.instance_rows, &problem.failures.cuts})
    for (const PlacementProblem::InstanceRow& row : *rows)
      while (row_value(row, instances) < row.lower - feasibility_tolerance * std::max(1.0, row.lower)) {
        const auto column = best_to_raise(problem, row, instances);
        if (!column) break;
        ++instances[*column];
      }
}

Placement sized(const PlacementProblem& problem, Grid share) {
  Placement placement;
  placement.share = std::move(share);
  placement.instances = needed_instances(problem, placement);
  raise_to_rows(problem, placement.instances);
  placement.usd = monthly_usd(problem, placement);
  return placement;
}

std::vector<double> load_rps(const PlacementProblem& problem, const Placement& placement, std::size_t column) {
  const Grid& rates = problem.hourly_rps[problem.columns[column].workload];
  std::vector<double> load(rates.columns());
  for (std::size_t group = 0; group < problem.groups; ++group)
    if (const double share = placement.share(group, column); share != 0)
      for (std::size_t hour = 0; hour < load.size(); ++hour) load[hour] += rates(group, hour) * share;
  return load;
}

std::vector<int> needed_instances(const PlacementProblem& problem, const Placement& placement) {
  std::vector<int> needed(problem.columns.size());
  for (std::size_t column = 0; column < needed.size(); ++column) {
    const std::vector<double> load = load_rps(problem, placement, column);
    const double peak = load.empty() ? 0 : *std::max_element(load.begin(), load.end());
    needed[column] = static_cast<int>(std::ceil(peak / problem.columns[column].instance_rps - feasibility_tolerance));
  }
  return needed;
}

std::vector<double> usd_by_region(const PlacementProblem& problem, const Placement& placement) {
  std::vector<char> open(problem.region_fixed_usd.size());
  std::vector<double> usd(open.size());
  for (std::size_t column = 0; column < problem.columns.size(); ++column) {
    const Column& c = problem.columns[column];
    usd[c.region] += placement.instances[column] * c.instance_usd;
    if (placement.instances[column] > 0) {
      usd[c.region] += c.fixed_usd;
      open[c.region] = 1;
    }
    for (std::size_t group = 0; group < problem.groups; ++group) usd[c.region] += placement.share(group, column) * problem.request_usd(group, column);
  }
  for (std::size_t region = 0; region < open.size(); ++region)
    if (open[region]) usd[region] += problem.region_fixed_usd[region];
  return usd;
}

double monthly_usd(const PlacementProblem& problem, const Placement& placement) {
  const std::vector<double> usd = usd_by_region(problem, placement);
  return std::accumulate(usd.begin(), usd.end(), 0.0);
}

Grid late_parts(const PlacementProblem& problem, const PlacementProblem::LateRow& row) {
  double counted_rps = 0;
  for (std::size_t w = 0; w < problem.mean_rps.rows(); ++w)
    if (!row.workload || *row.workload == w)
      for (std::size_t g = 0; g < problem.groups; ++g) counted_rps += problem.mean_rps(w, g);
  const double allowed_rps = counted_rps * row.allowed_share;
  Grid parts(problem.columns.size(), problem.groups);
  for (std::size_t c = 0; allowed_rps > 0 && c < problem.columns.size(); ++c) {
    const std::size_t w = problem.columns[c].workload;
    if (row.workload && *row.workload != w) continue;
    for (std::size_t g = 0; g < problem.groups; ++g) parts(c, g) = problem.mean_rps(w, g) * row.late_share(g, c) / allowed_rps;
  }
  return parts;
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
    if (late_share(problem, row, placement) > row.allowed_share + feasibility_tolerance) return false;
  return serves_everyone(problem, placement) && keeps_region_limits(problem, placement) && keeps_provider_limits(problem, placement) &&
         has_one_column_a_region(problem, placement) && keeps_rows(problem.instance_rows, placement.instances) &&
         keeps_rows(problem.failures.cuts, placement.instances) &&
         monthly_usd(problem, placement) <= problem.budget_usd * (1 + feasibility_tolerance);
}

namespace {

using Columns = std::vector<std::size_t>;

Grid narrowed(const Grid& grid, const Columns& columns) {
  Grid part(grid.rows(), grid.rows() > 0 ? columns.size() : 0);
  for (std::size_t row = 0; row < part.rows(); ++row)
    for (std::size_t i = 0; i < part.columns(); ++i) part(row, i) = grid(row, columns[i]);
  return part;
}

std::vector<PlacementProblem::LateRow> narrowed(const std::vector<PlacementProblem::LateRow>& rows, const Columns& columns) {
  std::vector<PlacementProblem::LateRow> narrow;
  for (const PlacementProblem::LateRow& row : rows) narrow.push_back({row.workload, narrowed(row.late_share, columns), row.allowed_share});
  return narrow;
}

std::vector<PlacementProblem::InstanceRow> narrowed(const std::vector<PlacementProblem::InstanceRow>& rows, const Columns& columns) {
  std::vector<PlacementProblem::InstanceRow> narrow;
  for (const PlacementProblem::InstanceRow& row : rows) {
    narrow.push_back({{}, row.lower, row.upper});
    for (const auto& [column, coefficient] : row.terms) {
      const auto at = std::lower_bound(columns.begin(), columns.end(), column);
      if (at != columns.end() && *at == column) narrow.back().terms.emplace_back(static_cast<std::size_t>(at - columns.begin()), coefficient);
    }
  }
  return narrow;
}

}  // namespace

// Field by field: the assignments make many small problems of a large one, which is not to be copied for each.
PlacementProblem with_columns(const PlacementProblem& problem, const Columns& columns) {
  PlacementProblem narrow{.groups = problem.groups,
                          .columns = {},
                          .region_fixed_usd = problem.region_fixed_usd,
                          .hourly_rps = problem.hourly_rps,
                          .mean_rps = problem.mean_rps,
                          .request_usd = narrowed(problem.request_usd, columns),
                          .forbidden = narrowed(problem.forbidden, columns),
                          .late_rows = narrowed(problem.late_rows, columns),
                          .min_regions = problem.min_regions,
                          .max_regions = problem.max_regions,
                          .max_instances_per_region = problem.max_instances_per_region,
                          .budget_usd = problem.budget_usd,
                          .provider_of_region = problem.provider_of_region,
                          .min_providers = problem.min_providers,
                          .max_providers = problem.max_providers,
                          .instance_rows = narrowed(problem.instance_rows, columns),
                          .failures = {problem.failures.lost, problem.failures.load_share, narrowed(problem.failures.late_rows, columns),
                                       narrowed(problem.failures.cuts, columns)}};
  for (const std::size_t column : columns) narrow.columns.push_back(problem.columns[column]);
  return narrow;
}

Placement narrow_to(const std::vector<std::size_t>& columns, const Placement& wide) {
  Placement narrow{{}, narrowed(wide.share, columns), wide.usd, wide.bound_usd};
  for (const std::size_t column : columns) narrow.instances.push_back(wide.instances[column]);
  return narrow;
}

Placement widen(const PlacementProblem& problem, const std::vector<std::size_t>& columns, const Placement& narrow) {
  Placement wide = narrow;
  wide.multipliers.clear();
  wide.instances.assign(problem.columns.size(), 0);
  wide.share = Grid(problem.groups, problem.columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    wide.instances[columns[i]] = narrow.instances[i];
    for (std::size_t group = 0; group < problem.groups; ++group) wide.share(group, columns[i]) = narrow.share(group, i);
  }
  return wide;
}

}  // namespace tradewind::placement
