#include "tradewind/sim/simulate.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <map>

#include "engine/window.h"
#include "support/tiny_world.h"
#include "tradewind/sim/network_time.h"

using namespace tradewind;
using Catch::Matchers::WithinRel;

namespace {

SimulationOptions brief() { return {.replications = 2, .windows = 4, .window_s = 20, .warmup_s = 10}; }

bool conserved(const RequestCounts& counts) { return counts.offered == counts.completed + counts.rejected + counts.timed_out + counts.failed; }

std::vector<engine::RequestRecord> records(const World& world, const Topology& topology, std::uint32_t replication = 0, int window = 1) {
  const engine::Plan plan(world, topology, brief());
  std::vector<engine::RequestRecord> history;
  engine::Unchanging surroundings(plan);
  engine::simulate_window(plan, replication, window, surroundings, [&](const engine::RequestRecord& record) { history.push_back(record); }, {});
  std::ranges::sort(history, {}, &engine::RequestRecord::number);
  return history;
}

}  // namespace

TEST_CASE("an outcome survives the way through JSON") {
  const World world = test::tiny_llm_world();
  const Outcome outcome = simulate(world, test::tiny_topology(world, {0, 1, 2}, 1), brief());
  const std::string text = to_json(outcome);
  CHECK(to_json(outcome_from_json(text)) == text);
  CHECK_THROWS_AS(outcome_from_json("{"), std::invalid_argument);
  CHECK_THROWS_AS(outcome_from_json("{}"), std::invalid_argument);
}

TEST_CASE("requests are conserved in every table, and the tables add up") {
  for (const double rate : {2.0, 40.0}) {
    const World world = test::tiny_llm_world(rate);
    const Outcome outcome = simulate(world, test::tiny_topology(world, {0, 1}, 1), brief());
    CHECK(conserved(outcome.requests));
    CHECK(outcome.requests.offered > 0);
    std::uint64_t by_population = 0, by_continent = 0, by_pool = 0;
    for (const PopulationOutcome& place : outcome.populations) {
      by_population += place.requests.offered;
      CHECK(conserved(place.requests));
    }
    for (const ContinentOutcome& place : outcome.continents) {
      by_continent += place.requests.offered;
      CHECK(conserved(place.requests));
    }
    for (const PoolOutcome& pool : outcome.pools) {
      by_pool += pool.requests.offered;
      CHECK(conserved(pool.requests));
    }
    CHECK(by_population == outcome.requests.offered);
    CHECK(by_continent == outcome.requests.offered);
    CHECK(by_pool == outcome.requests.offered);
    CHECK(outcome.workloads.at(0).requests.completed == outcome.requests.completed);
  }
}

TEST_CASE("every measured request ends once") {
  for (const double rate : {2.0, 300.0}) {
    const World world = test::tiny_llm_world(rate);
    const auto history = records(world, test::tiny_topology(world, {0}, 1));
    REQUIRE(history.size() > 50);
    bool in_turn = true;
    for (std::size_t i = 0; i < history.size(); ++i) in_turn &= history[i].number == i && (i == 0 || history[i].sent >= history[i - 1].sent);
    CHECK(in_turn);
  }
}

TEST_CASE("a warm-up that the scenario leaves is found, left out of the latencies, and told") {
  // Requests that are alike, so that nothing but the growing batch of the first seconds changes their times.
  World world = test::tiny_llm_world(8);
  std::get<LlmServing>(world.workloads[0].serving).prompt_tokens = {512, 512, 4000};
  std::get<LlmServing>(world.workloads[0].serving).output_tokens = {300, 300, 1000};
  const Topology topology = test::tiny_topology(world, {0}, 1);
  // The second is too long for its records to be kept: it is simulated again.
  for (const auto& [windows, window_s] : {std::pair{4, 120.0}, std::pair{1, 1200.0}}) {
    const SimulationOptions cold{.replications = 2, .windows = windows, .window_s = window_s, .warmup_s = 0};
    SimulationOptions warm = cold;
    warm.warmup_s = 60;
    const Outcome left = simulate(world, topology, cold), none = simulate(world, topology, warm);
    CHECK(left.warmup_requests > 0);
    CHECK(left.warmup_requests < left.requests.offered / 2);
    CHECK(none.warmup_requests < left.warmup_requests);
    CHECK(left.latency.e2e.count == left.requests.completed - left.warmup_requests);
    CHECK(conserved(left.requests));
    CHECK_THAT(left.latency.service.mean, WithinRel(none.latency.service.mean, 0.02));
  }
}

