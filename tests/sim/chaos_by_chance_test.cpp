// Parts that fail by chance against the rates that are stated, and against the first order that experiments one at a time give.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>

#include "support/tiny_world.h"
#include "tradewind/sim/chaos.h"

using namespace tradewind;
using Catch::Matchers::WithinRel;

namespace {

World fragile(double mtbf_h, double mttr_h) {
  World world = test::tiny_llm_world(1);
  world.traffic.manager = *find_traffic_manager("aws_route53_latency");
  world.region_rtt_ms = Grid(3, 3, 100);
  world.workloads[0].client.timeout_s = 10;
  world.reliability = {{FaultKind::region, mtbf_h, mttr_h}};
  return world;
}

}  // namespace

TEST_CASE("runs by chance lose what the first order says, where failures are rare and longer than it takes to notice them") {
  const World world = fragile(100, 1.0 / 3);
  const ChaosOptions options{
      .warmup_s = 30, .fault_at_s = 30, .fault_for_s = 3600, .after_s = 60, .moment_s = 10, .faults = {}, .random_runs = 200, .acceleration = 25};
  const ChaosOutcome outcome = chaos(world, test::tiny_topology(world, {0, 1}, 3), options);
  REQUIRE(outcome.by_chance);
  const ChaosByChance& chance = *outcome.by_chance;
  CHECK(chance.runs == 200);
  CHECK_THAT(chance.hours, WithinRel(200.0, 1e-9));
  // Two regions, 25 times as often as every 100 h, for 200 h: 100 failures; less for the time in which they are down already.
  const double expected = 2 * 200 / (4 + 1.0 / 3);
  CHECK(std::abs(static_cast<double>(chance.failures) - expected) < 4 * std::sqrt(expected));
  CHECK_THAT(chance.overlap, WithinRel((1.0 / 3) / (4 + 1.0 / 3), 1e-9));  // the other region is down for that share of the time
  CHECK(chance.overlaps());
  const auto first_order = outcome.expected_year(false);
  REQUIRE(first_order);
  CHECK(first_order->lost_requests > 0);
  CHECK(chance.lost_requests_ci95 > 0);
  CHECK(chance.lost_requests_ci95 < 0.5 * chance.year.lost_requests);
  CHECK(std::abs(chance.year.lost_requests - first_order->lost_requests) < 2 * chance.lost_requests_ci95 + 0.1 * first_order->lost_requests);
  CHECK(std::abs(chance.year.outage_minutes - first_order->outage_minutes) < 2 * chance.outage_minutes_ci95 + 0.1 * first_order->outage_minutes);
}

TEST_CASE("runs by chance are the same for any number of threads, leave the other experiments as they were, and need a rate") {
  const World world = fragile(10, 0.05);
  const Topology topology = test::tiny_topology(world, {0, 1}, 2);
  ChaosOptions options{.warmup_s = 30,
                       .fault_at_s = 30,
                       .fault_for_s = 600,
                       .after_s = 60,
                       .moment_s = 10,
                       .faults = {},
                       .random_runs = 6,
                       .acceleration = 20,
                       .threads = 1};
  const ChaosOutcome alone = chaos(world, topology, options);
  options.threads = 3;
  const ChaosOutcome together = chaos(world, topology, options);
  CHECK(alone.fingerprint == together.fingerprint);
  CHECK(alone.by_chance->failures == together.by_chance->failures);
  options.random_runs = 0;
  const ChaosOutcome without = chaos(world, topology, options);
  CHECK_FALSE(without.by_chance);
  REQUIRE(without.experiments.size() == alone.experiments.size());
  for (std::size_t i = 0; i < without.experiments.size(); ++i) CHECK(without.experiments[i].failed == alone.experiments[i].failed);

  options.random_runs = 4;
  World lasting = world;
  lasting.reliability.clear();
  const ChaosOutcome nothing = chaos(lasting, topology, options);
  CHECK(nothing.by_chance->failures == 0);
  CHECK(nothing.by_chance->year.lost_requests == 0);
}

TEST_CASE("the share of failures that find another part down is that of independent parts, and grows with the acceleration") {
  World world = fragile(100, 1);
  world.workloads[0].start_up = {.node_s = 60, .image_pull_s = 30, .load_s_per_gb = 0, .warm_up_s = 20};
  world.reliability = {{FaultKind::node, 50, 0}, {FaultKind::region, 100, 1}};
  const auto overlap = [&](double acceleration) {
    const ChaosOptions options{
        .warmup_s = 0, .fault_at_s = 0, .fault_for_s = 5, .after_s = 0, .faults = {}, .random_runs = 1, .acceleration = acceleration};
    return chaos(world, test::tiny_topology(world, {0}, 3), options).by_chance->overlap;
  };
  // Three nodes, missed after 340 s and replaced in 110 s, and their region.
  const double node_up_s = 50 * 3600 / 4.0, region_up_s = 100 * 3600 / 4.0;
  const double node_works = node_up_s / (node_up_s + 450), region_works = region_up_s / (region_up_s + 3600);
  const double nodes = 3 / (node_up_s + 450), region = 1 / (region_up_s + 3600);
  const double alone = nodes * node_works * node_works * region_works + region * node_works * node_works * node_works;
  CHECK_THAT(overlap(4), WithinRel(1 - alone / (nodes + region), 1e-9));
  CHECK(overlap(1) < ChaosByChance::tolerated_overlap);
  CHECK(overlap(8) > overlap(4));
}
