// Faults of links, edge sites, name servers, registries and single replicas, flapping checks, incidents and admission, against arithmetic.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>

#include "motion/ways.h"
#include "support/tiny_world.h"
#include "tradewind/sim/chaos.h"
#include "tradewind/sim/simulate.h"

using namespace tradewind;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

constexpr double begins_s = 30, lasts_s = 420;

World world_with(const std::string& manager, double rate_rps = 3) {
  World world = test::tiny_llm_world(rate_rps);
  world.traffic.manager = *find_traffic_manager(manager);
  world.traffic.manager.outstay_share = 0;
  world.region_rtt_ms = Grid(3, 3, 100);
  world.workloads[0].client.timeout_s = 10;
  return world;
}

ChaosOptions only(std::vector<FaultKind> faults) {
  return {.warmup_s = 30, .fault_at_s = begins_s, .fault_for_s = lasts_s, .after_s = 300, .faults = std::move(faults)};
}

const ChaosExperiment& of(const ChaosOutcome& outcome, const std::string& name) {
  const auto found = std::ranges::find(outcome.experiments, name, &ChaosExperiment::name);
  REQUIRE(found != outcome.experiments.end());
  return *found;
}

std::uint64_t failed_between(const ChaosExperiment& experiment, double from_s, double to_s) {
  std::uint64_t failed = 0;
  for (const ChaosMoment& moment : experiment.moments)
    if (moment.at_s >= from_s && moment.at_s < to_s) failed += moment.failed();
  return failed;
}
std::uint64_t sent_between(const ChaosExperiment& experiment, double from_s, double to_s) {
  std::uint64_t sent = 0;
  for (const ChaosMoment& moment : experiment.moments)
    if (moment.at_s >= from_s && moment.at_s < to_s) sent += moment.sent;
  return sent;
}

}  // namespace

TEST_CASE("behind DNS, users whose link is cut go round, and lose time but no request") {
  const World world = world_with("aws_route53_latency");
  const ChaosOutcome outcome = chaos(world, test::tiny_topology(world, {0, 1, 2}, 2), only({FaultKind::link}));
  REQUIRE(outcome.experiments.size() == 3);
  const ChaosExperiment& cut = of(outcome, "link aws:us-east-1 - US");
  const motion::Ways ways(world);
  const double detour_ms = ways.detours_ms(ways.link(0, {"US", {}}).links)(0, 0);
  REQUIRE(detour_ms > 50);
  CHECK(cut.failed == 0);
  REQUIRE(cut.victims.front().population == "New York, US");
  CHECK(cut.victims.front().p95_ms > cut.victims.front().usual_p95_ms + 0.8 * detour_ms);
  for (std::size_t i = 1; i < cut.victims.size(); ++i) CHECK(cut.victims[i].p95_ms == cut.victims[i].usual_p95_ms);
}

TEST_CASE("a link that loses packets slows its users, and nobody else") {
  World world = world_with("aws_route53_latency");
  for (const double severity : {0.02, 0.1})
    world.incidents.push_back({severity < 0.05 ? "some" : "many", {{.kind = FaultKind::link, .region = 0, .to = {"US", {}}, .severity = severity}}});
  const ChaosOutcome outcome = chaos(world, test::tiny_topology(world, {0, 1, 2}, 2), only({}));
  const ChaosExperiment &some = of(outcome, "incident some"), &many = of(outcome, "incident many");
  const auto p95_ms = [](const ChaosExperiment& experiment, const std::string& population) {
    return std::ranges::find(experiment.victims, population, &ChaosVictims::population)->p95_ms;
  };
  CHECK(some.failed == 0);
  for (const ChaosVictims& victim : some.victims) CHECK(victim.were_hit() == (victim.population == "New York, US"));
  CHECK(p95_ms(many, "New York, US") > p95_ms(some, "New York, US"));

  const motion::Ways ways(world);
  const motion::Cut cut = ways.link(0, {"US", {}});
  const motion::Ways::Lossy twice[] = {{cut.links, 0.1}, {cut.links, 0.2}};
  CHECK_THAT(ways.losses({}, twice)(0, 0), WithinRel(1 - 0.9 * 0.8, 1e-12));
  CHECK(ways.losses({}, twice)(1, 1) == 0);
}

