// Who is led where in a topology in motion: residency, traffic dials, waterfalls by rate, geographic records, fail-over orders.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>

#include "support/tiny_world.h"
#include "tradewind/sim/chaos.h"
#include "tradewind/sim/simulate.h"

using namespace tradewind;
using Catch::Matchers::WithinAbs;

namespace {

World behind(const char* manager, double rate_rps = 4) {
  World world = test::tiny_llm_world(rate_rps);
  world.traffic.manager = *find_traffic_manager(manager);
  world.region_rtt_ms = Grid(3, 3, 100);
  world.workloads[0].client.timeout_s = 10;
  return world;
}

ChaosOptions options_of(std::vector<FaultKind> faults) {
  return {.warmup_s = 30, .fault_at_s = 120, .fault_for_s = 300, .after_s = 60, .faults = std::move(faults)};
}

// Requests sent to each region between two times.
std::vector<double> sent_to(const ChaosExperiment& experiment, double from_s, double to_s) {
  std::vector<double> sum(experiment.moments.front().sent_to.size());
  for (const ChaosMoment& moment : experiment.moments)
    for (std::size_t r = 0; r < sum.size(); ++r)
      if (moment.at_s >= from_s && moment.at_s < to_s) sum[r] += static_cast<double>(moment.sent_to[r]);
  return sum;
}

std::vector<double> shares_of(const std::vector<double>& counts) {
  double all = 0;
  for (const double count : counts) all += count;
  std::vector<double> shares;
  for (const double count : counts) shares.push_back(count / all);
  return shares;
}

const ChaosExperiment& of(const ChaosOutcome& outcome, const std::string& name) {
  const auto found = std::ranges::find(outcome.experiments, name, &ChaosExperiment::name);
  REQUIRE(found != outcome.experiments.end());
  return *found;
}

}  // namespace

TEST_CASE("residency holds when the region that may serve is lost, and spill-over does not cross it") {
  World world = behind("google_global_load_balancer");
  world.traffic.spill_over_at = 1;
  const Topology topology = test::tiny_topology(world, {0, 1, 2}, 2);
  World bound = world;
  bound.residency = Residency(1, 3, 3);
  for (std::uint32_t region : {0, 2}) bound.residency.forbid(0, 1, region);
  // Nobody else may go where Dublin has to stay.
  for (std::uint32_t population : {0, 2}) bound.residency.forbid(0, population, 1);

  const ChaosOutcome free_outcome = chaos(world, topology, options_of({FaultKind::region}));
  const ChaosOutcome outcome = chaos(bound, topology, options_of({FaultKind::region}));
  const ChaosExperiment& lost = of(outcome, "region aws:eu-west-1");
  std::uint64_t dublins = 0, failed = 0;
  for (const ChaosVictims& victims : lost.victims)
    if (victims.population == "Dublin, IE") {
      dublins = victims.sent;
      failed = victims.failed;
    }
  REQUIRE(dublins > 800);
  CHECK(failed == dublins);
  CHECK(lost.failed >= failed);
  CHECK(of(free_outcome, "region aws:eu-west-1").failed < failed);
  // All requests of the whole run went where they may: those in eu-west-1 are Dublin's, however full the others were.
  const std::vector<double> counts = sent_to(outcome.baseline, 0, 480);
  CHECK_THAT(counts[1], WithinAbs(4 * 480, 5 * std::sqrt(4 * 480)));
}

TEST_CASE("a traffic dial passes on what it does not take, in the simulation as in the routing shares") {
  World world = behind("aws_global_accelerator");
  world.traffic.dials = {0.25, 1, 1};
  const Topology topology = test::tiny_topology(world, {0, 1, 2}, 2);
  const ChaosOutcome outcome = chaos(world, topology, options_of({}));
  const std::vector<double> shares = shares_of(sent_to(outcome.baseline, 0, 480));
  const Grid expected = routing_shares(world, topology)[0];
  for (std::size_t region = 0; region < 3; ++region) {
    const double mean = (expected(0, region) + expected(1, region) + expected(2, region)) / 3;
    CHECK_THAT(shares[region], WithinAbs(mean, 0.03));
  }
  CHECK_THAT(shares[0], WithinAbs(0.25 / 3, 0.02));
}

