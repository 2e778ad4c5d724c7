// A placement on a few open columns: every group goes where the multipliers have it cheapest, then whole instances are saved by moving load.
#pragma once

#include <functional>
#include <optional>

#include "placement/lagrangean.h"

namespace tradewind::placement {

// On these columns of the problem (ascending, one for each workload and region), priced by the multipliers; nothing where the constraints do not
// hold (failures as far as the cuts tell).
std::optional<Placement> assign(const PlacementProblem& problem, const Lagrangean& prices, const std::vector<std::size_t>& columns);

// The same with fewer or other columns as long as that is cheaper: each column closed in turn, then each changed for the others of its workload and
// region. At most `trials` assignments; each that is found is told to `seen`.
Placement improve(const PlacementProblem& problem, const Lagrangean& prices, const Placement& placement, int trials,
                  const std::function<void(const Placement&)>& seen);

}  // namespace tradewind::placement