TEST_CASE("where no way is left, everything is lost until the link is mended") {
  World world = world_with("aws_route53_latency");
  world.populations.resize(1);
  world.regions.resize(1);
  std::erase_if(world.offers, [](const Offer& offer) { return offer.region != 0; });
  std::erase_if(world.serving_options, [&](const ServingOption& option) { return option.offer >= world.offers.size(); });
  Grid rtt_ms(1, 1, 10), rates(1, hours_per_week, 3);
  world.rtt_ms = rtt_ms;
  world.region_rtt_ms = Grid(1, 1);
  world.rate_rps = {rates};
  const ChaosOutcome outcome = chaos(world, test::tiny_topology(world, {0}, 2), only({FaultKind::link}));
  const ChaosExperiment& cut = outcome.experiments.front();
  CHECK(failed_between(cut, begins_s, begins_s + lasts_s) == sent_between(cut, begins_s, begins_s + lasts_s));
  CHECK(failed_between(cut, begins_s + lasts_s, 1000) == 0);
  CHECK_FALSE(cut.holds());
  CHECK(cut.after_s == 0);
}

TEST_CASE("an edge site is lost for as long as networks take to find another one") {
  World world = world_with("aws_global_accelerator", 6);
  const ChaosOutcome outcome = chaos(world, test::tiny_topology(world, {0, 1, 2}, 4), only({FaultKind::edge}));
  REQUIRE(outcome.experiments.size() == 3);
  for (const ChaosExperiment& lost : outcome.experiments) {
    // Each request has a client of its own, whose network finds the way after an exponential time.
    CAPTURE(lost.name);
    CHECK_THAT(static_cast<double>(lost.failed), WithinRel(6 * world.traffic.manager.reconvergence_s, 0.25));
    CHECK(failed_between(lost, begins_s + lasts_s, 1000) == 0);
  }
}

TEST_CASE("a part that fails again as it is mended is one change of the ways") {
  World world = world_with("aws_global_accelerator", 6);
  const IncidentFault lost{.kind = FaultKind::edge, .region = 0, .to = {}, .for_s = 200};
  IncidentFault again = lost;
  again.after_s = 200;
  world.incidents = {{"once", {lost}}, {"twice", {lost, again}}};
  const ChaosOutcome outcome = chaos(world, test::tiny_topology(world, {0, 1, 2}, 4), only({}));
  REQUIRE(of(outcome, "incident once").failed > 50);
  CHECK(of(outcome, "incident twice").failed == of(outcome, "incident once").failed);
}

TEST_CASE("without name servers, users are lost as their answers expire, and are back at once") {
  World world = world_with("aws_route53_latency");
  world.traffic.manager.connection_life_s = 0;
  const double ttl_s = world.traffic.manager.ttl_s;
  const ChaosOutcome outcome = chaos(world, test::tiny_topology(world, {0, 1, 2}, 2), only({FaultKind::dns}));
  const ChaosExperiment& silent = of(outcome, "DNS");
  CHECK_THAT(static_cast<double>(failed_between(silent, begins_s, begins_s + ttl_s)),
             WithinRel(0.5 * static_cast<double>(sent_between(silent, begins_s, begins_s + ttl_s)), 0.1));
  CHECK(failed_between(silent, begins_s + ttl_s, begins_s + lasts_s) == sent_between(silent, begins_s + ttl_s, begins_s + lasts_s));
  CHECK(failed_between(silent, begins_s + lasts_s, 1000) == 0);
  CHECK_FALSE(silent.detect_s);

  // Open connections outlive the answers; who opens one is lost.
  world.traffic.manager.connection_life_s = 36000;
  world.network.connection_reuse = 0.9;
  const ChaosOutcome connected = chaos(world, test::tiny_topology(world, {0, 1, 2}, 2), only({FaultKind::dns}));
  const double lost = static_cast<double>(of(connected, "DNS").failed) / static_cast<double>(silent.failed);
  CHECK_THAT(lost, WithinAbs(0.1, 0.03));
}

