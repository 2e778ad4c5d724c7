// Regions that sleep: who comes waits at the door until the first replica is ready, and nobody is lost or counted twice.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <set>

#include "engine/window.h"
#include "motion/experiment.h"
#include "support_elastic.h"

using namespace tradewind;
using Catch::Matchers::WithinAbs;
using engine::Fate;
using engine::RequestRecord;
using test::calm, test::replicas_at, test::slack_s, test::start_s;

namespace {

// From 3600 s on, users of one place send requests; before, nobody does. All of them travel alike.
World sleepy_world(double rate_rps = 0.2) {
  World world = test::elastic_world(0);
  world.rate_rps[0](0, 11) = rate_rps;
  world.network.jitter_share = 0;
  world.network.connection_reuse = 1;
  world.network.last_mile_p95_ms = world.network.last_mile_p50_ms;
  world.workloads[0].autoscaling->min_replicas = 0;
  return world;
}

constexpr double duration_s = 4200;

struct Observed {
  std::vector<RequestRecord> records;  // by when they were sent
  std::vector<motion::Happening> happenings;
};

// All times of a record are since the measured time began.
Observed observe(const World& world, const std::vector<std::uint32_t>& regions) {
  const Topology topology = test::tiny_topology(world, regions, 1);
  const ChaosOptions options = calm(duration_s);
  const motion::Stage stage(world, topology, options);
  motion::Motion motion(stage.plan(), topology, {}, 0, kernel::from_s(5));
  Observed seen;
  engine::simulate_window(stage.plan(), 0, 0, motion, [&](const RequestRecord& record) { seen.records.push_back(record); }, {});
  for (RequestRecord& record : seen.records)
    for (kernel::Time* time : {&record.sent, &record.first, &record.end}) *time -= stage.at(0);
  std::ranges::sort(seen.records, {}, &RequestRecord::sent);
  seen.happenings = motion.happenings();
  return seen;
}

double multiple_from(double time_s, double step_s) { return std::ceil(time_s / step_s) * step_s; }

// When the first replica is ready for a request that has come to the door: the next poll, the next scan, and the start.
double ready_s(double came_s) { return multiple_from(multiple_from(came_s, 15), 10) + start_s; }

constexpr double one_way_s = 0.0125;  // half of the route's 10 ms and the last mile's 15 ms

}  // namespace

TEST_CASE("the first requests wait for poll, scan, node, image and warm-up, and none is lost", "[elastic]") {
  const Observed seen = observe(sleepy_world(), {0});
  REQUIRE(seen.records.size() > 80);
  const double came_s = kernel::to_s(seen.records.front().sent) + one_way_s, ready = ready_s(came_s);
  CHECK(came_s > 3600);
  std::size_t waited = 0;
  for (const RequestRecord& record : seen.records) {
    CHECK(record.fate == Fate::completed);
    if (const double here_s = kernel::to_s(record.sent) + one_way_s; here_s < ready) {
      ++waited;
      CHECK(kernel::to_s(record.queue) > ready - here_s - 0.01);  // the bytes of a prompt take a moment too
      CHECK(kernel::to_s(record.queue) < ready - here_s + 0.5);   // all are given to it at once
    } else {
      CHECK(kernel::to_s(record.queue) < 1);
    }
  }
  CHECK(waited > 10);
  CHECK(seen.happenings.empty());  // nobody takes the region for down
}

TEST_CASE("a region falls asleep after the cooldown, and its node goes later", "[elastic]") {
  World world = sleepy_world();
  world.workloads[0].autoscaling->cooldown_period_s = 600;
  const ChaosExperiment run = chaos(world, test::tiny_topology(world, {0}, 1), calm(1200)).baseline;
  // As if there had been requests until the warm-up of 60 s began.
  CHECK(replicas_at(run, 535) == 1);
  CHECK(replicas_at(run, 545) == 0);
  // A request that comes before the empty node is taken away, 600 s later, waits for load and warm-up alone: not for the scan, node and image.
  world.rate_rps[0](0, 10) = 0;
  world.workloads[0].autoscaling->schedule = {{.start_minute = 10 * 60 + 18, .end_minute = 10 * 60 + 30, .replicas = 1}};
  const ChaosExperiment warm = chaos(world, test::tiny_topology(world, {0}, 1), calm(1200)).baseline;
  CHECK(replicas_at(warm, 1080 + 15) == 0);
  CHECK(replicas_at(warm, 1080 + 25) == 1);
}

