// The rollout in one region and its controller, step by step against arithmetic, and against the bounds that they promise.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <random>

#include "rollout/arrivals.h"
#include "rollout/controller.h"
#include "support/tiny_world.h"

using namespace tradewind;
using namespace tradewind::rollout;
using Catch::Approx;
using kernel::from_s;
using kernel::to_s;

namespace {

// Servers that have nothing to do, or never finish what they have.
class FakeServers final : public Servers {
 public:
  explicit FakeServers(bool idle = true) : idle_(idle) {}
  void take(Time, std::uint32_t pool, std::uint32_t) override { ++taking[pool]; }
  void take_no_more(std::uint32_t pool, std::uint32_t) override { --taking[pool]; }
  bool idle(std::uint32_t, std::uint32_t) const override { return idle_; }
  void stop(Time now, std::uint32_t, std::uint32_t) override { last_stop = now; }
  std::map<std::uint32_t, int> taking;
  Time last_stop = 0;

 private:
  bool idle_;
};

// Node 100 s, image 50 s, load 30 s, warm-up 20 s.
StartTimes hundred_fifty_thirty_twenty() { return {from_s(100), from_s(50), from_s(30), from_s(30), from_s(20), 0}; }

DeploymentSettings settings(const Rollout& rollout, std::int32_t replicas) { return {&rollout, replicas, 1, 0, 1, hundred_fifty_thirty_twenty(), 0}; }

// What there is after all that happens up to a second.
void run_to(Deployment& deployment, double until_s, Servers& servers) {
  while (deployment.next_wake() <= from_s(until_s)) deployment.wake(deployment.next_wake(), servers);
}

}  // namespace

TEST_CASE("a rolling rollout replaces replicas as Kubernetes does, step by step") {
  const Rollout rollout;  // surge 25 %, unavailable 25 %
  FakeServers servers;
  Deployment deployment(settings(rollout, 4), {});
  deployment.begin(0, servers);
  struct Step {
    double at_s;
    int old_ready, new_ready;
  };
  // One new replica on a new node, ready at 200 s. One old one goes at once; in its place one starts, ready 50 s later, and so on.
  for (const Step& step : {Step{0, 3, 0}, Step{49, 3, 0}, Step{50, 2, 1}, Step{100, 1, 2}, Step{150, 0, 3}, Step{199, 0, 3}, Step{200, 0, 4}}) {
    run_to(deployment, step.at_s, servers);
    CAPTURE(step.at_s);
    CHECK(deployment.old_version().ready() == step.old_ready);
    CHECK(deployment.new_version().ready() == step.new_ready);
  }
  CHECK(deployment.over());
  CHECK(deployment.new_share() == 1);
  // The instance beside the usual ones was asked for at 0 s, needed until 150 s, and goes after 600 s more.
  run_to(deployment, 2000, servers);
  CHECK(to_s(deployment.nodes().extra_time(from_s(2000))) == Approx(750));
}

TEST_CASE("rounding that leaves neither surge nor replicas that may be missing lets one be missing") {
  Rollout rollout;
  rollout.max_surge = 0;
  FakeServers servers;
  Deployment deployment(settings(rollout, 2), {});
  deployment.begin(0, servers);
  run_to(deployment, 10, servers);
  CHECK(deployment.old_version().ready() == 1);
  run_to(deployment, 1000, servers);
  CHECK(deployment.over());
  CHECK(deployment.nodes().extra_time(from_s(1000)) == 0);
}

TEST_CASE("rolling keeps to its surge and to the replicas that must be ready, for any numbers") {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    Rollout rollout;
    const int n = 1 + static_cast<int>(random() % 20);
    rollout.max_surge = static_cast<double>(random() % 101) / 100;
    rollout.max_unavailable = rollout.max_surge == 0 ? 0.3 : static_cast<double>(random() % 101) / 100;
    DeploymentSettings s = settings(rollout, n);
    s.replicas_per_instance = 1 + static_cast<int>(random() % 3);
    FakeServers servers(random() % 2 == 0);
    Deployment deployment(s, {});
    const int most = n + static_cast<int>(std::ceil(rollout.max_surge * n - 1e-9));
    const int floor = static_cast<int>(std::floor(rollout.max_unavailable * n + 1e-9));
    const int least = n - (most == n && floor == 0 ? 1 : floor);
    deployment.begin(0, servers);
    while (!deployment.over()) {
      REQUIRE(deployment.next_wake() < from_s(100000));
      deployment.wake(deployment.next_wake(), servers);
      const Version &before = deployment.old_version(), &after = deployment.new_version();
      REQUIRE(before.ready() + after.ready() >= least);
      REQUIRE(before.ready() + after.ready() + after.starting() <= most);
    }
    CHECK(deployment.new_version().ready() == n);
    CHECK(servers.taking[1] == n);
  }
}