TEST_CASE("a replica that must start waits for the registry") {
  World world = world_with("google_global_load_balancer");
  world.workloads[0].start_up = {.node_s = 20, .image_pull_s = 30, .load_s_per_gb = 0, .warm_up_s = 20};
  const ChaosOutcome outcome = chaos(world, test::tiny_topology(world, {0}, 3), only({FaultKind::node, FaultKind::registry}));
  const auto replicas_at = [&](const std::string& name, double at_s) {
    return std::ranges::find_if(of(outcome, name).moments, [&](const ChaosMoment& moment) { return moment.at_s >= at_s; })->replicas[0];
  };
  const std::string node = "a node of aws:us-east-1", registry = "registry and a node of aws:us-east-1";
  // The loss is acted upon after 340 s, the next scan comes within 10 s, then node, image and warm-up.
  CHECK(replicas_at(node, begins_s + 340 + 10 + 70 + 5) == 3);
  CHECK(replicas_at(registry, begins_s + lasts_s + 45) == 2);
  CHECK(replicas_at(registry, begins_s + lasts_s + 55) == 3);
}

TEST_CASE("a slow replica hurts those who take replicas in turn more than those who look at the load") {
  World world = world_with("google_global_load_balancer");
  world.workloads[0].client.timeout_s = 0;
  const Topology topology = test::tiny_topology(world, {0}, 4);
  const auto late = [&](Balancing balancing) {
    World other = world;
    other.workloads[0].balancing = balancing;
    const ChaosOutcome outcome = chaos(other, topology, only({FaultKind::slow_replica}));
    const ChaosExperiment& slow = outcome.experiments.front();
    CHECK(slow.failed == 0);
    CHECK_FALSE(slow.detect_s);  // its health checks pass
    return slow.more_late();
  };
  const double in_turn = late(Balancing::round_robin), by_load = late(Balancing::least_outstanding);
  CAPTURE(in_turn, by_load);
  CHECK(in_turn > 0);
  CHECK(by_load < in_turn / 2);
}

TEST_CASE("several slow replicas of a region are slow each, and well again each at its time") {
  World world = world_with("google_global_load_balancer");
  world.workloads[0].client.timeout_s = 0;
  world.workloads[0].balancing = Balancing::round_robin;
  const IncidentFault slow{.kind = FaultKind::slow_replica, .region = 0, .to = {}, .severity = 100, .for_s = 300};
  const IncidentFault outage{.kind = FaultKind::region, .region = 0, .to = {}, .for_s = 60};
  world.incidents = {{"one", {slow}}, {"two", {slow, slow}}, {"cut off meanwhile", {slow, outage}}};
  world.incidents[1].faults[1].for_s = 150;
  const ChaosOutcome outcome = chaos(world, test::tiny_topology(world, {0}, 4), only({}));
  // Every fourth request, or every second one, comes late, and of the others as many as usual.
  const auto late_share = [](const ChaosExperiment& experiment, double from_s, double to_s) {
    double late = 0, sent = 0;
    for (const ChaosMoment& moment : experiment.moments)
      if (moment.at_s >= begins_s + from_s && moment.at_s < begins_s + to_s) {
        late += static_cast<double>(moment.late + moment.failed());
        sent += static_cast<double>(moment.sent);
      }
    return late / sent;
  };
  const auto slow_share = [&](const std::string& name, double from_s, double to_s) {
    const double usual = late_share(outcome.baseline, from_s, to_s);
    return (late_share(of(outcome, name), from_s, to_s) - usual) / (1 - usual);
  };
  CHECK_THAT(slow_share("incident one", 5, 140), WithinAbs(0.25, 0.03));
  CHECK_THAT(slow_share("incident two", 5, 140), WithinAbs(0.5, 0.03));
  CHECK_THAT(slow_share("incident two", 160, 290), WithinAbs(0.25, 0.03));
  CHECK_THAT(slow_share("incident cut off meanwhile", 120, 290), WithinAbs(0.25, 0.03));
}

TEST_CASE("an incident that begins when the simulated time is over is refused") {
  World world = world_with("google_global_load_balancer");
  world.incidents = {{"late", {{.kind = FaultKind::region, .region = 0, .to = {}, .after_s = 1e5, .for_s = 60}}}};
  CHECK_THROWS_AS(chaos(world, test::tiny_topology(world, {0}, 4), only({})), std::invalid_argument);
}

