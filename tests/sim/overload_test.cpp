// Pools that do not keep up, and answers that nobody gets, are called so.
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "engine/backlog.h"
#include "support/tiny_world.h"
#include "tradewind/sim/simulate.h"

using namespace tradewind;
using engine::Backlog;

namespace {

Backlog backlog(std::int64_t begin, std::int64_t middle, std::int64_t end, std::uint64_t arrivals_of_a_half) {
  Backlog backlog;
  backlog.note(0, begin, 1000);
  backlog.note(1, middle, 1000 + arrivals_of_a_half);
  backlog.note(2, end, 1000 + 2 * arrivals_of_a_half);
  return backlog;
}

SimulationOptions brief() { return {.replications = 2, .windows = 4, .window_s = 20, .warmup_s = 20}; }

// Three populations of this rate at one H100.
Outcome outcome_at(double rate_rps, const Client& client = {}) {
  World world = test::tiny_llm_world(rate_rps);
  world.workloads[0].client = client;
  return simulate(world, test::tiny_topology(world, {0}, 1), brief());
}

}  // namespace

TEST_CASE("a backlog grows when both halves leave behind more than a share and more than chance") {
  CHECK(backlog(0, 600, 1200, 10'000).grows());
  CHECK_FALSE(backlog(0, 400, 800, 10'000).grows());   // 4 % of what came
  CHECK_FALSE(backlog(0, 600, 1000, 10'000).grows());  // slower in the second half: it fills
  CHECK_FALSE(backlog(0, 56, 112, 100).grows());       // 4 x sqrt(200) = 56.6
  CHECK(backlog(0, 57, 114, 100).grows());
  CHECK_FALSE(backlog(0, 0, 0, 0).grows());
}

TEST_CASE("a pool is overloaded past its capacity, and not below it") {
  const Outcome calm = outcome_at(2);
  CHECK(calm.pools[0].overloaded == 0);
  CHECK_FALSE(calm.overloaded());
  const Outcome flooded = outcome_at(40);
  CHECK(flooded.pools[0].overloaded == 1);
  CHECK(flooded.overloaded());
  CHECK(nlohmann::json::parse(to_json(flooded))["overloaded"] == true);
  CHECK(outcome_from_json(to_json(flooded)).pools[0].overloaded == 1);
}

TEST_CASE("latencies of nothing are null, and read back as nothing") {
  Client impatient;
  impatient.timeout_s = 1e-6;
  const Outcome outcome = outcome_at(2, impatient);
  REQUIRE(outcome.requests.completed == 0);
  const std::string text = to_json(outcome);
  const auto json = nlohmann::json::parse(text);
  CHECK(json["latency_ms"]["perceived"]["p95"].is_null());
  CHECK(json["latency_ms"]["perceived"]["count"] == 0);
  CHECK(json["latency_ms"]["perceived_at_objective"].is_null());
  CHECK(json["slo"]["by_workload"][0]["percentile_ms"].is_null());
  CHECK(json["availability"] == 0);
  CHECK(to_json(outcome_from_json(text)) == text);
}
