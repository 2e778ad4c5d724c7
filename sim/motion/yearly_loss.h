// What failures of a part cost in a year, from the experiment in which it fails. See ChaosYear.
#pragma once

#include <optional>

#include "motion/experiment.h"

namespace tradewind::motion {

inline constexpr double hours_per_year = 365.25 * 24;

// How many parts of the topology one experiment of the kind stands for, in a region: its nodes, GPUs or replicas, or three zones; 1 of other kinds.
double parts_of(const World& world, const Topology& topology, ChaosFault kind, std::uint32_t region);

// Whether another part takes the place of one that failed: how long that takes is in the simulation.
constexpr bool is_replaced(ChaosFault kind) { return kind == ChaosFault::node || kind == ChaosFault::gpu; }

// The load of the experiments' hour, and what the mean load of the week is to it.
struct LoadFactor {
  double here_rps = 0, mean_to_here = 0;
};
LoadFactor load_factor(const Stage& stage);

// Nothing where the scenario states no rate of the script's kind.
std::optional<ChaosYear> yearly_loss(const Stage& stage, const Script& script, const ChaosExperiment& experiment, const ChaosExperiment& baseline);

}  // namespace tradewind::motion
