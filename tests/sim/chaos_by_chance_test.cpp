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