TEST_CASE("outside of its times a schedule lets a region sleep, and wakes it inside", "[elastic]") {
  World world = sleepy_world(0);
  world.workloads[0].autoscaling->schedule = {{.start_minute = 10 * 60 + 20, .end_minute = 10 * 60 + 30, .replicas = 2}};
  const ChaosExperiment run = chaos(world, test::tiny_topology(world, {0}, 1), calm(3000)).baseline;
  CHECK(replicas_at(run, 1195) == 0);
  CHECK(replicas_at(run, 1200 + start_s + slack_s) == 2);
  CHECK(replicas_at(run, 1785 + 300) >= 1);  // the last active poll is that of 1785 s
  CHECK(replicas_at(run, 1785 + 315 + 5) == 0);
}

TEST_CASE("a region is awake above its activation threshold only", "[elastic]") {
  World world = sleepy_world();
  world.workloads[0].autoscaling->activation_requests = 4;
  const Observed seen = observe(world, {0});
  // The fifth that waits is one more than the threshold.
  const double fifth_s = kernel::to_s(seen.records[4].sent) + one_way_s, first_s = kernel::to_s(seen.records[0].sent) + one_way_s;
  REQUIRE(ready_s(fifth_s) > ready_s(first_s));
  CHECK_THAT(kernel::to_s(seen.records[0].queue), WithinAbs(ready_s(fifth_s) - first_s, 0.05));
}

TEST_CASE("clients that give up leave the door, and the others are served in their order", "[elastic]") {
  World world = test::tiny_classic_world(0);
  const World sleepy = sleepy_world(2);
  world.rate_rps = sleepy.rate_rps;
  world.network = sleepy.network;
  world.traffic = sleepy.traffic;
  world.region_rtt_ms = sleepy.region_rtt_ms;
  world.workloads[0].autoscaling = sleepy.workloads[0].autoscaling;
  world.workloads[0].start_up = sleepy.workloads[0].start_up;
  std::get<ClassicServing>(world.workloads[0].serving).server.max_batch_size = 1;
  world.workloads[0].client.timeout_s = 60;
  const Observed seen = observe(world, {0});
  const double ready = ready_s(kernel::to_s(seen.records.front().sent) + one_way_s);
  std::set<std::uint64_t> numbers;
  kernel::Time last_end = 0;
  std::size_t gave_up = 0;
  for (const RequestRecord& record : seen.records) {
    numbers.insert(record.number);
    const double sent_s = kernel::to_s(record.sent);
    if (sent_s + 60 < ready) {
      ++gave_up;
      CHECK(record.fate == Fate::timed_out);
      CHECK_THAT(kernel::to_s(record.end) - sent_s, WithinAbs(60, 1e-6));
    } else if (sent_s + 59 > ready) {
      CHECK(record.fate == Fate::completed);
      CHECK(record.end > last_end);
      last_end = record.end;
    }
  }
  CHECK(gave_up > 50);
  CHECK(numbers.size() == seen.records.size());
}

TEST_CASE("clients that try again leave the door and come back to it", "[elastic]") {
  World world = sleepy_world();
  world.workloads[0].client.timeout_s = 30;
  world.workloads[0].client.max_attempts = 6;
  world.workloads[0].client.backoff_ms = 0;
  const RequestRecord first = observe(world, {0}).records.front();
  const double came_s = kernel::to_s(first.sent) + one_way_s;
  CHECK(first.fate == Fate::completed);
  // One attempt after the other waits for 30 s, until the one during which the replica is ready.
  CHECK(first.attempts == 1 + static_cast<std::uint32_t>((ready_s(came_s) - came_s) / 30));
}

