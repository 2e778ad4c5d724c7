// Which hours of the week the windows of a replication lie in.
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <numbers>
#include <set>

#include "engine/plan.h"
#include "support/tiny_world.h"
#include "tradewind/sim/simulate.h"

using namespace tradewind;
using Catch::Matchers::WithinAbs;

namespace {

// One day like the other; the load of the busiest hour is nine times that of the quietest.
World rhythmic_world(Sampling sampling) {
  World world = test::tiny_classic_world();
  for (std::size_t hour = 0; hour < hours_per_week; ++hour)
    for (std::size_t population = 0; population < world.populations.size(); ++population)
      world.rate_rps[0](population, hour) = 50 * (1 + 0.8 * std::sin(2 * std::numbers::pi * static_cast<double>(hour) / 24));
  for (ServingOption& option : world.serving_options) {
    auto& timing = std::get<BatchModel>(option.timing);
    timing.base_ms = 20;
    timing.ms_per_item = 2.4;  // 33 requests/s one by one, 331 in full batches
  }
  for (std::size_t population = 0; population < world.populations.size(); ++population) world.rtt_ms(population, 0) = 1;
  world.network.last_mile_p50_ms = 1;
  world.network.last_mile_p95_ms = 2;
  world.simulation.sampling = sampling;
  return world;
}

constexpr int windows = 10;

int hour_of(const engine::Plan& plan, int window, std::uint32_t replication) {
  const double middle_s = plan.window_start_s(window, replication) + plan.schedule.warmup_s + plan.schedule.window_s / 2;
  return static_cast<int>(middle_s / 3600) % hours_per_week;
}

SimulationOptions brief(std::uint64_t seed, int replications, int count) {
  return {.seed = seed, .replications = replications, .windows = count, .window_s = 20, .warmup_s = 1};
}

struct Coverage {
  int mean = 0, p95 = 0;
  double mean_ms = 0, mean_squares = 0;
};

constexpr int seeds = 20;

// Seven even windows lie at noon every day: they never see the busy hours.

Coverage coverage(Sampling sampling, const LatencySummary& truth) {
  const World world = rhythmic_world(sampling);
  const Topology topology = test::tiny_topology(world, {0}, 1);
  Coverage coverage;
  for (int seed = 1; seed <= seeds; ++seed) {
    const LatencySummary e2e = simulate(world, topology, brief(static_cast<std::uint64_t>(seed), 8, 7)).latency.e2e;
    coverage.mean += std::abs(e2e.mean - truth.mean) <= e2e.mean_ci95 + truth.mean_ci95 ? 1 : 0;
    coverage.p95 += std::abs(e2e.p95 - truth.p95) <= e2e.ci95 + truth.ci95 ? 1 : 0;
    coverage.mean_ms += e2e.mean / seeds;
    coverage.mean_squares += e2e.mean * e2e.mean / seeds;
  }
  return coverage;
}

}  // namespace

TEST_CASE("stratified sampling takes every hour of the week equally often, and no hour twice in a replication") {
  const World world = rhythmic_world(Sampling::stratified);
  const engine::Plan plan(world, test::tiny_topology(world, {0}, 1), brief(1, 1, windows));
  constexpr int replications = 16800;
  std::array<int, hours_per_week> taken{};
  for (std::uint32_t replication = 0; replication < replications; ++replication) {
    std::set<int> hours;
    for (int window = 0; window < windows; ++window) hours.insert(hour_of(plan, window, replication));
    CHECK(hours.size() == windows);
    for (const int hour : hours) ++taken[static_cast<std::size_t>(hour)];
  }
  const double expected = 1.0 * replications * windows / hours_per_week;
  const double deviation = std::sqrt(expected * (1 - 1.0 * windows / hours_per_week));
  for (const int times : taken) CHECK_THAT(times, WithinAbs(expected, 4.5 * deviation));
}

TEST_CASE("each window of a stratified replication lies in its own stratum of the load") {
  const World world = rhythmic_world(Sampling::stratified);
  const engine::Plan plan(world, test::tiny_topology(world, {0}, 1), brief(1, 1, windows));
  const std::vector<double> load_rps = world.total_rps(0);
  for (std::uint32_t replication = 0; replication < 50; ++replication)
    for (int window = 0; window + 1 < windows; ++window)
      CHECK(load_rps[static_cast<std::size_t>(hour_of(plan, window, replication))] <=
            load_rps[static_cast<std::size_t>(hour_of(plan, window + 1, replication))]);
  const engine::Plan all(world, test::tiny_topology(world, {0}, 1), brief(1, 1, hours_per_week));
  std::set<int> hours;
  for (int window = 0; window < hours_per_week; ++window) hours.insert(hour_of(all, window, 3));
  CHECK(hours.size() == hours_per_week);
}

TEST_CASE("the intervals of stratified replications hold what the whole week gives") {
  const World whole = rhythmic_world(Sampling::even);
  const LatencySummary truth = simulate(whole, test::tiny_topology(whole, {0}, 1), brief(99, 6, hours_per_week)).latency.e2e;
  const Coverage stratified = coverage(Sampling::stratified, truth), even = coverage(Sampling::even, truth);
  CHECK(stratified.mean >= 16);
  CHECK(stratified.p95 >= 16);
  const double standard_error = std::sqrt((stratified.mean_squares - stratified.mean_ms * stratified.mean_ms) / (seeds - 1));
  CHECK_THAT(stratified.mean_ms, WithinAbs(truth.mean, 3 * standard_error + truth.mean_ci95));
  WARN(fmt::format("coverage of {} seeds: stratified mean {} p95 {}; even mean {} p95 {}; mean {:.4f} ms of {:.4f} ms", seeds, stratified.mean,
                   stratified.p95, even.mean, even.p95, stratified.mean_ms, truth.mean));
}