TEST_CASE("pools of one region fail one at a time, and each stands for its own nodes") {
  World world = world_with("google_global_load_balancer");
  world.workloads.push_back(world.workloads[0]);
  world.workloads[1].name = "mail";
  world.rate_rps.push_back(world.rate_rps[0]);
  for (std::size_t option = world.serving_options.size(); option-- > 0;) {
    world.serving_options.push_back(world.serving_options[option]);
    world.serving_options.back().workload = 1;
  }
  world.reliability = {{.kind = FaultKind::node, .mtbf_h = 5000}};
  Topology topology = test::tiny_topology(world, {0}, 3);
  topology.pools.push_back({1, topology.pools[0].offer, 2});
  const ChaosOutcome outcome = chaos(world, topology, only({}));
  REQUIRE(outcome.experiments.size() == 2);
  const double failures = 365.25 * 24 / (5000 + lasts_s / 3600);
  CHECK_THAT(of(outcome, "a node of chat in aws:us-east-1").year->failures, WithinRel(3 * failures, 1e-9));
  CHECK_THAT(of(outcome, "a node of mail in aws:us-east-1").year->failures, WithinRel(2 * failures, 1e-9));
  for (const ChaosExperiment& experiment : outcome.experiments) {
    const auto during = std::ranges::find_if(experiment.moments, [](const ChaosMoment& moment) { return moment.at_s >= begins_s + 10; });
    CHECK(during->replicas[0] == 4);
  }
}

TEST_CASE("checks that all fail take users away from a region that is well, and nobody is lost") {
  World world = world_with("google_global_load_balancer");
  world.incidents = {{"bad-checks", {{.kind = FaultKind::flapping_check, .region = 0, .to = {}, .severity = 1}}}};
  const ChaosOutcome outcome = chaos(world, test::tiny_topology(world, {0, 1}, 4), only({}));
  const ChaosExperiment& flapping = of(outcome, "incident bad-checks");
  REQUIRE(flapping.detect_s);
  CHECK(*flapping.detect_s <= 15);
  CHECK(flapping.failed == 0);
  for (const ChaosMoment& moment : flapping.moments)
    if (moment.at_s > begins_s + 20 && moment.at_s < begins_s + lasts_s) CHECK(moment.sent_to[0] == 0);
}

TEST_CASE("the faults of an incident have times of their own") {
  World world = world_with("google_global_load_balancer");
  world.incidents = {{"one-after-the-other",
                      {{.kind = FaultKind::region, .region = 0, .to = {}, .for_s = 60},
                       {.kind = FaultKind::region, .region = 1, .to = {}, .after_s = 100, .for_s = 50}}}};
  const ChaosOutcome outcome = chaos(world, test::tiny_topology(world, {0, 1}, 4), only({}));
  std::vector<double> times;
  for (const ChaosEvent& event : of(outcome, "incident one-after-the-other").events)
    if (event.what.ends_with("fails") || event.what.ends_with("is back")) times.push_back(event.at_s);
  CHECK(times == std::vector<double>{begins_s, begins_s + 60, begins_s + 100, begins_s + 150});
}

TEST_CASE("admission turns away as Erlang's loss formula says") {
  // One request a replica and no queue: a loss system, whatever the distribution of the service (Erlang, 1917; Sevastyanov, 1957).
  World world = test::tiny_llm_world(1);
  constexpr int replicas = 4;
  world.workloads[0].admission = Admission{1};
  const Outcome outcome =
      simulate(world, test::tiny_topology(world, {0}, replicas), {.replications = 20, .windows = 1, .window_s = 600, .warmup_s = 120});
  const double offered_rps = 3, mean_s = (outcome.latency.service.mean + outcome.latency.queue.mean) / 1e3, erlang = offered_rps * mean_s;
  double blocked = 1;
  for (int servers = 1; servers <= replicas; ++servers) blocked = erlang * blocked / (servers + erlang * blocked);
  const double turned_away = static_cast<double>(outcome.requests.rejected) / static_cast<double>(outcome.requests.offered);
  CAPTURE(erlang, blocked, turned_away);
  REQUIRE(blocked > 0.05);
  CHECK_THAT(turned_away, WithinRel(blocked, 0.04));
}

