// Stages and mirrors against closed forms, and Kafka's documented defaults.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <vector>

#include "random/draws.h"
#include "streams/replication.h"
#include "support/tiny_world.h"
#include "tradewind/sim/streams.h"

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

TEST_CASE("a producer's batch leaves when it is full, or when its linger is over") {
  EventStream stream = payments();  // 1000 events of 1000 bytes a second
  stream.linger_ms = 100;
  CHECK(producer(stream).period() == kernel::from_s(0.016384));
  stream.partitions = 4;
  CHECK(producer(stream).period() == kernel::from_s(4 * 0.016384));
  stream.partitions = 100;
  CHECK(producer(stream).period() == kernel::from_ms(100));
  stream.linger_ms = 0;
  CHECK(producer(stream).period() == 0);
}

TEST_CASE("the documented defaults of Kafka and MirrorMaker 2") {
  // apache/kafka@1eb7644349cb, 2024-10-25: ProducerConfig (batch.size 16384, acks all, buffer.memory 33554432), MirrorCheckpointConfig,
  // ConsumerConfig.
  const EventStream stream;
  CHECK(stream.batch_bytes == 16384);
  CHECK(stream.acks == ProducerAcks::all);
  CHECK(stream.buffer_bytes == 32 * 1024 * 1024);
  CHECK(stream.linger_ms == 0);
  CHECK(stream.retention_h == 7 * 24);
  CHECK(checkpoint_interval_s == 60);
  CHECK(offset_sync_interval_s == 60);
  CHECK(auto_commit_interval_s == 5);
}

namespace {

World following(StreamReplication replication) {
  World world = test::tiny_llm_world();
  world.region_rtt_ms = Grid(3, 3, 80);
  world.region_rtt_ms(0, 2) = 160;
  EventStream stream = payments();
  stream.replication = replication;
  stream.ingest_delay_s = 2;
  world.data.streams = {stream};
  FeatureStore store;
  store.stream = 0;
  world.data.feature_stores = {store};
  world.workloads[0].features = {{0, true, 0}};
  return world;
}

}  // namespace

TEST_CASE("the outlook of a stream is that of its stages") {
  const World world = following(StreamReplication::mirror_maker_2);
  const StreamOutlook outlook = stream_outlooks(world, test::tiny_topology(world, {0, 1, 2}, 1), 600).at(0);
  REQUIRE(outlook.regions.size() == 2);  // home does not follow
  const StreamRegion& tokyo = outlook.regions[1];
  CHECK_THAT(tokyo.arrival_mean_s, WithinRel(0.160, 1e-9));  // uniform on half a round trip to one and a half
  CHECK_THAT(tokyo.arrival_max_s, WithinRel(0.240, 1e-9));
  CHECK_THAT(tokyo.readable_mean_s, WithinRel(2.160, 1e-9));
  CHECK_THAT(tokyo.lost_events, WithinRel(160.0, 1e-9));
  CHECK_THAT(tokyo.duplicate_events, WithinRel(62500.0, 1e-9));
  // 600,000 events wait; 2000 a second are spare.
  CHECK_THAT(tokyo.backlog_events, WithinRel(600000.0, 1e-9));
  CHECK_THAT(tokyo.level_after_s, WithinRel(300.0, 1e-9));
  CHECK(tokyo.expired_events == 0);
  CHECK_THAT(outlook.held_up_after_s, WithinRel(33.554432, 1e-9));
  CHECK_THAT(outlook.gb_per_month_and_region, WithinRel(730 * 3.6, 1e-9));
  // A cut that is longer than the topic keeps events.
  const StreamRegion after = stream_outlooks(world, test::tiny_topology(world, {1}, 1), 200 * 3600.0).at(0).regions.at(0);
  CHECK_THAT(after.expired_events, WithinRel(32 * 3600 * 1000.0, 1e-9));
  CHECK_THAT(after.level_after_s, WithinRel(168 * 3600 / 2.0, 1e-9));
}

TEST_CASE("an active-active stream comes to every region from all others, each with its part") {
  World world = following(StreamReplication::mirror_maker_2);
  world.data.streams[0].active_active = true;
  const StreamOutlook outlook = stream_outlooks(world, test::tiny_topology(world, {0, 1, 2}, 1), 600).at(0);
  REQUIRE(outlook.regions.size() == 3);
  // Into Tokyo from 0 in 160 ms and from 1 in 80 ms, in the mean.
  const StreamRegion& tokyo = outlook.regions[2];
  CHECK_THAT(tokyo.arrival_mean_s, WithinRel(0.120, 1e-9));
  CHECK_THAT(tokyo.arrival_max_s, WithinRel(0.240, 1e-9));
  CHECK_THAT(tokyo.lost_events, WithinRel(1000 / 3.0 * 0.120, 1e-9));
  CHECK_THAT(tokyo.backlog_events, WithinRel(600 * 2000 / 3.0, 1e-9));
  CHECK_THAT(tokyo.level_after_s, WithinRel(400000 / (3000 - 2000 / 3.0), 1e-9));
  CHECK_THAT(outlook.gb_per_month_and_region, WithinRel(730 * 3.6 * 2 / 3, 1e-9));
}

TEST_CASE("acknowledgements wait for as many replicas as were asked for") {
  const auto acknowledged = [](StreamReplication replication, ProducerAcks acks) {
    World world = following(replication);
    world.data.streams[0].acks = acks;
    return stream_outlooks(world, test::tiny_topology(world, {1, 2}, 1), 0).at(0).acknowledged_ms;
  };
  const double zone = acknowledged(StreamReplication::mirror_maker_2, ProducerAcks::leader);
  CHECK(zone > 0);
  CHECK(acknowledged(StreamReplication::mirror_maker_2, ProducerAcks::none) == 0);
  CHECK(acknowledged(StreamReplication::mirror_maker_2, ProducerAcks::all) == 2 * zone);
  CHECK(acknowledged(StreamReplication::stretched, ProducerAcks::all) == zone + 160);  // the farthest replica
  World alone = following(StreamReplication::mirror_maker_2);
  alone.data.streams[0].replication_factor = 1;
  CHECK(stream_outlooks(alone, test::tiny_topology(alone, {1, 2}, 1), 0).at(0).acknowledged_ms == zone);
}
