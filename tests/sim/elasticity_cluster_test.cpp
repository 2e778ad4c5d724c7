#include "elasticity/cluster.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <vector>

using namespace tradewind;
using namespace tradewind::elasticity;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using random::Durations;

namespace {

// 100 s for the node, 20 driver, 50 image, 30 weights, 10 warm-up.
ClusterSettings fixed_times(std::int32_t gpus_per_node = 1) {
  ClusterSettings settings;
  settings.pools[0].gpus_per_node = gpus_per_node;
  settings.start_up = {Durations::fixed(100), Durations::fixed(20), Durations::fixed(50), Durations::fixed(30), Durations::fixed(10)};
  return settings;
}

// Runs to `end` and returns the first time at which `what` holds, `never` if it does not.
template <class Predicate>
Time first_time(Cluster& cluster, Time end, Predicate what) {
  while (cluster.next_wake() <= end) {
    const Time now = cluster.next_wake();
    cluster.wake(now);
    if (what()) return now;
  }
  return kernel::never;
}

Time time_until_ready(Cluster& cluster, std::int32_t replicas, Time end = 100'000 * second) {
  return first_time(cluster, end, [&] { return cluster.count(ReplicaState::ready) == replicas; });
}

void run_until(Cluster& cluster, Time end) {
  while (cluster.next_wake() <= end) cluster.wake(cluster.next_wake());
}

// No GPU is given twice, and counts are what the states say.
void check_books(const Cluster& cluster, const ClusterSettings& settings, std::uint32_t replicas) {
  std::vector<std::int32_t> by_state(5), on_node;
  for (std::uint32_t i = 0; i < replicas; ++i) {
    ++by_state[static_cast<std::size_t>(cluster.state(i))];
    if (cluster.state(i) == ReplicaState::waiting || cluster.state(i) == ReplicaState::gone) continue;
    on_node.resize(std::max<std::size_t>(on_node.size(), cluster.node_of(i) + 1));
    on_node[cluster.node_of(i)] += settings.gpus_per_replica;
  }
  for (const std::int32_t gpus : on_node) CHECK(gpus <= settings.pools[0].gpus_per_node);
  for (int state = 0; state < 4; ++state) CHECK(cluster.count(static_cast<ReplicaState>(state)) == by_state[static_cast<std::size_t>(state)]);
}

}  // namespace

TEST_CASE("a new replica waits for its parts, one after the other", "[elasticity]") {
  Cluster autoscaler(fixed_times(), 0, {});
  autoscaler.set_desired(13 * second, 1);
  CHECK(autoscaler.count(ReplicaState::waiting) == 1);
  CHECK(time_until_ready(autoscaler, 1) == (20 + 100 + 20 + 50 + 30 + 10) * second);  // the scan at 20 s
  ClusterSettings settings = fixed_times();
  settings.provisioning.kind = Provisioner::karpenter;
  Cluster karpenter(settings, 0, {});
  karpenter.set_desired(13 * second, 1);
  karpenter.set_desired(13 * second + second / 2, 2);  // keeps the batch open
  CHECK(time_until_ready(karpenter, 2) == (13 + 1 + 100 + 20 + 50 + 30 + 10) * second + second / 2);
}

TEST_CASE("Karpenter's batch closes after its maximum", "[elasticity]") {
  ClusterSettings settings = fixed_times();
  settings.provisioning.kind = Provisioner::karpenter;
  Cluster cluster(settings, 0, {});
  for (int i = 0; i < 24; ++i) {
    run_until(cluster, i * second / 2);
    cluster.set_desired(i * second / 2, i + 1);
  }
  // Replicas of 0 to 10 s are one batch.
  const Time first = first_time(cluster, 1000 * second, [&] { return cluster.count(ReplicaState::ready) > 0; });
  CHECK(first == (10 + 210) * second);
}

