// The whole of simulate on one thread and on two: requests a second of processor time, and the largest memory at the scenario's windows and at
// windows ten times as long. "Simulated" are all requests, those of warm-ups and drains too; "measured" those of the outcome.
//   bench_simulate SCENARIO TOPOLOGY
#include <fmt/core.h>
#include <sys/resource.h>

#include "tradewind/sim/simulate.h"

using namespace tradewind;

namespace {

double processor_s() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

// Grows only: the runs go from small to large.
double largest_memory_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

void measure(const char* name, const World& world, const Topology& topology, const SimulationOptions& options) {
  const double before_s = processor_s();
  const Outcome outcome = simulate(world, topology, options);
  const double used_s = processor_s() - before_s;
  const auto simulated = static_cast<double>(outcome.simulated_requests), measured = static_cast<double>(outcome.requests.offered);
  fmt::print("{:>28} {:>12.0f} {:>12.0f} {:>8.2f} {:>8.2f} {:>14.0f} {:>14.0f} {:>8.0f} {:>10.1f}\n", name, simulated, measured, outcome.wall_s,
             used_s, simulated / used_s, measured / used_s, used_s / simulated * 1e9, largest_memory_mb());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "bench_simulate SCENARIO TOPOLOGY\n");
    return 2;
  }
  const World world = load_world(argv[1]);
  const Topology topology = load_topology(world, argv[2]);
  fmt::print("{:>28} {:>12} {:>12} {:>8} {:>8} {:>14} {:>14} {:>8} {:>10}\n", "", "simulated", "measured", "wall s", "CPU s", "simulated/s",
             "measured/s", "ns each", "memory MB");
  measure("one window of a second", world, topology, {.replications = 1, .windows = 1, .window_s = 1, .threads = 1});
  measure("one thread", world, topology, {.threads = 1});
  const SimulationPlan& plan = world.simulation;
  measure("one thread, windows x 10", world, topology, {.replications = 1, .windows = 3, .window_s = 10 * plan.window_s, .threads = 1});
  measure("two threads", world, topology, {.threads = 2});
}
