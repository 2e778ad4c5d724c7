// What failures of a part cost in a year, from the experiment in which it fails. See ChaosYear.
#pragma once

#include <optional>

#include "motion/experiment.h"

namespace tradewind::motion {

inline constexpr double hours_per_year = 365.25 * 24;

// The load of the experiments' hour, and what the mean load of the week is to it.
struct LoadFactor {
  double here_rps = 0, mean_to_here = 0;
};
LoadFactor load_factor(const Stage& stage);

// Nothing where the scenario states no rate of the script's kind.
std::optional<ChaosYear> yearly_loss(const Stage& stage, const Script& script, const ChaosExperiment& experiment, const ChaosExperiment& baseline);

}  // namespace tradewind::motion