TEST_CASE("a replica that finds room skips the node, one that finds the image skips the pull", "[elasticity]") {
  Cluster cluster(fixed_times(8), 1, {});
  CHECK(cluster.count(ReplicaState::ready) == 1);
  cluster.set_desired(5 * second, 2);
  CHECK(cluster.count(ReplicaState::starting) == 1);
  CHECK(time_until_ready(cluster, 2) == (5 + 30 + 10) * second);
  cluster.set_desired(100 * second, 9);  // the ninth needs a second node
  CHECK(time_until_ready(cluster, 8) == 140 * second);
  CHECK(time_until_ready(cluster, 9) == (100 + 210) * second);
  CHECK(cluster.nodes(0) == 2);
}

TEST_CASE("the start of replicas has the distribution of the sum of its parts", "[elasticity]") {
  ClusterSettings settings = fixed_times();
  settings.start_up = {Durations(random::Law::log_normal, 200, 0.4), Durations::between(10, 30), Durations(random::Law::exponential, 60),
                       Durations(random::Law::weibull, 40, 2), Durations::fixed(20)};
  settings.provisioning.max_provision = kernel::from_s(1e6);
  constexpr int n = 4000;
  Cluster cluster(settings, 0, {7, 0, 3});
  cluster.set_desired(0, n);
  double sum = 0, squares = 0;
  while (cluster.count(ReplicaState::ready) < n) {
    const Time now = cluster.next_wake();
    cluster.wake(now);
    for (const ReplicaChange& change : cluster.changes())
      if (change.state == ReplicaState::ready) sum += kernel::to_s(now), squares += kernel::to_s(now) * kernel::to_s(now);
  }
  const double mean = 200 + 20 + 60 + 40 + 20;
  const double weibull_variance = 1600 * (std::tgamma(2.0) / std::pow(std::tgamma(1.5), 2) - 1);
  const double variance = 40000 * (std::exp(0.16) - 1) + 400.0 / 12 + 3600 + weibull_variance;
  CHECK_THAT(sum / n, WithinAbs(mean, 4 * std::sqrt(variance / n)));
  CHECK_THAT(squares / n - sum / n * sum / n, WithinRel(variance, 0.1));
}

TEST_CASE("replicas go in the order of the ReplicaSet controller, and drain", "[elasticity]") {
  ClusterSettings settings = fixed_times(2);
  Cluster cluster(settings, 3, {});    // two on one node, one on another
  cluster.set_desired(5 * second, 5);  // one starts at once, one waits
  CHECK(cluster.count(ReplicaState::starting) == 1);
  cluster.set_desired(6 * second, 4);
  CHECK(cluster.count(ReplicaState::waiting) == 0);
  cluster.set_desired(7 * second, 3);
  CHECK(cluster.count(ReplicaState::starting) == 0);
  CHECK(cluster.count(ReplicaState::draining) == 0);
  cluster.set_desired(8 * second, 2);
  REQUIRE(cluster.count(ReplicaState::draining) == 1);
  CHECK(cluster.changes()[0].replica == 1);  // shares its node
  cluster.drained(9 * second, 1);
  CHECK(cluster.state(1) == ReplicaState::gone);
  cluster.set_desired(10 * second, 1);
  CHECK(first_time(cluster, 1000 * second, [&] { return cluster.count(ReplicaState::draining) == 0; }) == 40 * second);
}

TEST_CASE("an empty node goes after its time, but not soon after another came", "[elasticity]") {
  Cluster cluster(fixed_times(1), 2, {});
  cluster.set_desired(3 * second, 1);
  cluster.drained(4 * second, 1);
  CHECK(first_time(cluster, 10000 * second, [&] { return cluster.nodes(0) == 1; }) == 610 * second);
  CHECK(cluster.node_time(0, 1000 * second) == 1610 * second);
  ClusterSettings warm = fixed_times(1);
  warm.pools[0].min_nodes = 2;
  Cluster kept(warm, 2, {});
  kept.set_desired(0, 0);
  run_until(kept, 10000 * second);
  CHECK(kept.nodes(0) == 2);
  Cluster busy(fixed_times(1), 1, {});
  busy.set_desired(0, 2);
  busy.wake(0);
  busy.set_desired(second, 1);
  CHECK(busy.nodes(0) == 2);                                                                    // the scan at 0 has asked for it
  CHECK(first_time(busy, 10000 * second, [&] { return busy.nodes(0) == 1; }) == 720 * second);  // joined at 120 s
}

