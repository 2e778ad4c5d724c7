// A placement problem over a horizon: demand grows from stage to stage, and what was bought stays.
#pragma once

#include <optional>
#include <vector>

#include "placement/solve.h"

namespace tradewind::roadmap {

// One stretch between two decisions. Instances are sized for the demand at its end, requests are paid by their mean.
struct Stage {
  double months = 1;
  double peak_factor = 1, mean_factor = 1;  // on the demand of the horizon's base
};

struct Horizon {
  placement::PlacementProblem base;
  std::vector<Stage> stages;
};

// Instances of each serving option, whatever the load level at which their column runs them: pairs of option and instances, ascending.
using Holdings = std::vector<std::pair<std::uint32_t, int>>;
Holdings holdings_of(const placement::PlacementProblem& problem, const placement::Placement& placement);

// The problem of one stage: its demand, and at least these instances.
placement::PlacementProblem at_stage(const placement::PlacementProblem& base, const Stage& stage, const Holdings& standing);

struct Course {
  std::vector<placement::Placement> placements;  // by stage
  double usd = 0;                                // over all months
};
double usd_of(const Horizon& horizon, const std::vector<placement::Placement>& placements);

}  // namespace tradewind::roadmap
