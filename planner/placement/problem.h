// The placement problem: which regions to open, how many instances of which offer to run there and which users to send where, so that a month costs
// least while the latency keeps to a limit. Plain numbers only; indices are local to the problem.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "tradewind/scenarios/world.h"

namespace tradewind::placement {

// One way to serve one workload in one region: an offer at one load level of its capacity curve.
struct Column {
  std::size_t workload = 0, region = 0;  // region: index into PlacementProblem::region_fixed_usd
  std::uint32_t option = 0;              // index into World::serving_options
  std::size_t level = 0;                 // which point of the capacity curve, by ascending load
  double instance_usd = 0;               // a month
  double instance_rps = 0;               // requests/s that one instance takes in the busiest hour
  double fixed_usd = 0;                  // a month, where it has instances
};

struct PlacementProblem {
  std::size_t groups = 0;
  std::vector<Column> columns;
  std::vector<double> region_fixed_usd;  // a month, for an open region

  // By workload: requests/s of a group (row) in a planning hour (column), and over the whole week on average.
  std::vector<Grid> hourly_rps;
  Grid mean_rps;  // workload x group

  Grid request_usd;  // group x column: a month, if all requests of the group went there
  Grid forbidden;    // group x column: 1 where requests of the group may not be served; empty where nothing is forbidden
  bool allows(std::size_t group, std::size_t column) const { return forbidden.rows() == 0 || forbidden(group, column) == 0; }

  // Share of a group's requests at a column that are later than the limit: group x column. The row of the objective has one entry for all workloads,
  // an SLO row one for its own workload.
  struct LateRow {
    std::optional<std::size_t> workload;  // none = all
    Grid late_share;
    double allowed_share = 0;  // of all requests that the row counts
  };
  std::vector<LateRow> late_rows;

  int min_regions = 1, max_regions = 200, max_instances_per_region = 1000;
  double budget_usd = std::numeric_limits<double>::infinity();

  std::vector<std::size_t> provider_of_region;  // empty: nobody asks
  int min_providers = 1, max_providers = 50;    // with an open region

  // lower <= sum of coefficient * instances <= upper, over columns that are named at most once. A quota, or what has to stay; coefficients >= 0.
  struct InstanceRow {
    std::vector<std::pair<std::size_t, double>> terms;
    double lower = 0, upper = std::numeric_limits<double>::infinity();
  };
  std::vector<InstanceRow> instance_rows;

  // Failures: after each of them shares over the columns that are left must exist with which the same instances carry load_share of the load and few
  // enough requests are later than the degraded limits. What that asks of the instances alone, found so far, stands in `cuts` (see failures.h).
  struct Failures {
    std::vector<std::vector<std::size_t>> lost;  // by failure: regions
    double load_share = 1;
    std::vector<LateRow> late_rows;
    std::vector<InstanceRow> cuts;
  };
  Failures failures;
};

struct Placement {
  std::vector<int> instances;  // by column
  Grid share;                  // group x column; for each workload the shares of a group sum to 1
  double usd = 0;              // a month, by the problem's prices
  double bound_usd = 0;        // proven: no placement of this problem costs less
  // Multipliers of the bound, where it was a Lagrangean one (lagrangean.h): of the demand by workload and group, then of the late rows. The bound of
  // a problem that is alike climbs from there.
  std::vector<double> multipliers = {};
  double gap() const { return usd > 0 ? (usd - bound_usd) / usd : 0; }
};

// Requests/s at a column, by planning hour.
std::vector<double> load_rps(const PlacementProblem& problem, const Placement& placement, std::size_t column);

// Fewest instances that carry the shares in every planning hour.
std::vector<int> needed_instances(const PlacementProblem& problem, const Placement& placement);

double monthly_usd(const PlacementProblem& problem, const Placement& placement);
std::vector<double> usd_by_region(const PlacementProblem& problem, const Placement& placement);

// Share of the counted requests that are later than the limit.
double late_share(const PlacementProblem& problem, const PlacementProblem::LateRow& row, const Placement& placement);

// Late requests of a whole group at a column over all that the row allows: column x group. 0 where it allows none.
Grid late_parts(const PlacementProblem& problem, const PlacementProblem::LateRow& row);

// The fewest instances for these shares that also keep to the lower limits of the instance rows and of the cuts; what these ask beyond the load is
// added where it is cheapest, in open columns first. They may exceed the upper limits.
Placement sized(const PlacementProblem& problem, Grid share);

// Adds instances where they are cheapest until the lower limits hold.
void raise_to_rows(const PlacementProblem& problem, std::vector<int>& instances);

// Whether every constraint of the problem holds (to a relative 1e-6), the failures as far as the cuts tell; failures.h has the whole check.
bool feasible(const PlacementProblem& problem, const Placement& placement);

// The problem with these columns only (ascending), a placement that has no other columns as one of it, and the other way round.
PlacementProblem with_columns(const PlacementProblem& problem, const std::vector<std::size_t>& columns);
Placement narrow_to(const std::vector<std::size_t>& columns, const Placement& wide);
Placement widen(const PlacementProblem& problem, const std::vector<std::size_t>& columns, const Placement& narrow);

}  // namespace tradewind::placement
