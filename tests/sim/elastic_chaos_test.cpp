// Replicas by the clock, by expectation and on spot capacity, as a campaign plays them: against arithmetic and against the market's own figures.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>

#include "motion/crew.h"
#include "motion/spot_capacity.h"
#include "support_elastic.h"

using namespace tradewind;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using kernel::Time;
using motion::SpotCapacity;
using test::calm, test::elastic_world, test::replicas_at, test::slack_s, test::start_s;

namespace {

double fewest(const ChaosExperiment& experiment) {
  return std::ranges::min(experiment.moments, {}, [](const ChaosMoment& moment) { return moment.replicas[0]; }).replicas[0];
}

World spot_world(double mean_spell_h) {
  World world = elastic_world();
  world.workloads[0].autoscaling->min_replicas = 3;
  world.workloads[0].autoscaling->spot = SpotNodes{.availability = 0.8, .mean_spell_h = mean_spell_h};
  return world;
}

}  // namespace

TEST_CASE("a schedule brings its replicas at its time and a start later, and lets them go at its end", "[elastic]") {
  World world = elastic_world();
  world.workloads[0].autoscaling->schedule = {{.start_minute = 10 * 60 + 5, .end_minute = 10 * 60 + 15, .replicas = 4}, {0, 605, 1}, {900, 1000, 6}};
  const ChaosOutcome outcome = chaos(world, test::tiny_topology(world, {0}, 1), calm(1200));
  const ChaosExperiment& run = outcome.baseline;
  CHECK(replicas_at(run, 300 + start_s - 5) == 1);
  CHECK(replicas_at(run, 300 + start_s + slack_s) == 4);
  CHECK(replicas_at(run, 885 + 60 - 5) == 4);  // the window of 60 s remembers the last sync before the end
  CHECK(replicas_at(run, 900 + 60 + slack_s + 5) == 1);
}

TEST_CASE("predicted replicas are there before the load, in each region as many as its users need", "[elastic]") {
  World world = elastic_world(1);
  for (std::size_t p = 0; p < 3; ++p) world.rate_rps[0](p, 11) = 8;
  world.workloads[0].autoscaling->predictive = PredictiveReplicas{.requests_per_replica_s = 6, .margin = 0, .lead_min = 10};
  const ChaosOutcome outcome = chaos(world, test::tiny_topology(world, {0, 1}, 1), calm(3400));
  const ChaosExperiment& run = outcome.baseline;
  for (const std::size_t region : {0u, 1u}) CHECK(replicas_at(run, 3000 + start_s - 5, region) == 1);
  // Tokyo's nearest open region is the first one: 16 and 8 requests/s, six a replica.
  CHECK(replicas_at(run, 3000 + start_s + slack_s, 0) == 3);
  CHECK(replicas_at(run, 3000 + start_s + slack_s, 1) == 2);
}

TEST_CASE("the nodes of a workload are those of its scenario", "[elastic]") {
  World world = test::elastic_world();
  const Topology topology = test::tiny_topology(world, {0}, 2);
  elasticity::ClusterSettings settings = motion::Crew::cluster_settings(world, topology, 0);
  CHECK(settings.provisioning.kind == elasticity::Provisioner::cluster_autoscaler);
  CHECK_FALSE(settings.provisioning.consolidate);
  CHECK_FALSE(settings.spread.required);
  CHECK_FALSE(settings.budget.max_unavailable);
  CHECK(settings.pools[0].max_gpus == 1000);
  world.workloads[0].nodes = {Provisioner::karpenter, true, 2, 0, 25};
  world.constraints.quotas = {{"at most 5", {topology.pools[0].offer}, 5, false}};
  settings = motion::Crew::cluster_settings(world, topology, 0);
  CHECK(settings.provisioning.kind == elasticity::Provisioner::karpenter);
  CHECK(settings.provisioning.consolidate);
  CHECK((settings.spread.required && settings.spread.max_skew == 2));
  CHECK(settings.budget.max_unavailable->of(8) == 2);
  CHECK(settings.pools[0].max_gpus == 5);
}

