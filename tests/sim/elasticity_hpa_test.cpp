#include <array>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <stdexcept>
#include <vector>

#include "elasticity/hpa.h"

using namespace tradewind;
using namespace tradewind::elasticity;

namespace {

HpaSettings external(std::int32_t min, std::int32_t max, std::int64_t target) {
  HpaSettings settings;
  settings.min_replicas = min;
  settings.max_replicas = max;
  settings.metrics = {{MetricKind::average_value, milli(static_cast<double>(target)), false, 0}};
  return settings;
}

MetricReading total(std::optional<double> value) {
  MetricReading reading;
  if (value) reading.total = milli(*value);
  return reading;
}

// A target whose pods follow at once.
struct Follower {
  Hpa hpa;
  std::int32_t replicas;

  std::int32_t step(std::optional<double> load) {
    const std::vector<Pod> pods(static_cast<std::size_t>(replicas));
    const std::vector<MetricReading> metrics{total(load)};
    replicas = hpa.wake(hpa.next_wake(), {replicas, pods, metrics});
    return replicas;
  }
};

std::optional<std::int32_t> of_pods(const HpaSettings& settings, std::span<const Pod> pods, std::vector<PodSample> samples, std::int32_t replicas,
                                    Time now = 1000 * second) {
  const MetricReading reading{std::move(samples), {}};
  return proposal(settings, settings.metrics[0], reading, {replicas, pods, {&reading, 1}}, now);
}

PodSample sample(double value) { return {milli(value), 990 * second, 30 * second}; }

HpaSettings pods_average(double target) {
  HpaSettings settings = external(1, 100, 1);
  settings.metrics = {{MetricKind::pods_average, milli(target), false, 0}};
  return settings;
}

}  // namespace

// Target 10 a replica, 1 to 20 replicas, default behaviours, a sync every 15 s. What is written beside each step follows from the published rules.
TEST_CASE("the HPA follows a series of fifty steps computed by hand", "[elasticity]") {
  Follower target{Hpa(external(1, 20, 10)), 2};
  struct Step {
    std::optional<double> load;
    std::int32_t replicas;
  };
  std::vector<Step> series = {
      {20, 2},   {20, 2},   // ratio 1
      {21, 2},   {22, 2},   // 1.05 and 1.1: inside the tolerance, its bound included
      {23, 3},              // 1.15: ceil(2.3)
      {300, 7},             // 30 wanted; at most the larger of 3 + 4 and 3 x 2
      {300, 14},            // 7 x 2
      {300, 20}, {300, 20}  // the maximum; 30 is what is remembered
  };
  // 10 wanted, but the 30 of step 8 is younger than 300 s until step 28.
  for (int i = 9; i < 28; ++i) series.push_back({100, 20});
  series.insert(series.end(), {{100, 10},  // the window has only tens
                               {95, 10},
                               {90, 10},  // 0.95 and 0.9: inside the tolerance
                               {89, 10},  // 9 wanted, 10 in the window
                               {{}, 10},
                               {{}, 10},
                               {{}, 10},  // no metric, no change
                               {160, 16},
                               {160, 16}});
  while (series.size() < 50) series.push_back({5, 16});  // 1 wanted; 16 was at step 36 and is younger than 300 s until step 56
  REQUIRE(series.size() == 50);
  for (std::size_t i = 0; i < series.size(); ++i) {
    INFO("step " << i);
    CHECK(target.step(series[i].load) == series[i].replicas);
  }
  for (int i = 50; i < 56; ++i) CHECK(target.step(5) == 16);
  CHECK(target.step(5) == 1);
}

TEST_CASE("policies bound what a period may change, counted over all of its changes", "[elasticity]") {
  HpaSettings settings = external(1, 100, 10);
  settings.behavior->up = {0, SelectPolicy::min, {{PolicyType::pods, 3, 60 * second}, {PolicyType::percent, 100, 15 * second}}, {}};
  settings.behavior->down = {30 * second, SelectPolicy::max, {{PolicyType::pods, 1, 30 * second}}, {}};
  Follower target{Hpa(settings), 2};
  // Up: 4 by percent (5 by pods), then 5 = 2 + 3 until the first change is 60 s old: at step 4 only the change of step 1 (+1) counts, 5 - 1 + 3 = 7.
  const std::vector<std::int32_t> up = {4, 5, 5, 5, 7, 8};
  for (const std::int32_t replicas : up) CHECK(target.step(1000) == replicas);
  // Down by one in 30 s. Step 6 sees the recommendation 100 of step 5 (15 s old), step 7 no longer (30 s old: outside). The two pods added at step 4
  // and the one at step 5 are still inside of no period of 30 s at step 7 (45 and 30 s).
  const std::vector<std::int32_t> down = {8, 7, 7, 6, 6, 5, 5, 4};
  for (const std::int32_t replicas : down) CHECK(target.step(1) == replicas);
}

