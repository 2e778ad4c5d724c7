#include "engine/stretch.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace tradewind::engine {
namespace {

// How long requests of the end are followed: longer than a client without a time-out takes a dead connection for alive.
constexpr double drain_s = 300;

}  // namespace

int hour_of_stretch(const World& world, std::optional<int> hour_of_week) {
  if (!hour_of_week) {
    const std::vector<double> load = world.total_rps();
    return static_cast<int>(std::ranges::max_element(load) - load.begin());
  }
  if (*hour_of_week < 0 || *hour_of_week >= hours_per_week)
    throw std::invalid_argument("The hour of the week lies between 0, Monday 00-01 UTC, and 167.");
  return *hour_of_week;
}

Plan plan_of_stretch(const World& world, const Topology& topology, const Stretch& stretch, Reach reach) {
  Plan plan(world, topology, {.seed = stretch.seed, .replications = stretch.replications, .windows = 1, .warmup_s = stretch.warmup_s}, reach);
  constexpr double week_s = hours_per_week * 3600.0;
  plan.schedule.window_s = stretch.duration_s;  // which may be longer than a window
  plan.schedule.start_s = std::fmod(stretch.hour_of_week * 3600.0 - stretch.warmup_s + week_s, week_s);
  plan.schedule.drain_s = drain_s;
  return plan;
}

}  // namespace tradewind::engine