TEST_CASE("latencies add up: e2e = network + queue + service, first token before last") {
  for (const World& world : {test::tiny_llm_world(), test::tiny_classic_world()}) {
    const auto history = records(world, test::tiny_topology(world, {0, 2}, 2));
    REQUIRE(history.size() > 50);
    bool sound = true, ordered = true;
    for (const engine::RequestRecord& record : history) {
      REQUIRE(record.fate == engine::Fate::completed);
      sound &= record.queue >= 0 && record.service > 0 && record.network() > 0;
      ordered &= record.sent < record.first && record.first <= record.end;
    }
    CHECK(sound);
    CHECK(ordered);
    const Outcome outcome = simulate(world, test::tiny_topology(world, {0, 2}, 2), brief());
    CHECK_THAT(outcome.latency.e2e.mean, WithinRel(outcome.latency.network.mean + outcome.latency.queue.mean + outcome.latency.service.mean, 1e-9));
    CHECK(outcome.latency.perceived.p95 == (world.workloads[0].is_llm() ? outcome.latency.ttft.p95 : outcome.latency.e2e.p95));
  }
}

TEST_CASE("the rate of the requests is the world's") {
  const World world = test::tiny_classic_world(50);
  const Outcome outcome = simulate(world, test::tiny_topology(world, {0, 1, 2}, 1), {.replications = 4, .windows = 28, .window_s = 60});
  const double expected = 3 * 50 * 60.0 * 28 * 4;
  CHECK(std::abs(static_cast<double>(outcome.requests.offered) - expected) < 4 * std::sqrt(expected));
  CHECK_THAT(outcome.usage.total_requests(), WithinRel(3 * 50 * 3600 * 730.0, 0.01));
}

TEST_CASE("measured usage agrees with arithmetic on means") {
  const World world = test::tiny_llm_world(5);
  const Topology topology = test::tiny_topology(world, {0, 2}, 3);
  const Usage measured = simulate(world, topology, {.replications = 4, .windows = 28, .window_s = 60}).usage;
  const Usage expected = expected_usage(world, topology);
  REQUIRE(measured.pools.size() == expected.pools.size());
  for (std::size_t i = 0; i < measured.pools.size(); ++i) CHECK(measured.pools[i].instance_hours == expected.pools[i].instance_hours);
  const auto egress = [](const Usage& usage) {
    double gb = 0;
    for (const InternetEgress& row : usage.internet_egress) gb += row.gb;
    return gb;
  };
  const auto ingress = [](const Usage& usage) {
    double gb = 0;
    for (const RegionRequests& row : usage.requests) gb += row.request_gb;
    return gb;
  };
  CHECK_THAT(egress(measured), WithinRel(egress(expected), 0.02));
  CHECK_THAT(ingress(measured), WithinRel(ingress(expected), 0.02));
  CHECK_THAT(measured.requests[0].new_connections, WithinRel(0.3 * measured.requests[0].requests, 0.03));
}

TEST_CASE("a simulated bill has the instances of a priced one, hour by hour") {
  World world = test::tiny_llm_world(5);
  world.billing.follow_demand = true;
  world.workloads[0].autoscaling = Autoscaling{.min_replicas = 1, .max_replicas = 3};
  for (std::size_t hour = 0; hour < 84; ++hour) world.rate_rps[0](0, hour) = 0.1;  // of 10 requests/s in us-east-1 5.1 are left
  const Topology topology = test::tiny_topology(world, {0, 2}, 3);
  const Outcome outcome = simulate(world, topology, {.replications = 1, .windows = 4, .window_s = 10});
  const Usage expected = expected_usage(world, topology);
  REQUIRE(expected.pools[0].hourly_instances.size() == hours_per_week);
  const Usage kept = outcome_from_json(to_json(outcome)).usage;
  for (std::size_t i = 0; i < expected.pools.size(); ++i) {
    CHECK(kept.pools[i].instance_hours == expected.pools[i].instance_hours);
    CHECK(kept.pools[i].hourly_instances == expected.pools[i].hourly_instances);
  }
}

TEST_CASE("two topologies meet the same users") {
  const World world = test::tiny_llm_world();
  const auto near = records(world, test::tiny_topology(world, {0, 1, 2}, 2)), far = records(world, test::tiny_topology(world, {2}, 6));
  REQUIRE(near.size() == far.size());
  bool same = true;
  for (std::size_t i = 0; i < near.size(); ++i)
    same &= near[i].sent == far[i].sent && near[i].size == far[i].size && near[i].output_tokens == far[i].output_tokens &&
            near[i].new_connection == far[i].new_connection;
  CHECK(same);
}

TEST_CASE("another replication, window or seed meets other users") {
  const World world = test::tiny_llm_world();
  const Topology topology = test::tiny_topology(world, {0, 1, 2}, 2);
  const auto base = records(world, topology, 0, 1);
  CHECK(records(world, topology, 0, 1).at(0).sent == base.at(0).sent);
  CHECK(records(world, topology, 1, 1).at(0).sent != base.at(0).sent);
  CHECK(records(world, topology, 0, 2).at(0).sent != base.at(0).sent);
}

