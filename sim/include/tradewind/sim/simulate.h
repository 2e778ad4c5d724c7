// outcome = simulate(world, topology, options)
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>

#include "tradewind/scenarios/progress.h"
#include "tradewind/sim/outcome.h"

namespace tradewind {

// Absent options come from the world's simulation plan.
struct SimulationOptions {
  std::optional<std::uint64_t> seed = {};
  std::optional<int> replications = {};
  std::optional<int> windows = {};
  std::optional<double> window_s = {}, warmup_s = {};
  int threads = 0;  // 0 = all cores; the result does not depend on it
};

// Simulates `windows` windows of the week for each replication, each with its own warm-up, with common random numbers: the users of a
// (seed, replication, population) are the same for every topology. Throws Interrupted when asked to stop, std::invalid_argument with a full
// sentence when the topology does not fit the world.
Outcome simulate(const World& world, const Topology& topology, const SimulationOptions& options = {}, const ProgressCallback& progress = {},
                 std::stop_token stop = {});

}  // namespace tradewind