TEST_CASE("a window for scaling up takes the least recommendation in it", "[elasticity]") {
  HpaSettings settings = external(1, 100, 10);
  settings.behavior->up.stabilization_window = 60 * second;
  Follower target{Hpa(settings), 2};
  CHECK(target.step(20) == 2);
  for (int i = 1; i < 4; ++i) CHECK(target.step(60) == 2);  // the 2 of step 0 is in the window
  CHECK(target.step(50) == 5);                              // 60, 60, 60, 50: the least
}

TEST_CASE("a disabled direction does not move", "[elasticity]") {
  HpaSettings settings = external(1, 100, 10);
  settings.behavior->down.select = SelectPolicy::disabled;
  settings.behavior->down.stabilization_window = 0;
  settings.behavior->up.select = SelectPolicy::disabled;
  Follower target{Hpa(settings), 5};
  CHECK(target.step(500) == 5);
  CHECK(target.step(1) == 5);
}

TEST_CASE("each direction has its tolerance", "[elasticity]") {
  HpaSettings settings = external(1, 100, 10);
  settings.behavior->up.tolerance = 0;
  settings.behavior->down.tolerance = 0.5;
  settings.behavior->down.stabilization_window = 0;
  Follower target{Hpa(settings), 4};
  CHECK(target.step(40.1) == 5);
  CHECK(target.step(25) == 5);  // 0.5: inside
  CHECK(target.step(24) == 3);
}

TEST_CASE("without behaviours replicas at most double, or reach four", "[elasticity]") {
  HpaSettings settings = external(1, 100, 10);
  settings.behavior.reset();
  Follower target{Hpa(settings), 1};
  CHECK(target.step(1000) == 4);
  CHECK(target.step(1000) == 8);
  // The window includes its beginning: 100 was recommended at step 1 and holds until step 21.
  for (int i = 2; i <= 4; ++i) target.step(1000);
  for (int i = 5; i <= 24; ++i) CHECK(target.step(10) == 100);
  CHECK(target.step(10) == 1);
}

TEST_CASE("bounds hold without a metric, and zero replicas switch the HPA off", "[elasticity]") {
  CHECK(Follower{Hpa(external(2, 5, 10)), 9}.step({}) == 5);
  CHECK(Follower{Hpa(external(2, 5, 10)), 1}.step({}) == 2);
  CHECK(Follower{Hpa(external(2, 5, 10)), 0}.step(100) == 0);
  Follower from_zero{Hpa(external(0, 5, 10)), 0};
  CHECK(from_zero.step(0) == 0);
  CHECK(from_zero.step(31) == 4);
}

TEST_CASE("of several metrics the largest proposal counts, and a missing one forbids scaling down", "[elasticity]") {
  HpaSettings settings = external(1, 100, 10);
  settings.metrics.push_back({MetricKind::value, milli(100), false, 0});
  settings.behavior->down.stabilization_window = 0;
  const std::vector<Pod> pods(4);
  const auto replicas = [&](std::optional<double> first, std::optional<double> second_metric) {
    const std::vector<MetricReading> metrics{total(first), total(second_metric)};
    return Hpa(settings).wake(0, {4, pods, metrics});
  };
  // The recommendation of the first sync is the replicas there are, which a window of 0 does not hold.
  CHECK(replicas(60, 200) == 8);
  CHECK(replicas(70, 110) == 7);
  CHECK(replicas(10, 50) == 2);
  CHECK(replicas(10, {}) == 4);
  CHECK(replicas(60, {}) == 6);
  CHECK(replicas({}, {}) == 4);
}

TEST_CASE("a value for all replicas scales the ready pods", "[elasticity]") {
  HpaSettings settings = external(1, 100, 10);
  settings.metrics[0].kind = MetricKind::value;
  std::vector<Pod> pods(4);
  pods[3].ready = false;
  const MetricReading reading = total(20);
  CHECK(proposal(settings, settings.metrics[0], reading, {4, pods, {}}, 0) == 6);
  CHECK(proposal(settings, settings.metrics[0], total(10.9), {4, pods, {}}, 0) == 4);
  CHECK_FALSE(proposal(settings, settings.metrics[0], reading, {4, {}, {}}, 0).has_value());
}