TEST_CASE("blue-green sends nobody to the new version before all of it is ready, then everybody") {
  Rollout rollout;
  rollout.strategy = RolloutStrategy::blue_green;
  FakeServers servers(false);
  Deployment deployment(settings(rollout, 3), {});
  deployment.begin(0, servers);
  run_to(deployment, 204.9, servers);  // 200 s to start, 5 s to shift
  CHECK(deployment.new_version().ready() == 3);
  CHECK(deployment.new_share() == 0);
  run_to(deployment, 205, servers);
  CHECK(deployment.new_share() == 1);
  CHECK(deployment.old_version().ready() == 3);
  run_to(deployment, 235, servers);  // 30 s later the old ones drain
  CHECK(deployment.old_version().draining() == 3);
  run_to(deployment, 264.9, servers);
  CHECK_FALSE(deployment.over());
  run_to(deployment, 265, servers);  // and break off what they have after 30 s
  CHECK(deployment.over());
  CHECK(to_s(servers.last_stop) == 265);
  run_to(deployment, 5000, servers);
  CHECK(to_s(deployment.nodes().extra_time(from_s(5000))) == Approx(3 * (265 + 600)));
}

TEST_CASE("a canary has as many replicas as its weight asks for, and keeps each weight as long as it should") {
  Rollout rollout;
  rollout.strategy = RolloutStrategy::canary;
  rollout.steps = {{0.05, 600}, {0.5, 300}, {1, 0}};
  FakeServers servers;
  Deployment deployment(settings(rollout, 10), {});
  deployment.begin(0, servers);
  struct Step {
    double at_s;
    int new_ready;
    double share;
  };
  for (const Step& step : {Step{204, 1, 0}, Step{205, 1, 0.05}, Step{805, 1, 0.05}, Step{1005, 5, 0.05}, Step{1010, 5, 0.5}, Step{1310, 5, 0.5},
                           Step{1510, 10, 0.5}, Step{1515, 10, 1}}) {
    run_to(deployment, step.at_s, servers);
    CAPTURE(step.at_s);
    CHECK(deployment.new_version().ready() == step.new_ready);
    CHECK(deployment.old_version().ready() == 10);
    CHECK(deployment.new_share() == step.share);
  }
  run_to(deployment, 1546, servers);
  CHECK(deployment.over());
}

TEST_CASE("whenever it is rolled back, no request goes to the new version after the bound, and the old one is whole again") {
  std::mt19937 random(11);
  for (int round = 0; round < 400; ++round) {
    Rollout rollout;
    rollout.strategy = static_cast<RolloutStrategy>(round % 3);
    rollout.steps = {{0.1, 100}, {0.4, 200}, {1, 0}};
    rollout.scale_down_delay_s = static_cast<double>(random() % 300);
    rollout.max_surge = static_cast<double>(random() % 100) / 100;
    rollout.max_unavailable = rollout.max_surge == 0 ? 0.3 : static_cast<double>(random() % 100) / 100;
    const int n = 1 + static_cast<int>(random() % 12);
    FakeServers servers(random() % 2 == 0);
    Deployment deployment(settings(rollout, n), {});
    deployment.begin(0, servers);
    const double at_s = static_cast<double>(random() % 2000);
    run_to(deployment, at_s, servers);
    const Time bound = deployment.rollback_bound();
    deployment.roll_back(from_s(at_s), servers);
    run_to(deployment, at_s + to_s(bound), servers);
    CAPTURE(round, n, at_s, to_s(bound));
    CHECK(deployment.new_share() == 0);
    run_to(deployment, 1e6, servers);
    CHECK(deployment.over());
    CHECK(deployment.old_version().ready() == n);
    CHECK(servers.taking[0] == 0);  // as many came back as went
    CHECK(servers.taking[1] == 0);
  }
}