TEST_CASE("a half-empty node is emptied within the disruption budget", "[elasticity]") {
  ClusterSettings settings = fixed_times(4);
  settings.provisioning.consolidate = true;
  const auto final_nodes = [&](DisruptionBudget budget) {
    settings.budget = budget;
    Cluster cluster(settings, 6, {});
    cluster.set_desired(0, 4);  // two of the first node go: two and two are left
    std::int32_t least = 4;
    first_time(cluster, 3000 * second, [&] { return least = std::min(least, cluster.count(ReplicaState::ready)), false; });
    CHECK(cluster.count(ReplicaState::ready) == 4);
    return std::pair{cluster.nodes(0), least};
  };
  CHECK(final_nodes({}) == std::pair{1, 2});
  CHECK(final_nodes({.min_available = {}, .max_unavailable = CountOrPercent{1, false}}) == std::pair{2, 4});
  CHECK(final_nodes({.min_available = CountOrPercent{50, true}, .max_unavailable = {}}) == std::pair{1, 2});
}

TEST_CASE("disruption budgets count as Kubernetes does", "[elasticity]") {
  CHECK(allowed_disruptions({}, 5, 4) == 4);
  CHECK(allowed_disruptions({CountOrPercent{50, true}, {}}, 7, 7) == 3);  // 3.5 rounds up to 4
  CHECK(allowed_disruptions({CountOrPercent{4, false}, {}}, 7, 3) == 0);
  CHECK(allowed_disruptions({{}, CountOrPercent{30, true}}, 7, 7) == 3);  // 2.1 rounds up to 3
  CHECK(allowed_disruptions({{}, CountOrPercent{30, true}}, 7, 5) == 1);
  CHECK(allowed_disruptions({{}, CountOrPercent{9, false}}, 7, 5) == 5);
}

TEST_CASE("the quota of a region holds replicas back until one leaves", "[elasticity]") {
  ClusterSettings settings = fixed_times(1);
  settings.pools[0].max_gpus = 2;
  Cluster cluster(settings, 0, {});
  cluster.set_desired(0, 3);
  run_until(cluster, 5000 * second);
  CHECK(cluster.count(ReplicaState::ready) == 2);
  CHECK(cluster.count(ReplicaState::waiting) == 1);
  cluster.lose_node(5000 * second, 0);
  run_until(cluster, 6000 * second);
  CHECK(cluster.count(ReplicaState::ready) == 2);
  CHECK_THROWS_AS(Cluster(settings, 3, {}), std::invalid_argument);
}

TEST_CASE("stock-outs delay a node by the back-offs", "[elasticity]") {
  // Tries until success: geometric. Waits: 300, 600, 1200, 1800, 1800, ... seconds.
  ClusterSettings settings = fixed_times(1);
  settings.pools[0].stock_out = 0.5;
  double expected = 0, weight = 1;
  for (const double wait : {300.0, 600.0, 1200.0}) expected += (weight *= 0.5) * wait;
  expected += weight * 1800;  // 1800 / (1 - 0.5) x 0.5
  double sum = 0;
  constexpr int n = 3000;
  for (std::uint64_t i = 0; i < n; ++i) {
    Cluster cluster(settings, 0, {11, 0, i});
    cluster.set_desired(0, 1);
    sum += kernel::to_s(time_until_ready(cluster, 1, kernel::from_s(1e9))) - 210;
  }
  CHECK_THAT(sum / n, WithinRel(expected, 0.1));
  settings.pools[0].stock_out = 1;
  settings.pools.push_back({.gpus_per_node = 1});  // the replacement is asked at once
  Cluster cluster(settings, 0, {});
  cluster.set_desired(0, 1);
  CHECK(time_until_ready(cluster, 1) == 210 * second);
  CHECK(cluster.nodes(1) == 1);
}