TEST_CASE("a waterfall passes on the rate that a region's replicas are not to get") {
  World world = behind("google_global_load_balancer", 6);
  world.traffic.max_rate_per_replica_rps = 2;  // room for 4, 8 and 8 requests/s where 6 come to each
  Topology topology = test::tiny_topology(world, {0, 1, 2}, 4);
  topology.pools[0].replicas = 2;
  const ChaosOutcome outcome = chaos(world, topology, options_of({FaultKind::region}));
  const std::vector<double> shares = shares_of(sent_to(outcome.baseline, 0, 480));
  // 4 of the first region's 6 stay; its next nearest one has room for 2 more. The rates that are measured fluctuate, so that a little more goes on.
  CHECK_THAT(shares[0], WithinAbs(4.0 / 18, 0.015));
  CHECK_THAT(shares[1] + shares[2], WithinAbs(14.0 / 18, 0.015));
  // When the third region is lost, its users go to the others in proportion to the room: 12 of 18 fit, and all are overloaded alike.
  const std::vector<double> left = shares_of(sent_to(of(outcome, "region aws:ap-northeast-1"), 180, 400));
  CHECK_THAT(left[0], WithinAbs(4.0 / 12, 0.03));
  CHECK_THAT(left[1], WithinAbs(8.0 / 12, 0.03));
}

TEST_CASE("geographic records keep users in their country and continent, a fail-over sends all to the first region") {
  World world = behind("aws_route53_geolocation");
  world.regions[0].country_iso2 = "US", world.regions[1].country_iso2 = "IE", world.regions[2].country_iso2 = "JP";
  world.regions[0].continent = "north-america", world.regions[1].continent = "europe", world.regions[2].continent = "asia";
  world.populations[0].country_iso2 = "FR", world.populations[0].continent = "europe";  // near us-east-1, and yet led to Ireland
  world.populations[1].country_iso2 = "IE", world.populations[1].continent = "europe";
  world.populations[2].country_iso2 = "JP", world.populations[2].continent = "asia";
  const Topology topology = test::tiny_topology(world, {0, 1, 2}, 2);
  const auto shares = [&] { return shares_of(sent_to(chaos(world, topology, options_of({})).baseline, 0, 480)); };
  CHECK_THAT(shares()[1], WithinAbs(2.0 / 3, 0.03));
  CHECK(shares()[0] == 0);
  world.traffic.manager = *find_traffic_manager("aws_route53_failover");
  CHECK(shares()[0] == 1);
}

TEST_CASE("simulate deals the requests as the manager does, as far as chaos sees it while everything is well") {
  for (const TrafficManager& manager : traffic_managers()) {
    World world = behind(manager.id.c_str(), 8);
    world.rtt_ms(0, 1) = 40;  // within Front Door's bucket of the nearest
    world.populations[0].country_iso2 = "FR", world.populations[0].continent = "europe";
    // In another order than that of the regions, for a fail-over.
    const Topology topology = test::tiny_topology(world, {2, 0, 1}, 3);
    const ChaosOutcome played = chaos(world, topology, options_of({}));
    const Outcome outcome = simulate(world, topology, {.replications = 1, .windows = 8, .window_s = 60, .warmup_s = 10});
    std::vector<double> simulated(3);
    for (const PoolOutcome& pool : outcome.pools)
      simulated[static_cast<std::size_t>(std::ranges::find(played.regions, pool.region) - played.regions.begin())] =
          static_cast<double>(pool.requests.offered);
    const std::vector<double> expected = shares_of(sent_to(played.baseline, 0, 480)), found = shares_of(simulated);
    for (std::size_t region = 0; region < 3; ++region) {
      CAPTURE(manager.id, played.regions[region]);
      CHECK_THAT(found[region], WithinAbs(expected[region], 0.03));
    }
  }
}

TEST_CASE("simulate passes on the rate that a region's replicas are not to get, as chaos does") {
  World world = behind("google_global_load_balancer", 6);
  world.traffic.max_rate_per_replica_rps = 2;  // room for 4, 8 and 8 requests/s where 6 come to each
  Topology topology = test::tiny_topology(world, {0, 1, 2}, 4);
  topology.pools[0].replicas = 2;
  const Outcome outcome = simulate(world, topology, {.replications = 1, .windows = 8, .window_s = 120, .warmup_s = 30});
  std::vector<double> offered;
  for (const PoolOutcome& pool : outcome.pools) offered.push_back(static_cast<double>(pool.requests.offered));
  const std::vector<double> shares = shares_of(offered);
  CHECK_THAT(shares[0], WithinAbs(4.0 / 18, 0.015));
  CHECK_THAT(shares[1] + shares[2], WithinAbs(14.0 / 18, 0.015));
  const std::vector<Grid> expected = routing_shares(world, topology);
  CHECK_THAT((expected[0](0, 0) + expected[0](1, 0) + expected[0](2, 0)) / 3, WithinAbs(4.0 / 18, 1e-12));
  // Without the limit everybody goes to the nearest region.
  world.traffic.max_rate_per_replica_rps = 0;
  const Outcome nearest = simulate(world, topology, {.replications = 1, .windows = 8, .window_s = 120, .warmup_s = 30});
  CHECK_THAT(static_cast<double>(nearest.pools[0].requests.offered) / static_cast<double>(nearest.requests.offered), WithinAbs(6.0 / 18, 0.015));
}
