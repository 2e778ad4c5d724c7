// Parts that fail by chance: experiments in which they do at the scenario's rates, or faster, and what those say of a year.
#pragma once

#include <span>
#include <vector>

#include "motion/experiment.h"

namespace tradewind::motion {

// What fails in run `run` while the faults of other experiments last: every part of the kinds for which the scenario states a rate, each by itself,
// with exponential times to failure and to repair (random_faults.h). A node or a GPU that fails is replaced, which is part of the simulation.
Script script_by_chance(const Stage& stage, std::uint32_t run);

// `lost`: of each run, requests that failed beside those that fail without faults, in a replication.
ChaosByChance by_chance(const Stage& stage, const std::vector<Script>& runs, std::span<const double> lost);

}  // namespace tradewind::motion