TEST_CASE("a region without replicas hands on to a neighbour with room, and who finds none waits", "[elastic]") {
  World world = sleepy_world(1);
  world.traffic.spill_over_at = 20;
  world.rate_rps[0](1, 10) = world.rate_rps[0](1, 11) = 0.5;
  const Observed seen = observe(world, {0, 1});
  for (const RequestRecord& record : seen.records) {
    CHECK(record.fate == Fate::completed);
    CHECK(kernel::to_s(record.queue) < 1);  // Dublin is awake
  }
  // Tokyo sleeps as well and helps nobody.
  const Observed both = observe(
      [] {
        World asleep = sleepy_world(1);
        asleep.traffic.spill_over_at = 20;
        return asleep;
      }(),
      {0, 2});
  CHECK(kernel::to_s(both.records.front().queue) > start_s);
  for (const RequestRecord& record : both.records) CHECK(record.fate == Fate::completed);
}

TEST_CASE("a manager that fills regions by their replicas leads to one that sleeps", "[elastic]") {
  World world = sleepy_world();
  world.traffic.max_rate_per_replica_rps = 2;
  for (const RequestRecord& record : observe(world, {0}).records) CHECK(record.fate == Fate::completed);
}

TEST_CASE("faults around regions that sleep lose no request from the count, whatever clients do", "[elastic]") {
  World world = sleepy_world(0.5);
  world.workloads[0].autoscaling->cooldown_period_s = 60;
  world.rate_rps[0](0, 10) = 0.02;
  world.rate_rps[0](2, 10) = 0.01;
  const Topology topology = test::tiny_topology(world, {0, 1}, 1);
  ChaosOptions options = calm(900);
  options.fault_at_s = 300;
  options.fault_for_s = 300;
  options.after_s = 300;
  options.faults = {FaultKind::region, FaultKind::zone, FaultKind::node, FaultKind::one_way_loss, FaultKind::metrics};
  options.replications = 4;
  for (const double timeout_s : {0.0, 40.0}) {
    world.workloads[0].client.timeout_s = timeout_s;
    world.workloads[0].client.max_attempts = timeout_s > 0 ? 3 : 1;
    world.workloads[0].client.hedge_after_ms = timeout_s > 0 ? 5000 : 0;
    options.threads = 1;
    const ChaosOutcome outcome = chaos(world, topology, options);
    options.threads = 3;
    CHECK(chaos(world, topology, options).fingerprint == outcome.fingerprint);
    REQUIRE(outcome.experiments.size() == 10);
    for (const ChaosExperiment& experiment : outcome.experiments) {
      CAPTURE(experiment.name, timeout_s);
      CHECK(experiment.sent == outcome.baseline.sent);
      for (const ChaosMoment& moment : experiment.moments) CHECK(moment.completed <= moment.sent);
    }
    if (timeout_s == 0) CHECK(outcome.baseline.failed == 0);
  }
}

TEST_CASE("who waits at the door of a region that is cut off hears nothing any more", "[elastic]") {
  World world = sleepy_world(0);
  world.rate_rps[0](0, 10) = 0.1;
  world.workloads[0].autoscaling->cooldown_period_s = 15;
  world.workloads[0].autoscaling->activation_requests = 1e6;  // it wakes at ten past ten, and not before
  world.workloads[0].autoscaling->schedule = {{.start_minute = 10 * 60 + 10, .end_minute = 10 * 60 + 30, .replicas = 1}};
  ChaosOptions options = calm(900);
  options.fault_at_s = 400;
  options.fault_for_s = 100;
  options.after_s = 400;
  options.faults = {FaultKind::region};
  const ChaosOutcome outcome = chaos(world, test::tiny_topology(world, {0}, 1), options);
  const ChaosExperiment& cut = outcome.experiments.front();
  std::uint64_t lost = 0;
  for (std::size_t i = 0; i < cut.moments.size(); ++i) {
    CHECK(outcome.baseline.moments[i].failed() == 0);
    CHECK(cut.moments[i].sent == outcome.baseline.moments[i].sent);
    if (cut.moments[i].at_s < 500) {
      lost += cut.moments[i].sent;
      CHECK(cut.moments[i].completed == 0);
    }
    if (cut.moments[i].at_s > 560) CHECK(cut.moments[i].failed() == 0);  // health checks have found it well
  }
  CHECK(lost > 30);
}
