// Replication against closed forms and brute force.
#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <random>

#include "replication/arborescence.h"
#include "replication/lag.h"
#include "replication/tree.h"
#include "support/tiny_world.h"
#include "tradewind/scenarios/problem.h"

using namespace tradewind;
using Catch::Approx;

namespace {

// A world with `n` regions of which only the number matters, and one artifact of 140 GB, home region 0.
World world_of(std::size_t n, ArtifactReplication replication, int files, double versions_per_month = 4) {
  World world = test::tiny_llm_world();
  while (world.regions.size() < n) world.regions.push_back(world.regions.front());
  Artifact artifact;
  artifact.name = "weights";
  artifact.size_gb = 140;
  artifact.files = files;
  artifact.versions_per_month = versions_per_month;
  artifact.replication = replication;
  world.data.artifacts = {artifact};
  return world;
}

ReplicationPlan plan_of(const World& world, const std::vector<std::uint32_t>& targets, const ReplicationNetwork& network) {
  const Artifact& artifact = world.data.artifacts[0];
  return {0, replication::tree(artifact.replication, artifact.home, targets, artifact.size_gb, network)};
}

// Throughputs and prices that differ for every pair.
ReplicationNetwork uneven(std::size_t n, unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> gbit(1, 10), usd(0.01, 0.2);
  ReplicationNetwork network{Grid(n, n), Grid(n, n), Grid(n, n)};
  for (std::size_t u = 0; u < n; ++u)
    for (std::size_t v = 0; v < n; ++v) network.gbit_s(u, v) = gbit(random), network.usd_per_gb(u, v) = usd(random);
  return network;
}

double price(const std::vector<std::size_t>& parent, const Grid& cost) {
  double sum = 0;
  for (std::size_t v = 1; v < parent.size(); ++v) sum += cost(parent[v], v);
  return sum;
}

bool leads_to_root(const std::vector<std::size_t>& parent, std::size_t v) {
  for (std::size_t steps = 0; steps < parent.size(); ++steps) v = v == 0 ? 0 : parent[v];
  return v == 0;
}

// The least price of all trees from vertex 0, by trying every parent of every vertex.
double cheapest_by_trial(const Grid& cost) {
  const std::size_t n = cost.rows();
  double least = 1e300;
  std::vector<std::size_t> parent(n, 0);
  for (std::size_t code = 0; code < static_cast<std::size_t>(std::pow(n, n - 1)); ++code) {
    std::size_t rest = code;
    bool tree = true;
    for (std::size_t v = 1; v < n; ++v, rest /= n) tree = (parent[v] = rest % n) != v && tree;
    for (std::size_t v = 1; v < n && tree; ++v) tree = leads_to_root(parent, v);
    if (tree) least = std::min(least, price(parent, cost));
  }
  return least;
}

}  // namespace

TEST_CASE("the arborescence is a tree and as cheap as the best of all trees", "[replication]") {
  for (unsigned seed = 1; seed <= 200; ++seed) {
    const Grid cost = uneven(2 + seed % 4, seed).usd_per_gb;
    const std::vector<std::size_t> parent = replication::minimum_arborescence(cost, 0);
    for (std::size_t v = 1; v < parent.size(); ++v) REQUIRE(leads_to_root(parent, v));
    CHECK(price(parent, cost) == Approx(cheapest_by_trial(cost)));
  }
}

TEST_CASE("a star's copies wait for those before them, the fastest first", "[replication]") {
  const World world = world_of(4, ArtifactReplication::star, 7);
  const ReplicationNetwork network = uneven(4, 5);
  const ReplicationPlan plan = plan_of(world, {1, 2, 3}, network);
  std::vector<double> seconds = {8 * 140 / network.gbit_s(0, 1), 8 * 140 / network.gbit_s(0, 2), 8 * 140 / network.gbit_s(0, 3)};
  std::ranges::sort(seconds);
  const std::vector<double> lag = undisturbed_lag_s(world.data.artifacts[0], plan, 50);
  CHECK(lag[0] == Approx(seconds[0]));
  CHECK(lag[1] == Approx(seconds[0] + seconds[1]));
  CHECK(lag[2] == Approx(seconds[0] + seconds[1] + seconds[2]));
}

