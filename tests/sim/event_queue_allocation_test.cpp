// Counts what this program allocates: once the queue has held as many events as it ever will, it allocates nothing.
#include <catch2/catch_test_macros.hpp>
#include <random>

#include "kernel/event_queue.h"
#include "sim/support_allocations.h"

using tradewind::test::allocations;
using namespace tradewind::kernel;

TEST_CASE("a queue that has held n events schedules, cancels and takes within n without an allocation") {
  if (!tradewind::test::counts_allocations) SKIP("built with a sanitizer");
  for (const std::size_t most : {1u, 50u, 3000u, 200000u}) {
    std::mt19937_64 random(1);
    EventQueue queue;
    std::vector<Ticket> tickets(most);
    Time now = 0;
    // Dense first, when chunks are full; later spread over all scales, when most buckets hold one event.
    for (Ticket& ticket : tickets) ticket = queue.schedule_cancellable(1000, Kind::user_sends, 0);
    const std::uint64_t before = allocations;
    REQUIRE(before > 0);
    for (int step = 0; step < 1'000'000; ++step) {
      if (queue.held() == most || random() % 8 == 0) {
        queue.cancel(tickets[random() % most]);
        if (const auto event = queue.take()) now = event->time;
        continue;
      }
      const Time time = now + static_cast<Time>(random() >> (14 + random() % 50));
      if (random() % 2)
        tickets[random() % most] = queue.schedule_cancellable(time, Kind::user_sends, 0);
      else
        queue.schedule(time, Kind::user_sends, 0);
    }
    CHECK(allocations == before);
  }
}