TEST_CASE("people who follow a runbook start at the alert or at the verdict, and mend in the time that it takes") {
  World world = world_with("google_global_load_balancer");
  // A slow replica is seen by no health check: people know 120 s after it began.
  world.runbook = Runbook{120, {{"look", RunbookAction::look, 60, 0}, {"replace it", RunbookAction::mend, 100, 0}}};
  world.workloads[0].balancing = Balancing::round_robin;
  const ChaosOutcome slow = chaos(world, test::tiny_topology(world, {0}, 4), only({FaultKind::slow_replica}));
  const ChaosExperiment &alone = of(slow, "a slow replica of aws:us-east-1"), &helped = of(slow, "a slow replica of aws:us-east-1, by the runbook");
  const auto at = [](const ChaosExperiment& e, const std::string& what) {
    const auto event = std::ranges::find(e.events, what, &ChaosEvent::what);
    REQUIRE(event != e.events.end());
    return event->at_s;
  };
  CHECK(at(alone, "aws:us-east-1 has no slow replica any more") == begins_s + lasts_s);
  CHECK(at(helped, "look is done") == begins_s + 180);
  CHECK(at(helped, "aws:us-east-1 has no slow replica any more") == begins_s + 280);
  CHECK(helped.late < alone.late);

  // A dead region is noticed by its health checks, and taken out before the alert.
  world.runbook = Runbook{400, {{"shift traffic", RunbookAction::take_out, 30, 0}}};
  const ChaosOutcome dead = chaos(world, test::tiny_topology(world, {0, 1}, 4), only({FaultKind::region}));
  const ChaosExperiment& region = of(dead, "region aws:us-east-1, by the runbook");
  CHECK(at(region, "shift traffic is done") == begins_s + *region.detect_s + 30);
  CHECK(dead.mean_time_to_restore(true, only({})).experiments == 2);
}

TEST_CASE("people can take out a region whose checks pass, and start replicas elsewhere") {
  World world = world_with("google_global_load_balancer");
  world.workloads[0].start_up = {.node_s = 0, .image_pull_s = 10, .load_s_per_gb = 0, .warm_up_s = 10};
  world.runbook = Runbook{60, {{"shift traffic", RunbookAction::take_out, 0, 0}, {"more replicas", RunbookAction::scale_out, 40, 3}}};
  world.workloads[0].balancing = Balancing::round_robin;
  const ChaosOutcome outcome = chaos(world, test::tiny_topology(world, {0, 1}, 2), only({FaultKind::slow_replica}));
  const ChaosExperiment& helped = of(outcome, "a slow replica of aws:us-east-1, by the runbook");
  for (const ChaosMoment& moment : helped.moments) {
    CAPTURE(moment.at_s);
    if (moment.at_s < begins_s + 60) CHECK(moment.replicas[1] == 2);
    if (moment.at_s > begins_s + 65 && moment.at_s < begins_s + lasts_s) CHECK(moment.sent_to[0] < moment.sent / 10);
    if (moment.at_s > begins_s + 60 + 40 + 20 + 15) CHECK(moment.replicas[1] == 5);
  }
  CHECK(helped.moments.back().sent_to[0] > 0);  // the fault is over
}

TEST_CASE("connections to a region that is taken out are closed when its drain is over") {
  World world = world_with("aws_global_accelerator");
  world.network.connection_reuse = 1;
  world.workloads[0].balancing = Balancing::round_robin;
  world.runbook = Runbook{0, {{"shift traffic", RunbookAction::take_out, 0, 0}}};
  const auto share_there = [&](double from_s, double to_s) {
    const ChaosOutcome outcome = chaos(world, test::tiny_topology(world, {0, 1}, 2), only({FaultKind::slow_replica}));
    double there = 0, all = 0;
    for (const ChaosMoment& moment : of(outcome, "a slow replica of aws:us-east-1, by the runbook").moments)
      if (moment.at_s >= from_s && moment.at_s < to_s) {
        there += static_cast<double>(moment.sent_to[0]);
        all += static_cast<double>(moment.sent);
      }
    return there / all;
  };
  world.traffic.manager.connection_life_s = 36000;
  const double before = share_there(0, begins_s);
  CHECK(before > 0.4);
  CHECK(share_there(begins_s + 100, begins_s + 400) > 0.9 * before);  // they live on
  world.traffic.manager.drain_s = 90;
  CHECK(share_there(begins_s + 10, begins_s + 80) > 0.9 * before);
  CHECK(share_there(begins_s + 95, begins_s + 400) == 0);
  CHECK(share_there(begins_s + lasts_s + 10, begins_s + lasts_s + 200) > 0);  // back again: those whose connections are renewed
}