TEST_CASE("an autoscaler grows a pool no further than a quota lets it", "[elastic]") {
  World world = test::elastic_world();
  world.workloads[0].autoscaling->schedule = {{0, 7 * 24 * 60, 6}};
  const Topology topology = test::tiny_topology(world, {0}, 1);
  const auto replicas = [&] { return test::replicas_at(chaos(world, topology, test::calm(600)).baseline, 400); };
  CHECK(replicas() == 6);
  world.constraints.quotas = {{"at most 4", {topology.pools[0].offer}, 4, false}};
  CHECK(replicas() == 4);
}

TEST_CASE("a lost node is not replaced where every request for one finds no capacity", "[elastic]") {
  World world = elastic_world();
  world.workloads[0].autoscaling->min_replicas = 3;
  ChaosOptions options = calm(700);
  options.faults = {FaultKind::node};
  const Topology topology = test::tiny_topology(world, {0}, 3);
  const auto at_the_end = [&] { return replicas_at(chaos(world, topology, options).experiments.front(), 30 + 340 + start_s + slack_s); };
  CHECK(at_the_end() == 3);
  world.workloads[0].start_up.stock_out = 1;
  CHECK(at_the_end() == 2);
}

TEST_CASE("zones have spot capacity as often, for as long and as much together as the settings say", "[elastic]") {
  World world = elastic_world();
  const SpotNodes& spot = world.workloads[0].autoscaling->spot.emplace();
  // At moments a day apart, far more than a spell, of many independent markets.
  constexpr int markets = 12'000;
  double available = 0, inside = 0, across = 0;
  for (std::uint32_t replication = 0; replication < markets / 4; ++replication) {
    SpotCapacity capacity(world, {7, replication});
    for (const int hours : {5, 29, 53, 77}) {
      while (capacity.next_wake() <= kernel::from_s(3600 * hours)) capacity.wake(capacity.next_wake());
      const std::vector<char> here = capacity.zones(0, 0), there = capacity.zones(0, 2);
      available += here[1];
      inside += here[1] * here[2];
      across += here[1] * there[0];
    }
  }
  const double p = spot.availability, error = std::sqrt(p * (1 - p) / markets);
  CHECK_THAT(available / markets, WithinAbs(p, 3 * error));
  // Shares of both at once, p^2 + correlation p (1 - p), with the binomial error of such a share.
  const auto both = [&](double found, double correlation) {
    const double expected = p * p + correlation * p * (1 - p);
    CHECK_THAT(found / markets, WithinAbs(expected, 3 * std::sqrt(expected * (1 - expected) / markets)));
  };
  both(inside, spot.correlation_inside);
  both(across, spot.correlation_across);
  // Spells over a long time.
  SpotCapacity capacity(world, {7, 0});
  const Time end = kernel::from_s(3600 * 20'000.0);
  double up_s = 0;
  int losses = 0;
  Time last = 0;
  bool is_up = capacity.zones(0, 1)[0] != 0;
  while (capacity.next_wake() <= end) {
    const Time now = capacity.next_wake();
    capacity.wake(now);
    up_s += is_up ? kernel::to_s(now - last) : 0;
    last = now;
    for (const SpotCapacity::Change& change : capacity.changes())
      if (change.region == 1 && change.zone == 0) losses += is_up, is_up = change.available;
  }
  CHECK_THAT(up_s / losses / 3600, WithinRel(spot.mean_spell_h, 0.06));  // about 5800 spells
}

TEST_CASE("replicas on spot drain and come back, and requests are lost only while none is left", "[elastic]") {
  const World world = spot_world(0.1);
  const Topology topology = test::tiny_topology(world, {0}, 3);
  const ChaosOptions options = calm(1800);
  const ChaosExperiment run = chaos(world, topology, options).baseline;
  CHECK(fewest(run) < 3);
  CHECK(std::ranges::max(run.moments, {}, [](const ChaosMoment& moment) { return moment.replicas[0]; }).replicas[0] == 3);
  // A request takes less than the 30 s for which a replica drains. Behind a region that was empty, health checks take a minute to see it well again.
  double empty_at_s = -60;
  for (std::size_t i = 0; i + 1 < run.moments.size(); ++i) {
    if (run.moments[i].replicas[0] == 0 || run.moments[i + 1].replicas[0] == 0) empty_at_s = run.moments[i].at_s;
    if (run.moments[i].at_s > empty_at_s + 60) CHECK(run.moments[i].failed() == 0);
  }

  World steady = spot_world(0.1);
  steady.workloads[0].autoscaling->spot.reset();
  CHECK(fewest(chaos(steady, topology, options).baseline) == 3);
}

TEST_CASE("a replica under notice works on for its grace period, as long as its node is there") {
  World world = spot_world(0.1);
  world.rate_rps[0] = Grid(3, hours_per_week, 0.1);
  LlmServing& llm = std::get<LlmServing>(world.workloads[0].serving);
  llm.prompt_tokens = {64, 100, 200};
  llm.output_tokens = {5500, 6000, 7000};  // more than 34 s, less than 60 s
  // Requests that fail although their region has had a replica for a minute.
  const auto broken_off = [&](double grace_s, double notice_s) {
    world.workloads[0].autoscaling->grace_period_s = grace_s;
    world.workloads[0].autoscaling->spot->notice_s = notice_s;
    const ChaosExperiment run = chaos(world, test::tiny_topology(world, {0}, 3), calm(1800)).baseline;
    double empty_at_s = -60;
    std::uint64_t failed = 0;
    for (std::size_t i = 0; i + 1 < run.moments.size(); ++i) {
      if (run.moments[i].replicas[0] == 0 || run.moments[i + 1].replicas[0] == 0) empty_at_s = run.moments[i].at_s;
      if (run.moments[i].at_s > empty_at_s + 60) failed += run.moments[i].failed();
    }
    return failed;
  };
  CHECK(broken_off(120, 120) == 0);
  CHECK(broken_off(30, 120) > 0);
  CHECK(broken_off(120, 30) == broken_off(30, 30));  // the node is gone before
}

TEST_CASE("notices and losses of spot nodes are events, as far apart as the notice is long", "[elastic]") {
  World world = spot_world(0.1);
  world.workloads[0].autoscaling->spot->notice_s = 90;
  const ChaosExperiment run = chaos(world, test::tiny_topology(world, {0}, 3), calm(1800)).baseline;
  std::size_t notices = 0;
  for (const ChaosEvent& event : run.events) {
    constexpr std::string_view words = "aws:us-east-1 has notice for spot nodes: ";
    if (!event.what.starts_with(words) || event.at_s + 90 > 1800) continue;
    ++notices;
    const std::string loss = "aws:us-east-1 loses spot nodes: " + event.what.substr(words.size());
    CHECK(std::ranges::any_of(run.events,
                              [&](const ChaosEvent& other) { return other.what == loss && std::abs(other.at_s - event.at_s - 90) < 1e-6; }));
  }
  CHECK(notices > 0);
}

TEST_CASE("the spot market is one for all experiments, topologies and any number of threads", "[elastic]") {
  const World world = spot_world(0.05);
  ChaosOptions options = calm(600);
  options.fault_at_s = 300;
  options.fault_for_s = 270;
  options.faults = {FaultKind::node};
  options.replications = 2;
  options.threads = 1;
  const ChaosOutcome alone = chaos(world, test::tiny_topology(world, {0}, 3), options);
  options.threads = 3;
  CHECK(chaos(world, test::tiny_topology(world, {0}, 3), options).fingerprint == alone.fingerprint);
  const ChaosOutcome more = chaos(world, test::tiny_topology(world, {0, 1}, 3), options);
  for (std::size_t i = 0; alone.baseline.moments[i].at_s < 300; ++i) {
    CHECK(alone.experiments.front().moments[i].replicas == alone.baseline.moments[i].replicas);
    CHECK(more.baseline.moments[i].replicas[0] == alone.baseline.moments[i].replicas[0]);
  }
  options.seed = 2;
  CHECK(chaos(world, test::tiny_topology(world, {0}, 3), options).fingerprint != alone.fingerprint);
}

TEST_CASE("a forecast or a schedule that asks for nothing, and a shortage of no share, change nothing", "[elastic]") {
  World world = elastic_world(2);
  world.workloads[0].autoscaling->target_requests = 8;
  const Topology topology = test::tiny_topology(world, {0}, 1);
  const std::uint64_t plain = chaos(world, topology, calm(300)).fingerprint;
  world.workloads[0].autoscaling->schedule = {{605, 620, 1}};
  world.workloads[0].autoscaling->predictive = PredictiveReplicas{.requests_per_replica_s = 1e6, .margin = 0, .lead_min = 0};
  CHECK(chaos(world, topology, calm(300)).fingerprint == plain);
}