TEST_CASE("a chain passes files on as they come: sum + (files - 1) max", "[replication]") {
  for (const int files : {1, 2, 28}) {
    const World world = world_of(5, ArtifactReplication::chain, files);
    const ReplicationPlan plan = plan_of(world, {1, 2, 3, 4}, uneven(5, 9));
    const std::vector<double> lag = undisturbed_lag_s(world.data.artifacts[0], plan, 50);
    double sum = 0, most = 0;
    for (std::size_t h = 0; h < plan.hops.size(); ++h) {
      CHECK(plan.hops[h].from == (h == 0 ? 0 : plan.hops[h - 1].to));
      const double file_s = plan.hops[h].seconds_per_version / files;
      sum += file_s;
      most = std::max(most, file_s);
      CHECK(lag[h] == Approx(sum + (files - 1) * most));
    }
  }
}

TEST_CASE("with equal links the fastest tree doubles the holders in every round", "[replication]") {
  World world = world_of(8, ArtifactReplication::fastest, 1);
  const ReplicationNetwork equal{Grid(8, 8, 1.12), Grid(8, 8), Grid(8, 8, 0.02)};  // 140 GB in 1000 s
  const ReplicationPlan plan = plan_of(world, {1, 2, 3, 4, 5, 6, 7}, equal);
  std::vector<double> lag = undisturbed_lag_s(world.data.artifacts[0], plan, 50);
  std::ranges::sort(lag);
  const std::vector<double> rounds = {1000, 2000, 2000, 3000, 3000, 3000, 3000};
  for (std::size_t i = 0; i < lag.size(); ++i) CHECK(lag[i] == Approx(rounds[i]));
}

TEST_CASE("every tree reaches every region once, from one that has the version", "[replication]") {
  for (const auto kind : {ArtifactReplication::star, ArtifactReplication::chain, ArtifactReplication::cheapest, ArtifactReplication::fastest}) {
    const World world = world_of(9, kind, 4);
    const ReplicationPlan plan = plan_of(world, {1, 2, 3, 4, 5, 6, 7, 8}, uneven(9, 3));
    const std::vector<double> lag = undisturbed_lag_s(world.data.artifacts[0], plan, 50);
    std::vector<double> at(9, -1);
    at[0] = 0;
    for (std::size_t h = 0; h < plan.hops.size(); ++h) {
      CHECK(at[plan.hops[h].from] >= 0);
      CHECK(at[plan.hops[h].to] < 0);
      at[plan.hops[h].to] = lag[h];
      // No copy is complete before its sender's, nor sooner than the link carries it.
      CHECK(lag[h] > at[plan.hops[h].from]);
      CHECK(lag[h] >= plan.hops[h].seconds_per_version);
    }
    CHECK(plan.hops.size() == 8);
  }
}

TEST_CASE("a service's delay goes through its median and its target, and more files are later", "[replication]") {
  const ServiceDelay delay{30, 900, 99.99, true};
  CHECK(replication::service_lag_s(delay, 1, 0.5) == Approx(30));
  CHECK(replication::service_lag_s(delay, 1, 0.9999) == Approx(900));
  // The last of n files is in time with probability 0.9999^n.
  CHECK(replication::service_lag_s(delay, 28, std::pow(0.9999, 28)) == Approx(900));
  CHECK(std::isfinite(replication::service_lag_s(delay, 1, 1)));
}

TEST_CASE("versions queue at a sender as in M/D/1", "[replication]") {
  // One hop of 1000 s, half of the time busy: mean wait rho s / (2 (1 - rho)) = 500 s.
  const double month_s = hours_per_month * 3600;
  const World world = world_of(2, ArtifactReplication::star, 1, 0.5 * month_s / 1000);
  const ReplicationPlan plan{0, {{0, 1, 1000, false}}};
  const RegionLag lag = simulate_replication(world, std::vector{plan}, 40000, 1)[0].hops[0];
  CHECK(lag.mean_s == Approx(1500).epsilon(0.03));
  CHECK(static_cast<double>(lag.versions) == Approx(40000 * 3.6 / 2).epsilon(0.03));
}

TEST_CASE("a region is behind for 1 - exp(-rate x lag) of the time when the lag is always the same", "[replication]") {
  // A service so narrow that its delay is 600 s; versions every 600 s on average.
  World world = world_of(2, ArtifactReplication::s3, 1, hours_per_month * 6);
  world.data.artifacts[0].delay = {600, 600.0001, 99, false};
  const ReplicationPlan plan{0, {{0, 1, 0, false}}};
  const RegionLag lag = simulate_replication(world, std::vector{plan}, 20000, 1)[0].hops[0];
  CHECK(lag.mean_s == Approx(600).epsilon(1e-4));
  CHECK(lag.behind_share == Approx(1 - std::exp(-1)).epsilon(0.02));
}

