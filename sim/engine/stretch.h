// One stretch of continuous time in place of windows of the week: what goes on in it has a before and an after.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/plan.h"

namespace tradewind::engine {

struct Stretch {
  std::optional<std::uint64_t> seed;
  int replications = 1;
  int hour_of_week = 0;  // in which the measured part begins
  double warmup_s = 0, duration_s = 0;
};

// The hour that is asked for, or the busiest one of the week. Throws std::invalid_argument.
int hour_of_stretch(const World& world, std::optional<int> hour_of_week);

// A plan of one window. Throws std::invalid_argument when the topology does not fit the world.
Plan plan_of_stretch(const World& world, const Topology& topology, const Stretch& stretch, Reach reach);

}  // namespace tradewind::engine
