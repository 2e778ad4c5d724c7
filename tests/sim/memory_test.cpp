// The memory of a simulation grows with what is on its way at once, not with the number of requests that come.
#include <catch2/catch_test_macros.hpp>

#include "sim/support_allocations.h"
#include "support/tiny_world.h"
#include "tradewind/sim/simulate.h"

using namespace tradewind;

namespace {

// Bytes that a simulation needs beyond what was there before it.
std::size_t peak_bytes(const World& world, const Topology& topology, double window_s, Outcome& outcome) {
  const std::size_t before = test::bytes_in_use;
  test::most_bytes_in_use = before;
  outcome = simulate(world, topology, {.replications = 1, .windows = 1, .window_s = window_s, .warmup_s = 20, .threads = 1});
  return test::most_bytes_in_use - before;
}

}  // namespace

TEST_CASE("ten times the requests take no more memory") {
  if (!test::counts_allocations) SKIP("built with a sanitizer");
  for (const World& world : {test::tiny_llm_world(20), test::tiny_classic_world(200)}) {
    const Topology topology = test::tiny_topology(world, {0, 1, 2}, 2);
    Outcome brief, lengthy;
    const std::size_t once = peak_bytes(world, topology, 60, brief), ten_times = peak_bytes(world, topology, 600, lengthy);
    CHECK(lengthy.requests.offered > 9 * brief.requests.offered);
    INFO(once << " bytes for " << brief.requests.offered << " requests, " << ten_times << " for " << lengthy.requests.offered);
    CHECK(static_cast<double>(ten_times) < 1.5 * static_cast<double>(once));
  }
}