TEST_CASE("the same seed gives the same lags for any number of threads", "[replication]") {
  World world = world_of(3, ArtifactReplication::s3_time_control, 5, 5000);
  world.data.artifacts[0].delay = {30, 900, 99.99, true};
  world.data.artifacts.resize(40, world.data.artifacts[0]);
  std::vector<ReplicationPlan> plans;
  for (std::uint32_t a = 0; a < 40; ++a) plans.push_back({a, {{0, 1, 0, false}, {0, 2, 0, false}}});
  const auto one = simulate_replication(world, plans, 24, 7, 1), many = simulate_replication(world, plans, 24, 7, 5);
  for (std::size_t a = 0; a < 40; ++a)
    for (std::size_t h = 0; h < 2; ++h) {
      CHECK(one[a].hops[h].mean_s == many[a].hops[h].mean_s);
      CHECK(one[a].hops[h].behind_share == many[a].hops[h].behind_share);
    }
  CHECK(one[0].hops[0].mean_s != one[1].hops[0].mean_s);
}

TEST_CASE("copying that cannot keep up is said before it runs", "[replication]") {
  const World world = world_of(2, ArtifactReplication::star, 1, hours_per_month * 4);
  CHECK_NOTHROW(check_keeps_up(world, {0, {{0, 1, 899, false}}}));
  CHECK_THROWS_AS(check_keeps_up(world, {0, {{0, 1, 901, false}}}), InvalidInput);
}

TEST_CASE("an artifact goes to the regions that serve its workload, and its bytes are counted once a hop", "[replication]") {
  World world = world_of(3, ArtifactReplication::chain, 1);
  world.data.artifacts[0].workload = 0;
  const Topology topology = test::tiny_topology(world, {1, 2}, 1);
  const std::vector<std::uint32_t> regions = replication_regions(world, topology);
  CHECK(regions == std::vector<std::uint32_t>{0, 1, 2});
  const auto plans = replication_plans(world, topology, replication_network(world, regions, Grid(3, 3, 0.02)));
  const auto bytes = replicated_bytes(world, plans);
  REQUIRE(bytes.size() == 2);
  CHECK(bytes[0].gb + bytes[1].gb == Approx(2 * 4 * 140));
  CHECK(bytes[1].from == bytes[0].to);
}

TEST_CASE("the fastest way is no slower than the chain, and follows it where there are many files", "[replication]") {
  const auto everywhere_s = [](ArtifactReplication kind, int files) {
    World world = world_of(3, kind, files);
    const Topology topology = test::tiny_topology(world, {0, 1, 2}, 1);
    ReplicationNetwork equal{Grid(3, 3, 1.12), Grid(3, 3), Grid(3, 3, 0.02)};
    equal.gbit_s(0, 2) = 0.5;
    return std::ranges::max(undisturbed_lag_s(world.data.artifacts[0], replication_plan(world, 0, topology, equal), 50));
  };
  CHECK(everywhere_s(ArtifactReplication::fastest, 50) == Approx(1000 + 1000 / 50.0));
  for (const int files : {1, 3, 50})
    CHECK(everywhere_s(ArtifactReplication::fastest, files) <= everywhere_s(ArtifactReplication::chain, files) + 1e-9);
}

TEST_CASE("the age of the model that answers: no newer version has been published for as long as the lag, or one has") {
  World world = world_of(3, ArtifactReplication::star, 1, 730);             // a version an hour
  const ReplicationPlan plan{0, {{0, 1, 360, false}, {0, 2, 360, false}}};  // the second copy waits for the first: 360 s and 720 s
  const std::vector<RegionRequests> requests = {{0, 0, 50, 0, 0}, {0, 1, 30, 0, 0}, {0, 2, 20, 0, 0}};
  const StalenessSummary s = model_staleness(world, std::vector{plan}, requests);
  CHECK(s.max == Approx(720));
  CHECK(s.p50 == 0);
  const auto more_than = [](double age_s) {
    const auto behind = [&](double lag_s) { return age_s >= lag_s ? 0 : 1 - std::exp(-(lag_s - age_s) / 3600); };
    return 0.3 * behind(360) + 0.2 * behind(720);
  };
  CHECK(more_than(s.p95) == Approx(0.05).margin(1e-9));
  CHECK(more_than(s.p99) == Approx(0.01).margin(1e-9));
  double mean = 0;
  for (double age_s = 0.5; age_s < 720; ++age_s) mean += more_than(age_s);
  CHECK(s.mean == Approx(mean).epsilon(1e-4));
  CHECK(model_staleness(world, {}, requests).max == 0);
}