TEST_CASE("replicas that start before the region has its copy load from the home region") {
  Rollout rollout;
  rollout.wait_for_replication = false;
  rollout.strategy = RolloutStrategy::blue_green;
  DeploymentSettings s = settings(rollout, 2);
  s.start.remote_load = from_s(300);
  s.weights_at = from_s(1000);
  FakeServers servers;
  Deployment deployment(s, {});
  deployment.begin(0, servers);
  run_to(deployment, 469, servers);
  CHECK(deployment.new_version().ready() == 0);
  run_to(deployment, 470, servers);  // 100 + 50 + 300 + 20
  CHECK(deployment.new_version().ready() == 2);
  CHECK(deployment.remote_loads() == 2);

  s.weights_at = from_s(149);  // the node is there after 150 s
  Deployment later(s, {});
  later.begin(0, servers);
  run_to(later, 200, servers);
  CHECK(later.new_version().ready() == 2);
  CHECK(later.remote_loads() == 0);
}

TEST_CASE("nodes that cannot be had are asked for again, each time after twice as long") {
  const Rollout rollout;
  DeploymentSettings s = settings(rollout, 1);
  s.start.stock_out = 0.5;
  double sum_s = 0;
  constexpr int rounds = 20000;
  for (int round = 0; round < rounds; ++round) {
    FakeServers servers;
    Deployment deployment(s, random::Stream(3, 0, random::Purpose::syncs, static_cast<std::uint64_t>(round), 1));
    deployment.begin(0, servers);
    Time now = 0;
    while (deployment.new_version().ready() == 0) deployment.wake(now = deployment.next_wake(), servers);
    sum_s += to_s(now);
  }
  // Half fail at least once and wait 300 s, a quarter 600 s more, an eighth 1200 s, and from then on 1800 s: the sum of all sixteenths and less is an
  // eighth. Beside it 200 s to start.
  CHECK(sum_s / rounds == Approx(200 + 300.0 / 2 + 600.0 / 4 + 1200.0 / 8 + 1800.0 / 8).epsilon(0.03));
}

TEST_CASE("an analysis fails with the measurement that is one too many, when its figures are there") {
  RolloutAnalysis settings;
  settings.interval_s = 60;
  settings.metrics_delay_s = 30;
  settings.failure_limit = 1;
  settings.max_error_share = 0.1;
  settings.max_latency_ms = 100;
  settings.min_requests = 10;
  Analysis analysis(settings, 0.95);
  const auto measure = [&](int answers, double latency_ms, int errors) {
    for (int i = 0; i < answers; ++i) analysis.note_answer(kernel::from_ms(latency_ms));
    for (int i = 0; i < errors; ++i) analysis.note_error();
  };
  analysis.begin(0);
  const auto wake_until = [&](double s) {
    while (analysis.next_wake() <= from_s(s)) analysis.wake(analysis.next_wake());
  };
  measure(89, 50, 11);  // 11 %
  wake_until(60);
  measure(4, 50, 5);  // too few
  wake_until(120);
  CHECK_FALSE(analysis.failed());
  measure(90, 50, 10);  // 10 % are allowed
  wake_until(180);
  measure(100, 101, 0);  // slow
  wake_until(269.9);
  CHECK_FALSE(analysis.failed());
  wake_until(270);
  CHECK(analysis.failed());
  CHECK(analysis.reason() == "p95 of 101 ms over 100 answers");
}

TEST_CASE("stalls hold up whoever gets the version in them, and whoever gets it from there") {
  World world = test::tiny_llm_world();
  Artifact artifact;
  artifact.size_gb = 100;
  artifact.replication = ArtifactReplication::chain;
  world.data.artifacts = {artifact};
  // 0 to 1 in 100 s, then 1 to 2 in 50 s.
  const ReplicationPlan plan{0, {{0, 1, 100, false}, {1, 2, 50, false}}};
  Rollout rollout;
  const auto arrivals = [&] { return arrivals_s(world, rollout, plan, 1, 0); };
  CHECK(arrivals() == std::vector<double>{0, 100, 150});
  rollout.stalls = {{1, 40, 30}};
  CHECK(arrivals() == std::vector<double>{0, 130, 180});
  rollout.stalls = {{1, 40, 30}, {1, 60, 20}};  // together 40 s
  CHECK(arrivals() == std::vector<double>{0, 140, 190});
  rollout.stalls = {{2, 120, 1000}};
  CHECK(arrivals() == std::vector<double>{0, 100, 1150});
  rollout.stalls = {{2, 0, 100}, {1, 100, 10}};  // before and after
  CHECK(arrivals() == std::vector<double>{0, 100, 150});
  // In 50 files, the second hop needs 50 s before its end at 101 s: what stands still until 60 s has all of that before it.
  world.data.artifacts[0].files = 50;
  rollout.stalls = {{2, 0, 60}};
  CHECK(arrivals()[2] == Approx(110));
  rollout.stalls = {{2, 0, 1000}};
  CHECK(arrivals()[2] == Approx(1050));
}