TEST_CASE("a back-off begins anew after a success", "[elasticity]") {
  ClusterSettings settings = fixed_times(1);
  settings.pools = {{.purchase = Purchase::spot, .gpus_per_node = 1}};
  Cluster cluster(settings, 0, {});
  for (const Time begin : {Time{0}, 1000 * second}) {
    cluster.set_spot_capacity(begin, 0, false);
    cluster.set_desired(begin, 1);
    run_until(cluster, begin + 100 * second);
    cluster.set_spot_capacity(begin + 100 * second, 0, true);
    CHECK(time_until_ready(cluster, 1) == begin + (300 + 210) * second);
  }
}

TEST_CASE("a node that takes too long is given up and asked for again", "[elasticity]") {
  ClusterSettings settings = fixed_times(1);
  settings.start_up.provision = Durations(random::Law::exponential, 900);
  settings.provisioning.max_provision = 600 * second;
  double sum = 0;
  constexpr int n = 3000;
  const double p = std::exp(-600.0 / 900), inside = 900 - 600 * p / (1 - p);  // mean of an exponential below 600
  for (std::uint64_t i = 0; i < n; ++i) {
    settings.provisioning.max_backoff = settings.provisioning.backoff;
    Cluster cluster(settings, 0, {5, 0, i});
    cluster.set_desired(0, 1);
    sum += kernel::to_s(time_until_ready(cluster, 1, kernel::from_s(1e9))) - 110;
  }
  CHECK_THAT(sum / n, WithinRel(inside + p / (1 - p) * (600 + 300), 0.05));
}

TEST_CASE("spot nodes get their notice, and on-demand nodes replace them", "[elasticity]") {
  ClusterSettings settings = fixed_times(1);
  settings.pools = {{.purchase = Purchase::spot, .gpus_per_node = 1, .notice = 120 * second}, {.gpus_per_node = 1}};
  settings.grace_period = 600 * second;
  Cluster cluster(settings, 2, {});
  cluster.set_spot_capacity(1000 * second, 0, false);
  CHECK(cluster.count(ReplicaState::draining) == 2);
  CHECK(cluster.count(ReplicaState::waiting) == 2);  // replaced from the notice on
  CHECK(first_time(cluster, 2000 * second, [&] { return cluster.count(ReplicaState::draining) == 0; }) == 1120 * second);
  CHECK(time_until_ready(cluster, 2) == 1210 * second);
  CHECK(cluster.nodes(0) == 0);
  CHECK(cluster.nodes(1) == 2);
}

TEST_CASE("spot nodes are interrupted at their rate", "[elasticity]") {
  ClusterSettings settings = fixed_times(1);
  settings.start_up = {};
  settings.pools[0] = {.purchase = Purchase::spot, .gpus_per_node = 1, .interruptions_per_hour = 0.5};
  Cluster cluster(settings, 20, {3, 0, 0});
  int interruptions = 0;
  const Time end = kernel::from_s(200 * 3600.0);
  while (cluster.next_wake() <= end) {
    cluster.wake(cluster.next_wake());
    for (const ReplicaChange& change : cluster.changes()) interruptions += change.state == ReplicaState::draining;
  }
  // A node serves for two hours, and its replacement joins within a scan.
  CHECK_THAT(interruptions, WithinAbs(20 * 200 * 0.5, 4 * std::sqrt(2000.0)));
}

TEST_CASE("a lost zone is missed late, and the others take its replicas", "[elasticity]") {
  ClusterSettings settings = fixed_times(1);
  settings.zones = 3;
  settings.spread = {.max_skew = 1, .required = true};
  Cluster cluster(settings, 6, {});
  CHECK(cluster.ready_by_zone() == std::vector<std::int32_t>{2, 2, 2});
  cluster.set_zone(1000 * second, 1, false);
  CHECK(cluster.count(ReplicaState::ready) == 4);
  CHECK(cluster.count(ReplicaState::waiting) == 0);
  CHECK(time_until_ready(cluster, 6) == (1000 + 340 + 210) * second);
  CHECK(cluster.ready_by_zone() == std::vector<std::int32_t>{3, 0, 3});
  cluster.set_zone(2000 * second, 1, true);
  cluster.set_desired(2000 * second, 9);
  time_until_ready(cluster, 9);
  CHECK(cluster.ready_by_zone() == std::vector<std::int32_t>{3, 3, 3});
}

