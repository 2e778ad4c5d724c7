#include "kernel/event_queue.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <random>

using namespace tradewind::kernel;

TEST_CASE("an event keeps its kind and entity") {
  const Event event = Event::make(-5, 123456789012, Kind::server_receives, Event::max_entities - 1);
  CHECK(event.time == -5);
  CHECK(event.kind() == Kind::server_receives);
  CHECK(event.entity() == Event::max_entities - 1);
}

TEST_CASE("events come in the order of a stable sort by time") {
  std::mt19937_64 random(1);
  for (const int range : {3, 50, 1000000}) {
    EventQueue queue;
    std::vector<std::pair<Time, std::uint32_t>> expected, taken;
    for (std::uint32_t i = 0; i < 5000; ++i) {
      const Time time = std::uniform_int_distribution<Time>(0, range)(random);
      expected.emplace_back(time, i);
      queue.schedule(time, Kind::user_sends, i);
    }
    std::ranges::stable_sort(expected, {}, &std::pair<Time, std::uint32_t>::first);
    while (!queue.empty()) {
      const Event event = queue.take();
      taken.emplace_back(event.time, event.entity());
    }
    CHECK(taken == expected);
  }
}

TEST_CASE("taking and scheduling may alternate") {
  std::mt19937_64 random(2);
  EventQueue queue;
  for (std::uint32_t i = 0; i < 300; ++i) queue.schedule(static_cast<Time>(random() % 1000), Kind::user_sends, i);
  Event last = queue.take();
  for (int i = 0; i < 50000; ++i) {
    queue.schedule(last.time + static_cast<Time>(random() % 100), Kind::server_receives, 0);
    const Event event = queue.take();
    REQUIRE(last < event);
    last = event;
  }
  CHECK(queue.size() == 299);
}
