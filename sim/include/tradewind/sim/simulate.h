// outcome = simulate(world, topology, options)
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>

#include "tradewind/scenarios/progress.h"
#include "tradewind/sim/outcome.h"

namespace tradewind {

// More replications until mean, p95 and p99 of every workload's e2e and ttft are known to within a relative error.
struct Precision {
  double relative = 0.02;       // more than 0, less than 1
  int most_replications = 100;  // where to give up
};

// A file that keeps finished replications and from which a later simulation goes on. It is made when it is not there; it fits only the scenario, the
// topology, the seed, the windows and the version of the program with which it was made.
struct Keep {
  std::filesystem::path file;
  std::string scenario;  // the scenario's text
};

// Absent options come from the world's simulation plan.
struct SimulationOptions {
  std::optional<std::uint64_t> seed = {};
  std::optional<int> replications = {};  // with a precision: the fewest
  std::optional<int> windows = {};
  std::optional<double> window_s = {}, warmup_s = {};
  int threads = 0;  // 0 = all cores; the result does not depend on it
  std::optional<Precision> precision = {};
  std::optional<Keep> keep = {};
};

// Simulates `windows` windows of the week for each replication, each with its own warm-up, with common random numbers: the users of a
// (seed, replication, population) are the same for every topology. With options.keep, replications that the file holds are not simulated again (if it
// holds more than asked for, all of them count); the outcome is that of simulating all of them at once. Throws Interrupted when asked to stop
// (finished replications are in the file), std::invalid_argument with a full sentence when the topology does not fit the world, InvalidInput when the
// file does not fit, FileError.
Outcome simulate(const World& world, const Topology& topology, const SimulationOptions& options = {}, const ProgressCallback& progress = {},
                 std::stop_token stop = {});

}  // namespace tradewind
