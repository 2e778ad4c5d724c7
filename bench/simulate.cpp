// Requests a second of the whole simulator on one thread: a scenario file, its starting load spread over the given topology file.
//   bench_simulate SCENARIO TOPOLOGY
#include <fmt/core.h>
#include <sys/resource.h>

#include "tradewind/sim/simulate.h"

using namespace tradewind;

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "bench_simulate SCENARIO TOPOLOGY\n");
    return 2;
  }
  const World world = load_world(argv[1]);
  const Topology topology = load_topology(world, argv[2]);
  fmt::print("{:>8} {:>12} {:>12} {:>16} {:>14}\n", "threads", "requests", "wall s", "requests/s", "ns a request");
  for (const int threads : {1, 2}) {
    const Outcome outcome = simulate(world, topology, {.threads = threads});
    const auto requests = static_cast<double>(outcome.requests.offered);
    fmt::print("{:>8} {:>12.0f} {:>12.2f} {:>16.0f} {:>14.0f}\n", threads, requests, outcome.wall_s, requests / outcome.wall_s,
               outcome.wall_s / requests * 1e9);
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print("largest memory: {} MB\n", usage.ru_maxrss / 1024);
}
