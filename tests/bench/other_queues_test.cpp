// The queues that the event queue is compared with put events into the same order as it does.
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <random>

#include "calendar_queue.h"
#include "kernel/event_queue.h"
#include "ladder_queue.h"

using namespace tradewind;
using kernel::Event;
using kernel::Time;

namespace {

// Events of one time, of a few times, near ones, and ones on time scales far apart.
class Delays {
 public:
  explicit Delays(std::uint64_t seed) : random_(seed) {}
  Time next(int kind) {
    static constexpr std::array<Time, 4> scales = {1'000, 10'000'000, 1'000'000'000, 1'000'000'000'000};
    if (kind == 0) return 0;
    if (kind == 1) return below(3);
    if (kind == 2) return below(1'000'000);
    return below(scales[static_cast<std::size_t>(below(4))]);
  }
  Time below(Time bound) { return std::uniform_int_distribution<Time>(0, bound - 1)(random_); }

 private:
  std::mt19937_64 random_;
};

}  // namespace

TEMPLATE_TEST_CASE("the queues for comparison take events in the order of the event queue", "", bench::LadderQueue, bench::CalendarQueue) {
  Delays delays(20261126);
  for (int round = 0; round < 60; ++round) {
    TestType other;
    kernel::EventQueue queue;
    Time now = 0;
    std::uint32_t scheduled = 0;
    // Grows, stays or shrinks for a while, and is emptied at the end.
    for (int phase = 0; phase < 9; ++phase) {
      const int kind = static_cast<int>(delays.below(4));
      const Time share = phase == 8 ? 0 : delays.below(9) + 1;
      for (int step = 0; phase == 8 ? !queue.empty() : step < 2000; ++step) {
        if (delays.below(10) < share) {
          const Time time = now + delays.next(kind);
          queue.schedule(time, kernel::Kind::user_sends, scheduled);
          other.schedule(time, kernel::Kind::user_sends, scheduled++);
          continue;
        }
        const auto expected = queue.take(), taken = other.take();
        REQUIRE(expected.has_value() == taken.has_value());
        if (!expected) continue;
        REQUIRE(taken->time == expected->time);
        REQUIRE(taken->entity() == expected->entity());
        now = taken->time;
      }
    }
    CHECK_FALSE(other.take().has_value());
  }
}