TEST_CASE("pods without a figure damp the change", "[elasticity]") {
  const HpaSettings settings = pods_average(10);
  const std::vector<Pod> pods(4);
  CHECK(of_pods(settings, pods, {sample(20), sample(20), sample(20), sample(20)}, 4) == 8);
  // Up: missing pods count as idle: 60 / 4 = 15.
  CHECK(of_pods(settings, pods, {sample(20), sample(20), sample(20), {}}, 4) == 6);
  // Up, but no longer with the idle ones: 12 x 2 / 4 = 6 would turn the direction.
  CHECK(of_pods(settings, pods, {sample(12), sample(12), {}, {}}, 4) == 4);
  // Down: missing pods count as being at the target: (4 + 4 + 10 + 10) / 4 = 7, ceil(0.7 x 4).
  CHECK(of_pods(settings, pods, {sample(4), sample(4), {}, {}}, 4) == 3);
  // Down to more than there are: nothing.
  CHECK(of_pods(settings, pods, {sample(5), sample(5), {}, {}}, 2) == 2);  // 0.75 x 4 = 3
  CHECK_FALSE(of_pods(settings, pods, {}, 4).has_value());
  // Pending pods count as idle when scaling up and not at all when scaling down; those on their way out never.
  std::vector<Pod> mixed(4);
  mixed[2].phase = PodPhase::pending;
  mixed[3].phase = PodPhase::terminating;
  CHECK(of_pods(settings, mixed, {sample(20), sample(25), sample(99), sample(99)}, 3) == 5);  // 45 / 3 = 15, ceil(1.5 x 3)
  CHECK(of_pods(settings, mixed, {sample(5), sample(5), sample(99), sample(99)}, 3) == 1);
}

TEST_CASE("utilisation is percent of the request, without its fraction", "[elasticity]") {
  HpaSettings settings = external(1, 100, 1);
  settings.metrics = {{MetricKind::resource_utilization, 50, true, 1000}};
  const std::vector<Pod> pods(3, {PodPhase::running, true, 0, 10 * second});
  // (0.55 + 0.55 + 0.579) / 3 = 55.97 %, cut to 55 %: 1.1, inside the tolerance.
  CHECK(of_pods(settings, pods, {sample(0.55), sample(0.55), sample(0.579)}, 3) == 3);
  CHECK(of_pods(settings, pods, {sample(0.6), sample(0.6), sample(0.6)}, 3) == 4);
  // Down: a missing pod counts with all of its request: (0.1 + 0.1 + 1) / 3 = 40 %.
  CHECK(of_pods(settings, pods, {sample(0.1), sample(0.1), {}}, 3) == 3);
  settings.metrics[0].target = 200;                                        // above the request: with the target, 2 cores
  CHECK(of_pods(settings, pods, {sample(0.1), sample(0.1), {}}, 3) == 2);  // 220 / 3 = 73 %, 0.365 x 3 = 1.1
}

TEST_CASE("the CPU of a pod that starts is not trusted", "[elasticity]") {
  HpaSettings settings = external(1, 100, 1);
  settings.metrics = {{MetricKind::resource_utilization, 50, true, 1000}};
  const Pod old{PodPhase::running, true, 0, 10 * second};
  const std::vector<PodSample> samples{sample(0.8), sample(1.0)};
  const auto with = [&](const Pod& second_pod) { return of_pods(settings, std::vector<Pod>{old, second_pod}, samples, 2); };
  // In the initialisation period: not ready, or ready for less than a window of the metric (990 - 30 = 960).
  CHECK(with({PodPhase::running, false, 900 * second, 900 * second}) == 2);  // (80 + 0) / 2 = 40 % turns
  CHECK(with({PodPhase::running, true, 900 * second, 961 * second}) == 2);
  CHECK(with({PodPhase::running, true, 900 * second, 960 * second}) == 4);  // 90 % / 50 % x 2 = 3.6
  // After it (300 s): not ready counts unless it has never been (last change within 30 s of the start).
  CHECK(with({PodPhase::running, false, 700 * second, 729 * second}) == 2);
  CHECK(with({PodPhase::running, false, 700 * second, 730 * second}) == 4);
  // The same pods with another resource: all count.
  settings.metrics[0].cpu = false;
  CHECK(with({PodPhase::running, false, 900 * second, 900 * second}) == 4);
}

TEST_CASE("settings of an HPA that cannot be are refused", "[elasticity]") {
  HpaSettings settings = external(1, 10, 10);
  settings.min_replicas = 11;
  CHECK_THROWS_AS(Hpa(settings), std::invalid_argument);
  settings = pods_average(5);
  settings.min_replicas = 0;
  CHECK_THROWS_AS(Hpa(settings), std::invalid_argument);
  settings = external(1, 10, 0);
  CHECK_THROWS_AS(Hpa(settings), std::invalid_argument);
  settings = external(1, 10, 1);
  settings.behavior->up.policies.clear();
  CHECK_THROWS_AS(Hpa(settings), std::invalid_argument);
}
