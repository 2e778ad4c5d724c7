// What failures ask of the instances: Benders' feasibility cuts (Benders, 1962, "Partitioning procedures for solving mixed-variables programming
// problems").
//
// Whether instances n survive a failure f is a linear program over the shares of the columns that are left:
//
//   minimise    sum_wg weight_wg s_wg                                             the share of the load that finds no place
//   subject to  sum_{c not in f} x_gc + s_wg >= 1                                 for each workload and group; dual sigma
//               load_share * sum_g rate_gh x_gc <= instance_rps_c n_c             for each column and planning hour; dual -u
//               late requests under the degraded limits <= allowed share          for each degraded row; dual -lambda
//
// Where its optimum is above zero, every n that survives f keeps to  sum_c (instance_rps_c sum_h u_ch) n_c >= sum sigma - sum lambda. Columns without
// instances are not in the program; they get the smallest u that keeps the dual feasible.
#pragma once

#include <optional>

#include "placement/problem.h"

namespace tradewind::placement {

// A row that every surviving placement keeps and these instances break; nothing where they survive failure number `failure`.
std::optional<PlacementProblem::InstanceRow> broken_cut(const PlacementProblem& problem, const std::vector<int>& instances, std::size_t failure);

// Whether the instances survive every failure.
bool survives(const PlacementProblem& problem, const std::vector<int>& instances);

// Adds to problem.failures.cuts that after each failure the capacity of a workload carries its busiest hour, wherever the groups are. Follows from
// the program above; known without solving it.
void add_capacity_cuts(PlacementProblem& problem);

// Adds to problem.failures.cuts what the instances break, and instances where they are cheapest, until they survive. False where that does not
// end (no instances of the open columns are enough).
bool raise_for_failures(PlacementProblem& problem, std::vector<int>& instances);

}  // namespace tradewind::placement