TEST_CASE("users are served by the nearest open region, and shares are kept") {
  const World world = test::tiny_classic_world(100);
  Topology topology = test::tiny_topology(world, {0, 1, 2}, 1);
  const Outcome nearest = simulate(world, topology, brief());
  for (std::size_t i = 0; i < 3; ++i) CHECK(nearest.pools[i].requests.offered == nearest.populations[i].requests.offered);

  topology.policy = RoutingPolicy::weighted;
  topology.shares = {Grid(3, 3)};
  topology.shares[0](0, 0) = 0.25, topology.shares[0](0, 1) = 0.75;
  topology.shares[0](1, 1) = 1, topology.shares[0](2, 2) = 1;
  const Outcome shared = simulate(world, topology, brief());
  const double new_york = static_cast<double>(shared.populations[0].requests.offered);
  CHECK_THAT(static_cast<double>(shared.pools[0].requests.offered), WithinRel(0.25 * new_york, 0.05));
}

TEST_CASE("the distance shows in the network latency") {
  const World world = test::tiny_classic_world(100);
  const Outcome outcome = simulate(world, test::tiny_topology(world, {0}, 2), brief());
  const double rtt[] = {10, 80, 160};
  for (std::size_t i = 0; i < 3; ++i) {
    const std::vector<double> quantiles = network_latency_quantiles_ms(world, 0, rtt[i]);
    CHECK_THAT(outcome.populations[i].latency.network.p50, WithinRel((quantiles[49] + quantiles[50]) / 2, 0.03));
  }
}

TEST_CASE("an overloaded pool ends, and what was not answered counts as timed out") {
  World world = test::tiny_llm_world(500);
  const Outcome outcome = simulate(world, test::tiny_topology(world, {0}, 1), {.replications = 1, .windows = 1, .window_s = 20, .warmup_s = 5});
  CHECK(conserved(outcome.requests));
  CHECK(outcome.requests.timed_out > 0);
  CHECK(outcome.availability < 0.9);
  CHECK_FALSE(outcome.workloads[0].slo_met);
  CHECK(outcome.pools[0].utilization_mean > 0.99);
}

TEST_CASE("utilization and batch of a lightly loaded classic pool follow from the rate") {
  const World world = test::tiny_classic_world(20);  // 20 req/s at 2.1 ms each
  const Outcome outcome = simulate(world, test::tiny_topology(world, {0, 1, 2}, 1), {.replications = 4, .windows = 28, .window_s = 60});
  CHECK_THAT(outcome.pools[0].utilization_mean, WithinRel(20 * 0.0021, 0.03));
  CHECK_THAT(outcome.pools[0].batch_mean, WithinRel(1.02, 0.03));
}

TEST_CASE("what does not fit the world is refused with a sentence") {
  const World world = test::tiny_llm_world();
  CHECK_THROWS_AS(simulate(world, Topology{}), std::invalid_argument);
  CHECK_THROWS_AS(simulate(world, test::tiny_topology(world, {0}, 0)), std::invalid_argument);
  CHECK_THROWS_AS(simulate(world, Topology{{{0, 99, 1}}, RoutingPolicy::latency, {}}), std::invalid_argument);
  CHECK_THROWS_AS(simulate(world, test::tiny_topology(world, {0}, 1), {.windows = 169}), std::invalid_argument);
  CHECK_THROWS_AS(simulate(world, test::tiny_topology(world, {0}, 1), {.replications = 0}), std::invalid_argument);
  CHECK_THROWS_AS(simulate(world, test::tiny_topology(world, {0}, 1), {.window_s = 0}), std::invalid_argument);
}

TEST_CASE("a simulation stops when asked, and tells how far it is") {
  const World world = test::tiny_llm_world();
  std::stop_source stop;
  stop.request_stop();
  CHECK_THROWS_AS(simulate(world, test::tiny_topology(world, {0}, 1), brief(), {}, stop.get_token()), Interrupted);
  double done = 0;
  simulate(world, test::tiny_topology(world, {0}, 1), brief(), [&](const ProgressReport& report) { done = report.done; });
  CHECK(done == 1);
}

TEST_CASE("windows lie around the middle of their hours and cover the week evenly") {
  const World world = test::tiny_llm_world();
  const Topology topology = test::tiny_topology(world, {0}, 1);
  const engine::Plan plan(world, topology, {.windows = 28, .window_s = 60, .warmup_s = 30});
  CHECK(plan.window_start_s(0, 0) == 3 * 3600 + 1800 - 30 - 30);
  CHECK(plan.window_start_s(27, 0) == 165 * 3600 + 1800 - 60);
  const engine::Plan hourly(world, topology, {.windows = 168, .window_s = 3600, .warmup_s = 600});
  CHECK(hourly.window_start_s(0, 0) == 168 * 3600 - 600);
  CHECK(hourly.window_start_s(167, 0) == 167 * 3600 - 600);
  // 22.5 * 168 / 30 is 126, and less where it is reckoned as 22.5 * 5.6.
  const engine::Plan thirty(world, topology, {.windows = 30, .window_s = 60, .warmup_s = 30});
  CHECK(thirty.window_start_s(22, 0) == 126 * 3600 + 1800 - 60);
}
