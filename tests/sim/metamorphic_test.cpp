// What must follow when the question is changed: no closed form is needed to know it.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>

#include "support/tiny_world.h"
#include "tradewind/sim/simulate.h"

using namespace tradewind;

namespace {

SimulationOptions thorough() { return {.replications = 8, .windows = 4, .window_s = 60, .warmup_s = 20}; }

}  // namespace

TEST_CASE("more replicas never make the 95th percentile worse") {
  // Requests in the order of arrival, at up to nine tenths of what one replica can do.
  const World world = test::tiny_classic_world(GENERATE(50.0, 200.0));
  LatencySummary before = simulate(world, test::tiny_topology(world, {0}, 1), thorough()).latency.e2e;
  for (int replicas = 2; replicas <= 5; ++replicas) {
    const LatencySummary now = simulate(world, test::tiny_topology(world, {0}, replicas), thorough()).latency.e2e;
    CAPTURE(replicas, before.p95, now.p95);
    CHECK(now.p95 <= before.p95 + std::hypot(now.ci95, before.ci95));
    before = now;
  }
}

TEST_CASE("another region never makes anybody's network time longer") {
  const World world = test::tiny_classic_world();
  const std::vector<std::vector<std::uint32_t>> growing = {{2}, {1, 2}, {0, 1, 2}};
  std::vector<PopulationOutcome> before = simulate(world, test::tiny_topology(world, growing[0], 2), thorough()).populations;
  for (std::size_t step = 1; step < growing.size(); ++step) {
    const std::vector<PopulationOutcome> now = simulate(world, test::tiny_topology(world, growing[step], 2), thorough()).populations;
    bool better = false;
    for (std::size_t p = 0; p < now.size(); ++p) {
      CAPTURE(now[p].population, step);
      REQUIRE(now[p].requests.offered == before[p].requests.offered);
      CHECK(now[p].latency.network.mean <= before[p].latency.network.mean);
      CHECK(now[p].latency.network.p99 <= before[p].latency.network.p99);
      better = better || now[p].latency.network.mean < 0.9 * before[p].latency.network.mean;
    }
    CHECK(better);
    before = now;
  }
}

TEST_CASE("a population in two halves is the same population") {
  const World whole = GENERATE(test::tiny_llm_world(4), test::tiny_classic_world(60));
  World halves = whole;
  halves.populations.push_back(whole.populations[0]);
  halves.populations.back().name += ", west";
  Grid rtt_ms(4, 3), rates(4, hours_per_week);
  for (std::size_t p = 0; p < 4; ++p) {
    const std::size_t from = p % 3;
    for (std::size_t region = 0; region < 3; ++region) rtt_ms(p, region) = whole.rtt_ms(from, region);
    for (std::size_t hour = 0; hour < hours_per_week; ++hour) rates(p, hour) = whole.rate_rps[0](from, hour) * (from == 0 ? 0.5 : 1);
  }
  halves.rtt_ms = rtt_ms;
  halves.rate_rps = {rates};
  SimulationOptions options = thorough();
  options.replications = 20;
  const Outcome a = simulate(whole, test::tiny_topology(whole, {0, 1}, 2), options);
  const Outcome b = simulate(halves, test::tiny_topology(halves, {0, 1}, 2), options);
  const auto near = [](double x, double x_ci, double y, double y_ci) { return std::abs(x - y) <= 1.5 * std::hypot(x_ci, y_ci); };
  CAPTURE(a.latency.e2e.mean, b.latency.e2e.mean, a.latency.e2e.p95, b.latency.e2e.p95);
  CHECK(near(a.latency.e2e.mean, a.latency.e2e.mean_ci95, b.latency.e2e.mean, b.latency.e2e.mean_ci95));
  CHECK(near(a.latency.e2e.p95, a.latency.e2e.ci95, b.latency.e2e.p95, b.latency.e2e.ci95));
  const double offered = static_cast<double>(a.requests.offered);
  CHECK(std::abs(offered - static_cast<double>(b.requests.offered)) <= 4 * std::sqrt(2 * offered));
}
