// Autoscalers that cannot read their metrics: what there is stays, whatever the load does, or goes to the fallback.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "support_elastic.h"

using namespace tradewind;
using test::elastic_world, test::replicas_at, test::slack_s, test::start_s;

namespace {

ChaosOptions metrics_fault(double at_s, double for_s, double after_s) {
  return {.hour_of_week = 10, .warmup_s = 60, .fault_at_s = at_s, .fault_for_s = for_s, .after_s = after_s, .faults = {FaultKind::metrics}};
}

}  // namespace

TEST_CASE("without metrics replicas do not follow a load that rises, and with them again they do", "[elastic]") {
  World world = elastic_world(0.5);
  world.workloads[0].autoscaling->target_requests = 4;
  for (std::size_t p = 0; p < 3; ++p) world.rate_rps[0](p, 11) = 6;
  // The load rises at 3600 s.
  const ChaosOutcome outcome = chaos(world, test::tiny_topology(world, {0}, 1), metrics_fault(3500, 600, 300));
  REQUIRE(outcome.experiments.size() == 1);
  const ChaosExperiment& blind = outcome.experiments.front();
  CHECK(blind.name == "the metrics of aws:us-east-1");
  const double before = replicas_at(blind, 3495);
  CHECK(replicas_at(outcome.baseline, 3600 + 60 + start_s + slack_s) > before);
  for (const ChaosMoment& moment : blind.moments)
    if (moment.at_s >= 3500 + start_s + slack_s && moment.at_s < 4100 + start_s - 5) CHECK(moment.replicas[0] == before);
  CHECK(replicas_at(blind, 4100 + start_s + slack_s) > before);
  const auto said = [&](const char* what) { return std::ranges::find(blind.events, what, &ChaosEvent::what); };
  REQUIRE(said("aws:us-east-1 has no metrics to scale by") != blind.events.end());
  REQUIRE(said("aws:us-east-1 has metrics to scale by again") != blind.events.end());
  CHECK(said("aws:us-east-1 has no metrics to scale by")->at_s == 3500);
  CHECK(said("aws:us-east-1 has metrics to scale by again")->at_s == 4100);
}

TEST_CASE("a fallback comes after its threshold, and goes when there are metrics again", "[elastic]") {
  World world = elastic_world();
  world.workloads[0].autoscaling->fallback = FallbackReplicas{.failure_threshold = 3, .replicas = 4};
  const ChaosOutcome outcome = chaos(world, test::tiny_topology(world, {0}, 1), metrics_fault(290, 600, 300));
  const ChaosExperiment& blind = outcome.experiments.front();
  // Readings at 300, 315, 330 and 345 s fail; the fourth is one more than the threshold.
  CHECK(replicas_at(blind, 345 + start_s - 5) == 1);
  CHECK(replicas_at(blind, 345 + start_s + 15) == 4);
  CHECK(replicas_at(blind, 890) == 4);
  // The last reading of four is that of 885 s; the window of 60 s holds it for less than that.
  CHECK(replicas_at(blind, 940) == 4);
  CHECK(replicas_at(blind, 950) == 1);
  CHECK(replicas_at(outcome.baseline, 890) == 1);
}

TEST_CASE("metrics are missing in an incident, and nowhere without autoscaling", "[elastic]") {
  World world = elastic_world();
  world.workloads[0].autoscaling->fallback = FallbackReplicas{.failure_threshold = 0, .replicas = 2};
  world.incidents = {{"blind", {{.kind = FaultKind::metrics, .region = 1, .to = {}, .for_s = 150}}}};
  ChaosOptions options = metrics_fault(100, 200, 100);
  options.faults = {};
  const ChaosOutcome outcome = chaos(world, test::tiny_topology(world, {0, 1}, 1), options);
  REQUIRE(outcome.experiments.size() == 1);
  CHECK(replicas_at(outcome.experiments.front(), 105 + start_s + 15, 1) == 2);
  CHECK(replicas_at(outcome.experiments.front(), 105 + start_s + 15, 0) == 1);
  world.incidents.clear();
  world.workloads[0].autoscaling.reset();
  CHECK(chaos(world, test::tiny_topology(world, {0, 1}, 1), metrics_fault(100, 200, 100)).experiments.empty());
}
