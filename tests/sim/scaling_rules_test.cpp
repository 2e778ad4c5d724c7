// Policies, windows and tolerances of an autoscaler as a campaign plays them, against series computed by hand. A schedule tells the autoscaler
// exactly how many replicas it wants: 10 from 10:05 to 10:15, which are 300 s and 900 s of a run that begins at 10:00, and syncs of the autoscaler.
#include <catch2/catch_test_macros.hpp>

#include "support_elastic.h"

using namespace tradewind;
using test::calm, test::elastic_world, test::replicas_at, test::slack_s, test::start_s;

namespace {

World scheduled_world() {
  World world = elastic_world();
  Autoscaling& scaling = *world.workloads[0].autoscaling;
  scaling.max_replicas = 12;
  scaling.schedule = {{.start_minute = 10 * 60 + 5, .end_minute = 10 * 60 + 15, .replicas = 10}};
  scaling.scale_down.window_s = 0;
  return world;
}

ChaosExperiment run(const World& world, double duration_s, int replicas = 1) {
  return chaos(world, test::tiny_topology(world, {0}, replicas), calm(duration_s)).baseline;
}

// Replicas that were wished for at `at_s` are ready a start later, and an interval of the scan for nodes at most; until then there are `before`.
void check_rise(const ChaosExperiment& run, double at_s, double before, double after) {
  CAPTURE(at_s);
  CHECK(replicas_at(run, at_s + start_s - 5) == before);
  CHECK(replicas_at(run, at_s + start_s + 10) == after);
}

}  // namespace

TEST_CASE("replicas come and go by the policies: two a minute up, half of them a minute down", "[elastic]") {
  World world = scheduled_world();
  Autoscaling& scaling = *world.workloads[0].autoscaling;
  scaling.scale_up.policies = {{PolicyType::pods, 2, 60}};
  scaling.scale_down.policies = {{PolicyType::percent, 50, 60}};
  const ChaosExperiment series = run(world, 1200);
  const double up[] = {1, 3, 5, 7, 9, 10};
  for (int step = 0; step < 5; ++step) check_rise(series, 300 + 60 * step, up[step], up[step + 1]);
  // Half of ten, of five and of two, a fraction less; a replica that has to go takes nothing any more at once.
  CHECK(replicas_at(series, 895) == 10);
  CHECK(replicas_at(series, 910) == 5);
  CHECK(replicas_at(series, 955) == 5);
  CHECK(replicas_at(series, 970) == 2);
  CHECK(replicas_at(series, 1015) == 2);
  CHECK(replicas_at(series, 1030) == 1);
}

TEST_CASE("of two policies the larger change counts, or the smaller, and a direction that is disabled stays shut", "[elastic]") {
  World world = scheduled_world();
  Autoscaling& scaling = *world.workloads[0].autoscaling;
  scaling.scale_up.policies = {{PolicyType::pods, 4, 60}, {PolicyType::percent, 100, 60}};
  SECTION("max: by four, and then by as many as there were") {
    const ChaosExperiment series = run(world, 900);
    check_rise(series, 300, 1, 5);
    check_rise(series, 360, 5, 10);
  }
  SECTION("min: twice as many, and then four more") {
    scaling.scale_up.select = SelectPolicy::min;
    const ChaosExperiment series = run(world, 900);
    check_rise(series, 300, 1, 2);
    check_rise(series, 360, 2, 4);
    check_rise(series, 420, 4, 8);
    check_rise(series, 480, 8, 10);
  }
  SECTION("disabled") {
    scaling.scale_down.select = SelectPolicy::disabled;
    CHECK(replicas_at(run(world, 1800), 1780) == 10);
    scaling.scale_up.select = SelectPolicy::disabled;
    CHECK(replicas_at(run(world, 900), 880) == 1);
  }
}

TEST_CASE("nothing comes before all of the window for up has asked for it", "[elastic]") {
  World world = scheduled_world();
  // The sync at 285 s is the last that wants one replica; at 405 s it is as old as the window, and counts no more. Then four more are allowed.
  world.workloads[0].autoscaling->scale_up.window_s = 120;
  const ChaosExperiment series = run(world, 900);
  check_rise(series, 405, 1, 5);
  check_rise(series, 420, 5, 10);
}

TEST_CASE("an eleventh replica comes where the tolerance is less than a tenth", "[elastic]") {
  World world = scheduled_world();
  Autoscaling& scaling = *world.workloads[0].autoscaling;
  scaling.schedule.front().replicas = 11;
  scaling.min_replicas = 10;
  const auto at_the_end = [&] { return replicas_at(run(world, 600, 10), 300 + start_s + slack_s); };
  CHECK(at_the_end() == 10);
  scaling.scale_up.tolerance = 0.09;
  CHECK(at_the_end() == 11);
}
