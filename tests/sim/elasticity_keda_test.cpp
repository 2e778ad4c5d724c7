#include "elasticity/keda.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <stdexcept>
#include <vector>

#include "elasticity/forecast.h"

using namespace tradewind;
using namespace tradewind::elasticity;

namespace {

struct Target {
  Keda keda;
  std::int32_t replicas;

  // Wakes with a constant queue up to `end`; the replicas after it.
  std::int32_t run(Time end, std::optional<double> queue) {
    while (keda.next_wake() <= end) {
      const std::vector<Pod> pods(static_cast<std::size_t>(replicas));
      const std::optional<double> values[] = {queue};
      replicas = keda.wake(keda.next_wake(), replicas, pods, values);
    }
    return replicas;
  }
};

KedaSettings queue_of(double target, double activation) {
  KedaSettings settings;
  settings.triggers = {{target, activation}};
  return settings;
}

}  // namespace

TEST_CASE("KEDA wakes from zero, leaves the rest to the HPA, and puts to sleep", "[elasticity]") {
  Target target{Keda(queue_of(10, 5)), 0};
  CHECK(target.run(299 * second, 5) == 0);   // not above the activation threshold
  CHECK(target.run(300 * second, 35) == 4);  // the poll makes one, the sync of the same moment ceil(3.5)
  CHECK(target.run(330 * second, 35) == 4);
  // The HPA holds four until its window has no more fours (the last is of 330 s), then one; KEDA takes that one at the first poll more than 300 s
  // after the last active one.
  CHECK(target.run(629 * second, 0) == 4);
  CHECK(target.run(659 * second, 0) == 1);
  CHECK(target.run(660 * second, 0) == 0);
}

TEST_CASE("the cooldown begins with the last active poll", "[elasticity]") {
  Target target{Keda(queue_of(10, 0)), 1};
  CHECK(target.run(0, 1) == 1);
  CHECK(target.run(300 * second, 0) == 1);  // 300 s are not more than 300 s
  CHECK(target.run(329 * second, 0) == 1);
  CHECK(target.run(330 * second, 0) == 0);
  CHECK(target.run(10'000 * second, 0) == 0);
  CHECK(target.run(10'020 * second, 3) == 1);
}

TEST_CASE("a target that never was active sleeps after the initial cooldown", "[elasticity]") {
  CHECK(Target{Keda(queue_of(10, 0)), 2}.run(0, 0) == 0);
  KedaSettings settings = queue_of(10, 0);
  settings.initial_cooldown = 100 * second;
  Target target{Keda(settings), 1};
  CHECK(target.run(90 * second, 0) == 1);
  CHECK(target.run(120 * second, 0) == 0);
  settings.min_replicas = 2;
  CHECK(Target{Keda(settings), 0}.run(0, 0) == 2);
  CHECK_THROWS_AS(Keda(KedaSettings{}), std::invalid_argument);
}

TEST_CASE("nothing goes to sleep while a trigger cannot be read, and the cooldown counts from the last poll that could", "[elasticity]") {
  Target target{Keda(queue_of(10, 0)), 1};
  CHECK(target.run(30 * second, 4) == 1);
  CHECK(target.run(3000 * second, {}) == 1);
  CHECK(target.run(3015 * second, 0) == 1);  // between two polls
  CHECK(target.run(3030 * second, 0) == 0);
  CHECK(target.run(4000 * second, {}) == 0);  // nor does anything wake up
}

TEST_CASE("a fallback holds as many replicas as it says from one failed reading more than its threshold on", "[elasticity]") {
  KedaSettings settings = queue_of(10, 0);
  settings.fallback = FallbackReplicas{.failure_threshold = 3, .replicas = 5};
  Target target{Keda(settings), 2};
  CHECK(target.run(60 * second, 20) == 2);
  // The HPA reads every 15 s: in vain at 75, 90 and 105 s, and at 120 s for the fourth time.
  CHECK(target.run(119 * second, {}) == 2);
  CHECK(target.run(120 * second, {}) == 5);
  CHECK(target.run(1000 * second, {}) == 5);
  // One reading is enough to count anew; its proposal of two comes into effect when the window of 300 s no longer holds the five of 990 s.
  CHECK(target.run(1005 * second, 20) == 5);
  CHECK(target.run(1289 * second, 20) == 5);
  CHECK(target.run(1305 * second, 20) == 2);
  CHECK(target.run(1350 * second, {}) == 2);
  CHECK(target.run(1365 * second, {}) == 5);
}

TEST_CASE("predicted replicas are there before the load of last week returns", "[elasticity]") {
  std::vector<double> week(168, 100);
  week[10] = 1000;
  const PredictiveScaling scaling{.load_per_replica = 100, .margin = 0.2, .lead_minutes = 15, .min_replicas = 0, .max_replicas = 11};
  CHECK(predicted_replicas(scaling, week, 9 * 60) == 2);  // ceil(1.2)
  CHECK(predicted_replicas(scaling, week, 9 * 60 + 44) == 2);
  CHECK(predicted_replicas(scaling, week, 9 * 60 + 45) == 11);  // 12, at most 11
  CHECK(predicted_replicas(scaling, week, 10 * 60 + 59) == 11);
  CHECK(predicted_replicas(scaling, week, 11 * 60) == 2);
  week[0] = 500;
  CHECK(predicted_replicas(scaling, week, minutes_of_week - 1) == 6);
  CHECK_THROWS_AS(predicted_replicas(scaling, {}, 0), std::invalid_argument);
}
