// Counts what this program allocates: once the queue has held as many events as it ever will, it allocates nothing.
#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <new>
#include <random>

#include "kernel/event_queue.h"

namespace {
std::atomic<std::uint64_t> allocations = 0;
}

void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
void* operator new(std::size_t size, std::align_val_t alignment) {
  ++allocations;
  const auto align = static_cast<std::size_t>(alignment);
  if (void* memory = std::aligned_alloc(align, (size + align - 1) / align * align)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

using namespace tradewind::kernel;

TEST_CASE("a queue that has held n events schedules, cancels and takes within n without an allocation") {
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
