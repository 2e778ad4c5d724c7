// A topology in motion: what happens when a part fails, against arithmetic and against the run without the fault.
#include "tradewind/sim/chaos.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <span>

#include "support/tiny_world.h"

using namespace tradewind;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

// Each population has a region of its own nearby; a request of DNS's own making, without patience that ends.
World world_with(const std::string& manager, double rate_rps = 3) {
  World world = test::tiny_llm_world(rate_rps);
  world.traffic.manager = *find_traffic_manager(manager);
  world.region_rtt_ms = Grid(3, 3, 100);
  world.workloads[0].client.timeout_s = 10;
  return world;
}

ChaosOptions regions_only() { return {.warmup_s = 30, .fault_at_s = 30, .fault_for_s = 420, .after_s = 300, .faults = {FaultKind::region}}; }

const ChaosExperiment& of(const ChaosOutcome& outcome, const std::string& name) {
  const auto found = std::ranges::find(outcome.experiments, name, &ChaosExperiment::name);
  REQUIRE(found != outcome.experiments.end());
  return *found;
}

std::uint64_t failed(const ChaosExperiment& experiment) {
  std::uint64_t sum = 0;
  for (const ChaosMoment& moment : experiment.moments) sum += moment.failed();
  return sum;
}

}  // namespace

TEST_CASE("without a fault nobody is lost, and before a fault nothing differs to the last bit") {
  const World world = world_with("aws_route53_latency");
  const ChaosOutcome outcome = chaos(world, test::tiny_topology(world, {0, 1, 2}, 2), regions_only());
  CHECK(failed(outcome.baseline) == 0);
  REQUIRE(outcome.experiments.size() == 3);
  for (const ChaosExperiment& experiment : outcome.experiments) {
    std::size_t same = 0;
    // Requests that were sent shortly before the fault are hit by it.
    for (std::size_t i = 0; outcome.baseline.moments[i].at_s + 5 < 30 - 15; ++i, ++same) {
      const ChaosMoment &a = outcome.baseline.moments[i], &b = experiment.moments[i];
      CHECK(a.sent == b.sent);
      CHECK(a.completed == b.completed);
      CHECK(a.p95_ms == b.p95_ms);
      CHECK(a.sent_to == b.sent_to);
    }
    CHECK(same >= 2);
    // The same users send the same requests, whatever becomes of them.
    for (std::size_t i = 0; i < experiment.moments.size(); ++i) REQUIRE(experiment.moments[i].sent == outcome.baseline.moments[i].sent);
  }
}

TEST_CASE("the same seed gives the same bytes for any number of threads") {
  const World world = world_with("google_global_load_balancer");
  const Topology topology = test::tiny_topology(world, {0, 1}, 2);
  ChaosOptions options = regions_only();
  options.replications = 2;
  options.threads = 1;
  const ChaosOutcome alone = chaos(world, topology, options);
  options.threads = 3;
  CHECK(chaos(world, topology, options).fingerprint == alone.fingerprint);
  options.seed = 2;
  CHECK(chaos(world, topology, options).fingerprint != alone.fingerprint);
}

TEST_CASE("a dead region is noticed after its health checks, and left when caches and connections have run out") {
  // From docs/traffic.md, in seconds: the shortest and the longest time to the verdict.
  struct Expected {
    const char* manager;
    double first_s, last_s;
    double shifted_by_s;  // requests fail until then at the latest: verdict, TTL, a moment
  };
  const Expected e = GENERATE(Expected{"google_global_load_balancer", 5, 15, 20}, Expected{"aws_global_accelerator", 70, 100, 110},
                              Expected{"azure_traffic_manager", 100, 130, 170}, Expected{"aws_route53_latency", 60, 110, 175});
  World world = world_with(e.manager);
  world.traffic.manager.outstay_share = 0;
  const ChaosOutcome outcome = chaos(world, test::tiny_topology(world, {0, 1, 2}, 2), regions_only());
  for (const ChaosExperiment& experiment : outcome.experiments) {
    CAPTURE(e.manager, experiment.name);
    REQUIRE(experiment.detect_s);
    CHECK(*experiment.detect_s >= e.first_s);
    CHECK(*experiment.detect_s <= e.last_s);
    REQUIRE(experiment.shift_s);
    CHECK(*experiment.shift_s >= *experiment.detect_s - 30);  // shares are those of 30 s
    CHECK(*experiment.shift_s <= e.shifted_by_s);
    CHECK(experiment.failed > 0);
  }
}

