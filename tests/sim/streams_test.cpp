// Stages and mirrors against closed forms, and Kafka's documented defaults.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <vector>

#include "random/draws.h"
#include "streams/replication.h"

using namespace tradewind;
using namespace tradewind::streams;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

constexpr kernel::Time second = 1'000'000'000;

EventStream payments() { return {.name = "payments", .home = 0, .events_per_s = 1000, .linger_ms = 0, .mirror_events_per_s = 3000}; }

}  // namespace

TEST_CASE("what a batch job shows is of an age that is uniform over its interval, after its run") {
  const Stage hourly(3600 * second, 300 * second, 17 * second);
  std::vector<double> ages;
  const random::Stream draws(1, 0, random::Purpose::faults, 0, 0);
  for (std::uint64_t i = 0; i < 100000; ++i) {
    const kernel::Time now = kernel::from_s(draws.draw(i)[0] * 1e6);
    ages.push_back(kernel::to_s(now - hourly.passed(now)));
  }
  std::ranges::sort(ages);
  CHECK(ages.front() >= 300);
  CHECK(ages.back() <= 3900);
  for (const double q : {0.05, 0.25, 0.5, 0.75, 0.95})
    CHECK_THAT(ages[static_cast<std::size_t>(q * 1e5)], WithinAbs(300 + 3600 * q, 30));  // 6 standard errors
  CHECK(hourly.mean_age_s() == 2100);
}

TEST_CASE("a stage answers before its first tick as after it, and never goes back") {
  const Stage stage(10 * second, 3 * second, 4 * second);
  CHECK(stage.passed(0) == -6 * second);
  CHECK(stage.passed(7 * second - 1) == -6 * second);
  CHECK(stage.passed(7 * second) == 4 * second);
  CHECK(Stage(0, 3 * second).passed(second) == -2 * second);
  kernel::Time last = stage.passed(-100 * second);
  for (kernel::Time now = -100 * second; now < 100 * second; now += second / 7) {
    CHECK(stage.passed(now) >= last);
    last = stage.passed(now);
  }
  CHECK_THROWS_AS(Stage(-1, 0), std::invalid_argument);
}

TEST_CASE("a mirror that stood still is level again after backlog over spare rate") {
  for (const double speed : {1.25, 2.0, 3.0, 11.0}) {
    Mirror mirror(Stage(0, second), speed);
    const kernel::Time begin = 100 * second, length = 600 * second, end = begin + length;
    mirror.stand_still(begin);
    mirror.stand_still(begin + second);  // changes nothing
    CHECK(mirror.stands_still());
    CHECK(mirror.passed(end - 1) == begin - second);
    mirror.go_on(end);
    const kernel::Time level = end + Mirror::catch_up_time(length, speed);
    CHECK_THAT(kernel::to_s(level - end), WithinRel(600 * 1000.0 / (1000 * speed - 1000), 1e-9));
    CHECK(mirror.passed(level - second / 10) < level - second / 10 - second);
    CHECK_THAT(kernel::to_s(mirror.passed(level + 2)), WithinAbs(kernel::to_s(level + 2 - second), 1e-6));
    CHECK(mirror.passed(begin - second) == begin - 2 * second);  // as it was before
  }
  CHECK_THROWS_AS(Mirror(Stage(), 1), std::invalid_argument);
}

TEST_CASE("a mirror that stands still again before it is level goes on from where it was") {
  Mirror mirror(Stage(0, 0), 2);
  mirror.stand_still(100 * second);
  mirror.go_on(200 * second);
  mirror.stand_still(250 * second);  // has seen 100 + 2 * 50
  CHECK(mirror.passed(260 * second) == 200 * second);
  mirror.go_on(260 * second);
  CHECK(mirror.passed(270 * second) == 220 * second);
  CHECK(mirror.passed(320 * second) == 320 * second);  // level: 200 + 2 * 60
  CHECK(mirror.passed(150 * second) == 100 * second);
}

TEST_CASE("a mirror that fetches without a pause is a bulk queue with a fixed service time and no largest batch") {
  // Events come as a Poisson process, wait for the fetch that follows, and are there half a round trip after it: T/2 + T/2 in the mean (Bailey,
  // 1954).
  EventStream stream = payments();
  const Mirror mirror = replication(stream, 80, 80);
  const random::Stream draws(2, 0, random::Purpose::faults, 0, 0);
  double now_s = 1, waits_s = 0;
  constexpr int events = 100000;
  for (std::uint64_t i = 0; i < events; ++i) {
    now_s -= std::log(draws.draw(i)[0]) / stream.events_per_s;
    const kernel::Time produced = kernel::from_s(now_s);
    kernel::Time there = produced;
    while (mirror.passed(there) < produced) there += kernel::from_ms(0.5);
    waits_s += kernel::to_s(there - produced) / events;
  }
  CHECK_THAT(1e3 * waits_s, WithinAbs(80, 0.75));  // looked at every 0.5 ms
  CHECK_THAT(1e3 * mirror.stage().mean_age_s(), WithinRel(80.0, 1e-12));
}

TEST_CASE("what fail-over loses and repeats: Kafka's documented intervals") {
  // apache/kafka@1eb7644349cb, 2024-10-25: MirrorCheckpointConfig (emit.checkpoints.interval 60 s, sync.group.offsets.interval 60 s), ConsumerConfig
  // (auto.commit.interval 5 s).
  EventStream stream = payments();
  const FailOver mirrored = fail_over(stream, replication(stream, 80, 80), 0);
  CHECK_THAT(mirrored.lost_events, WithinRel(1000 * 0.080, 1e-12));
  CHECK_THAT(mirrored.duplicate_events, WithinRel(1000 * (2.5 + 30 + 30), 1e-12));
  stream.replication = StreamReplication::cluster_link;
  CHECK_THAT(fail_over(stream, replication(stream, 80, 80), 1).duplicate_events, WithinRel(1000 * 3.0, 1e-12));
  stream.replication = StreamReplication::stretched;
  const Mirror stretched = replication(stream, 80, 150);
  CHECK(fail_over(stream, stretched, 0).lost_events == 0);
  CHECK(stretched.stage().delay() == kernel::from_ms(150 + 40));
}