TEST_CASE("a required spread holds, a preferred one gives way", "[elasticity]") {
  ClusterSettings settings = fixed_times(1);
  settings.zones = 2;
  settings.pools = {{.purchase = Purchase::spot, .gpus_per_node = 1}};
  for (const bool required : {true, false}) {
    settings.spread.required = required;
    Cluster cluster(settings, 0, {});
    cluster.set_spot_capacity(0, 1, false);
    cluster.set_desired(0, 5);
    run_until(cluster, 3000 * second);
    CHECK(cluster.count(ReplicaState::ready) == (required ? 1 : 5));
    cluster.set_spot_capacity(3000 * second, 1, true);
    run_until(cluster, 9000 * second);
    CHECK(cluster.count(ReplicaState::ready) == 5);
  }
}

TEST_CASE("whatever happens, the books of a cluster balance, twice alike", "[elasticity]") {
  ClusterSettings settings = fixed_times(3);
  settings.zones = 3;
  settings.start_up.provision = Durations(random::Law::log_normal, 200, 0.5);
  settings.pools[0].stock_out = 0.2;
  settings.pools[0].purchase = Purchase::spot;
  settings.pools[0].interruptions_per_hour = 1;
  settings.provisioning.consolidate = true;
  settings.budget.max_unavailable = CountOrPercent{25, true};
  std::vector<std::pair<Time, std::uint32_t>> histories[2];
  for (auto& history : histories) {
    Cluster cluster(settings, 5, {1, 2, 3});
    const random::Stream choices(9, 0, random::Purpose::nodes, 99, 99);
    std::uint32_t replicas = 5;
    for (std::uint64_t step = 0; step < 400; ++step) {
      const random::Uniforms u = choices.draw(step);
      const Time now = static_cast<Time>(step) * 300 * second;
      const auto note = [&] {
        for (const ReplicaChange& change : cluster.changes()) {
          history.emplace_back(now, change.replica * 8 + static_cast<std::uint32_t>(change.state));
          replicas = std::max(replicas, change.replica + 1);
        }
      };
      while (cluster.next_wake() <= now) cluster.wake(cluster.next_wake()), note();
      const auto zone = static_cast<std::uint32_t>(u[1] * 2.99);
      if (u[0] < 0.6)
        cluster.set_desired(now, static_cast<std::int32_t>(u[1] * 20));
      else if (u[0] < 0.8)
        cluster.set_zone(now, zone, u[2] < 0.7);
      else
        cluster.set_spot_capacity(now, zone, u[2] < 0.7);
      note();
      check_books(cluster, settings, replicas);
    }
  }
  CHECK(histories[0] == histories[1]);
  CHECK(histories[0].size() > 1000);
}

TEST_CASE("a broken GPU takes its replica, not the others of its node, and that node takes no more", "[elasticity]") {
  ClusterSettings settings = fixed_times(2);
  Cluster cluster(settings, 2, {1, 0, 0});
  REQUIRE(cluster.node_of(0) == cluster.node_of(1));
  cluster.lose_gpu(1000 * second, 0);
  CHECK(cluster.state(0) == ReplicaState::gone);
  CHECK(cluster.state(1) == ReplicaState::ready);
  // The crash is seen at once: within a scan of 10 s a node is asked for, and the new replica waits for all of its start.
  const Time ready = time_until_ready(cluster, 2);
  CHECK(ready >= (1000 + 210) * second);
  CHECK(ready <= (1000 + 210 + 20) * second);
  CHECK(cluster.node_of(2) != cluster.node_of(1));
  CHECK(cluster.nodes(0) == 2);
  check_books(cluster, settings, 3);
  // A node without another replica goes.
  cluster.lose_gpu(3000 * second, 1);
  CHECK(cluster.nodes(0) == 1);
}
