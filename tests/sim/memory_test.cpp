// The memory of a simulation grows with what is on its way at once, not with the number of requests that come.
#include <malloc.h>

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <new>

#include "support/tiny_world.h"
#include "tradewind/sim/simulate.h"

using namespace tradewind;

namespace {

std::atomic<std::size_t> in_use = 0, most = 0;

// Bytes that a simulation needs beyond what was there before it.
std::size_t peak_bytes(const World& world, const Topology& topology, double window_s, Outcome& outcome) {
  const std::size_t before = in_use;
  most = before;
  outcome = simulate(world, topology, {.replications = 1, .windows = 1, .window_s = window_s, .warmup_s = 20, .threads = 1});
  return most - before;
}

}  // namespace

// Every allocation of this test program is counted.
void* operator new(std::size_t size) {
  void* const memory = std::malloc(size);
  if (memory == nullptr) throw std::bad_alloc();
  const std::size_t now = in_use += malloc_usable_size(memory);
  std::size_t seen = most;
  while (now > seen && !most.compare_exchange_weak(seen, now)) {
  }
  return memory;
}
void operator delete(void* memory) noexcept {
  in_use -= malloc_usable_size(memory);
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept { operator delete(memory); }

TEST_CASE("ten times the requests take no more memory") {
  for (const World& world : {test::tiny_llm_world(20), test::tiny_classic_world(200)}) {
    const Topology topology = test::tiny_topology(world, {0, 1, 2}, 2);
    Outcome brief, lengthy;
    const std::size_t once = peak_bytes(world, topology, 60, brief), ten_times = peak_bytes(world, topology, 600, lengthy);
    CHECK(lengthy.requests.offered > 9 * brief.requests.offered);
    INFO(once << " bytes for " << brief.requests.offered << " requests, " << ten_times << " for " << lengthy.requests.offered);
    CHECK(static_cast<double>(ten_times) < 1.5 * static_cast<double>(once));
  }
}
