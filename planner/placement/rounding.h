// From a fractional placement to one that can be built.
#pragma once

#include <optional>

#include "placement/problem.h"

namespace tradewind::placement {

// Drops shares below `smallest` and scales the others of the group up to 1 again.
void drop_small_shares(const PlacementProblem& problem, Grid& share, double smallest = 0.001);

// The column that carries most for each workload and region, ascending; others of the pair and unused ones are left out.
std::vector<std::size_t> main_columns(const PlacementProblem& problem, const Grid& share);

// All columns of the workloads and regions of these ones, ascending.
std::vector<std::size_t> columns_beside(const PlacementProblem& problem, const std::vector<std::size_t>& columns);

// Keeps one column for each workload and region: first the one that carries most, and where the latency does not allow that, the one with the fewest
// late requests; then closes regions that are hardly used as long as it pays. Nothing when the constraints do not hold afterwards.
std::optional<Placement> round_placement(const PlacementProblem& problem, const Grid& share);

}  // namespace tradewind::placement