TEST_CASE("as many requests are lost as come between a region's death and the last client's leaving") {
  World world = world_with("aws_global_accelerator", 6);
  world.workloads[0].client.timeout_s = 20;
  ChaosOptions options = regions_only();
  options.replications = 4;
  const ChaosOutcome outcome = chaos(world, test::tiny_topology(world, {0, 1, 2}, 3), options);
  const ChaosExperiment& experiment = of(outcome, "region aws:us-east-1");
  // New York alone sends there. A request is lost when it is under way as the region dies, or sent before the verdict.
  const double lost = static_cast<double>(experiment.failed) / options.replications;
  CHECK_THAT(lost, WithinRel(6 * *experiment.detect_s, 0.15));
  REQUIRE(experiment.victims.front().population == "New York, US");
  CHECK(experiment.victims.front().failed == experiment.failed);
  CHECK(experiment.victims.back().failed == 0);
}

TEST_CASE("clients that outstay the TTL are lost for longer, and those who try again reach another region") {
  World obedient = world_with("aws_route53_latency"), stubborn = obedient, patient = obedient;
  obedient.traffic.manager.outstay_share = 0;
  stubborn.traffic.manager.outstay_share = 0.3;
  stubborn.traffic.manager.outstay_s = 600;
  patient.traffic.manager.outstay_share = 0;
  patient.workloads[0].client.max_attempts = 16;
  const Topology topology = test::tiny_topology(obedient, {0, 1, 2}, 3);
  const auto lost = [&](const World& world) { return of(chaos(world, topology, regions_only()), "region aws:us-east-1").failed; };
  const auto usual = lost(obedient);
  CHECK(lost(stubborn) > 1.3 * static_cast<double>(usual));
  CHECK(lost(patient) == 0);
}

TEST_CASE("a request that its server gave up is lost once, though the server dies while the client pauses") {
  // No answer comes in time, so that at any moment most requests wait for their next attempt.
  World world = world_with("google_global_load_balancer", 4);
  world.workloads[0].client = {.timeout_s = 0.5, .max_attempts = 3, .backoff_ms = 20000, .backoff_max_ms = 20000, .backoff_jitter = 0};
  std::get<LlmServing>(world.workloads[0].serving).output_tokens = {900, 950, 1000};
  ChaosOptions options = regions_only();
  options.faults = {FaultKind::node};
  const ChaosOutcome outcome = chaos(world, test::tiny_topology(world, {0}, 1), options);
  // Each is sent three times and fails three times, with a fault or without: no attempt more, and no request counted twice.
  const ChaosExperiment& experiment = outcome.experiments.front();
  for (std::size_t i = 0; i < experiment.moments.size(); ++i) {
    REQUIRE(experiment.moments[i].sent == outcome.baseline.moments[i].sent);
    REQUIRE(experiment.moments[i].completed == 0);
  }
}

TEST_CASE("spill-over keeps a neighbour from drowning") {
  // Two regions share the load of three; together they can carry it, the one next to the dead region cannot.
  World world = world_with("google_global_load_balancer", 12);
  world.workloads[0].slo.target_ms = 2000;
  std::get<LlmServing>(world.workloads[0].serving).server.max_num_seqs = 32;
  World spilling = world;
  spilling.traffic.spill_over_at = 32;
  const Topology topology = test::tiny_topology(world, {0, 1, 2}, 1);
  const ChaosOutcome without = chaos(world, topology, regions_only()), with = chaos(spilling, topology, regions_only());
  const ChaosExperiment &drowned = of(without, "region aws:us-east-1"), &survived = of(with, "region aws:us-east-1");
  CAPTURE(drowned.failed, drowned.late, survived.failed, survived.late, drowned.sent);
  CHECK_FALSE(drowned.holds());
  CHECK(survived.holds());
  CHECK(survived.failed + survived.late < (drowned.failed + drowned.late) / 2);
}

TEST_CASE("with a gap, a region that is full hands on for longer, and changes less often") {
  World world = world_with("google_global_load_balancer", 0);
  world.workloads[0].client.timeout_s = 0;
  std::get<LlmServing>(world.workloads[0].serving).server.max_num_seqs = 32;
  for (double& rate : std::span(&world.rate_rps[0](0, 0), hours_per_week)) rate = 15;
  world.traffic.spill_over_at = 24;
  // Moments in which New York's requests go to Dublin, and how often that begins, with one replica in each region and users in New York alone.
  const auto handed_on = [&](double gap) {
    world.traffic.spill_over_gap = gap;
    const ChaosExperiment run =
        chaos(world, test::tiny_topology(world, {0, 1}, 1), {.warmup_s = 60, .fault_for_s = 600, .moment_s = 1, .faults = {}}).baseline;
    std::size_t begins = 0;
    std::uint64_t elsewhere = 0;
    for (std::size_t i = 1; i < run.moments.size(); ++i) {
      elsewhere += run.moments[i].sent_to[1];
      begins += run.moments[i].sent_to[1] > 0 && run.moments[i - 1].sent_to[1] == 0;
    }
    return std::pair(elsewhere, begins);
  };
  const auto [without, often] = handed_on(0);
  const auto [with, seldom] = handed_on(12);
  CAPTURE(without, often, with, seldom);
  CHECK(without > 100);
  CHECK(with > without);
  CHECK(seldom < often);
}