TEST_CASE("a lost GPU is replaced at once, and its node's others go on") {
  World world = world_with("google_global_load_balancer");
  world.workloads[0].start_up = {.node_s = 60, .image_pull_s = 30, .load_s_per_gb = 0, .warm_up_s = 20};
  const ChaosOutcome outcome = chaos(world, test::tiny_topology(world, {0}, 3), only({FaultKind::gpu}));
  const ChaosExperiment& experiment = of(outcome, "a GPU of aws:us-east-1");
  const auto replicas_at = [&](double at_s) {
    return std::ranges::find_if(experiment.moments, [&](const ChaosMoment& moment) { return moment.at_s >= at_s; })->replicas[0];
  };
  CHECK(replicas_at(begins_s - 5) == 3);
  CHECK(replicas_at(begins_s + 6) == 2);
  CHECK(replicas_at(begins_s + 105) == 2);
  CHECK(replicas_at(begins_s + 110 + 30) == 3);
}

TEST_CASE("answers that are lost one way are lost to as many clients, though the servers have done the work") {
  World world = world_with("aws_route53_latency", 6);
  world.incidents = {{"half-deaf", {{.kind = FaultKind::one_way_loss, .region = 0, .to = {}, .severity = 0.3}}}};
  const ChaosOutcome outcome = chaos(world, test::tiny_topology(world, {0}, 3), only({}));
  const ChaosExperiment& experiment = of(outcome, "incident half-deaf");
  const double sent = static_cast<double>(sent_between(experiment, begins_s, begins_s + lasts_s - 15));
  const double failed = static_cast<double>(failed_between(experiment, begins_s, begins_s + lasts_s - 15));
  CHECK(std::abs(failed / sent - 0.3) < 4 * std::sqrt(0.3 * 0.7 / sent) + 0.005);
  // A second attempt draws anew: both are lost 9 times in 100.
  world.workloads[0].client.max_attempts = 2;
  const ChaosOutcome again = chaos(world, test::tiny_topology(world, {0}, 3), only({}));
  const ChaosExperiment& retried = of(again, "incident half-deaf");
  const double lost = static_cast<double>(failed_between(retried, begins_s, begins_s + lasts_s - 60));
  CHECK(std::abs(lost / static_cast<double>(sent_between(retried, begins_s, begins_s + lasts_s - 60)) - 0.09) < 0.02);
}

TEST_CASE("what a year loses is its failures times what one of them costs") {
  World world = world_with("aws_route53_latency", 6);
  world.reliability = {{.kind = FaultKind::region, .mtbf_h = 1000, .mttr_h = lasts_s / 3600}};
  const Topology alone = test::tiny_topology(world, {0}, 3);
  const ChaosOutcome outcome = chaos(world, alone, only({}));
  const ChaosExperiment& experiment = of(outcome, "region aws:us-east-1");
  REQUIRE(experiment.year);
  const double failures = 365.25 * 24 / (1000 + lasts_s / 3600);
  CHECK_THAT(experiment.year->failures, WithinRel(failures, 1e-9));
  // Nobody else is there: all that comes in 420 s is lost, and what was under way.
  CHECK_THAT(experiment.year->outage_minutes, WithinRel(failures * lasts_s / 60, 0.05));
  CHECK_THAT(experiment.year->lost_requests, WithinRel(failures * lasts_s * 18, 0.05));
  const auto year = outcome.expected_year(false);
  REQUIRE(year);
  CHECK_THAT(outcome.expected_availability(*year), WithinRel(1 - failures * lasts_s / (365.25 * 86400), 1e-4));
  CHECK_FALSE(outcome.expected_year(true));

  // A repair of three times the length loses three times as much, and a node counts once for each that there is.
  world.reliability = {{.kind = FaultKind::region, .mtbf_h = 1000, .mttr_h = 3 * lasts_s / 3600}, {.kind = FaultKind::node, .mtbf_h = 5000}};
  const ChaosOutcome longer = chaos(world, alone, only({}));
  CHECK_THAT(of(longer, "region aws:us-east-1").year->outage_minutes, WithinRel(3 * failures * lasts_s / 60, 0.05));
  CHECK_THAT(of(longer, "a node of aws:us-east-1").year->failures, WithinRel(3 * 365.25 * 24 / (5000 + lasts_s / 3600), 1e-9));
}