TEST_CASE("a lost node is replaced after detection and start-up, and a lost zone likewise") {
  World world = world_with("google_global_load_balancer");
  world.workloads[0].start_up = {.node_s = 60, .image_pull_s = 30, .load_s_per_gb = 0, .warm_up_s = 20};
  ChaosOptions options = regions_only();
  options.faults = {FaultKind::node, FaultKind::zone};
  options.fault_for_s = 600;
  const ChaosOutcome outcome = chaos(world, test::tiny_topology(world, {0}, 3), options);
  REQUIRE(outcome.experiments.size() == 2);
  for (const ChaosExperiment& experiment : outcome.experiments) {
    CAPTURE(experiment.name);
    const auto replicas_at = [&](double at_s) {
      return std::ranges::find_if(experiment.moments, [&](const ChaosMoment& moment) { return moment.at_s >= at_s; })->replicas[0];
    };
    CHECK(replicas_at(25) == 3);
    CHECK(replicas_at(36) == 2);
    // 40 s + 300 s until the loss is acted upon, at most 10 s until the next scan of the autoscaler, then node, image and warm-up.
    CHECK(replicas_at(30 + 340 + 105) == 2);
    CHECK(replicas_at(30 + 340 + 10 + 110 + 10) == 3);
  }
}

TEST_CASE("replicas follow the load") {
  World world = world_with("google_global_load_balancer", 12);
  world.workloads[0].autoscaling = Autoscaling{.min_replicas = 1, .max_replicas = 6, .target_requests = 8};
  world.workloads[0].start_up = {.node_s = 20, .image_pull_s = 10, .load_s_per_gb = 0, .warm_up_s = 10};
  ChaosOptions options = regions_only();
  options.faults = {};
  options.fault_for_s = 600;
  const ChaosOutcome outcome = chaos(world, test::tiny_topology(world, {0}, 1), options);
  const std::vector<ChaosMoment>& moments = outcome.baseline.moments;
  CHECK(moments.front().replicas[0] >= 1);
  CHECK(moments.back().replicas[0] >= 3);
  CHECK(moments.back().replicas[0] <= 6);
}

TEST_CASE("the order of the regions changes nothing but their order") {
  const World world = world_with("aws_route53_latency");
  World turned = world;
  const std::uint32_t to[] = {2, 0, 1};
  for (std::uint32_t r = 0; r < 3; ++r) turned.regions[to[r]] = world.regions[r];
  for (std::size_t p = 0; p < world.populations.size(); ++p)
    for (std::uint32_t r = 0; r < 3; ++r) turned.rtt_ms(p, to[r]) = world.rtt_ms(p, r);
  for (std::size_t o = 0; o < world.offers.size(); ++o) turned.offers[o].region = to[world.offers[o].region];
  const ChaosOutcome a = chaos(world, test::tiny_topology(world, {0, 1, 2}, 2), regions_only());
  const ChaosOutcome b = chaos(turned, test::tiny_topology(turned, {2, 0, 1}, 2), regions_only());
  for (const ChaosExperiment& experiment : a.experiments) {
    const ChaosExperiment& same = of(b, experiment.name);
    CHECK(same.failed == experiment.failed);
    CHECK(same.late == experiment.late);
    CHECK(same.detect_s == experiment.detect_s);
  }
}

TEST_CASE("options and topologies that cannot be are refused with a sentence") {
  World world = world_with("aws_route53_latency");
  const Topology topology = test::tiny_topology(world, {0}, 1);
  CHECK_THROWS_AS(chaos(world, topology, {.replications = 0}), std::invalid_argument);
  CHECK_THROWS_AS(chaos(world, topology, {.hour_of_week = 168}), std::invalid_argument);
  CHECK_THROWS_AS(chaos(world, topology, {.fault_for_s = 0}), std::invalid_argument);
  CHECK_THROWS_AS(chaos(world, topology, {.moment_s = 0}), std::invalid_argument);
  std::get<LlmServing>(world.workloads[0].serving).disaggregation = Disaggregation{1, 1, {0, 100}};
  CHECK_THROWS_AS(chaos(world, topology, {}), std::invalid_argument);
}
