// Prefill and decode apart, in pool files and in scenarios.
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <random>

#include "sim/support_models.h"
#include "sim/support_replay.h"
#include "support/tiny_world.h"
#include "tradewind/sim/capacity.h"
#include "tradewind/sim/simulate.h"

using namespace tradewind;
using Catch::Matchers::WithinAbs;
using test::affine;
using test::Replayed;
using test::run;

namespace {

constexpr std::int64_t ms = 1'000'000;

// `prefill` and `decode` servers; 1,000 tokens take 3 ms + 10.486 ms from one to the other.
LlmPool apart(int prefill, int decode, std::int64_t kv_blocks = 1000, VllmServer server = {.async_scheduling = false}) {
  const ReplicaGroup group{.server = server, .iteration = affine(), .kv_blocks = kv_blocks};
  ReplicaGroup first = group, second = group;
  first.replicas = prefill;
  first.role = ReplicaRole::prefill;
  second.replicas = decode;
  second.role = ReplicaRole::decode;
  return {.groups = {first, second}, .kv_transfer = {.latency_ms = 3, .gbit_s = 100}};
}

// Impatient users of whom some repeat what others sent.
std::vector<TraceRequest> random_requests(unsigned seed, int count) {
  std::mt19937 random(seed);
  std::vector<TraceRequest> requests;
  std::int64_t now = 0;
  for (int i = 0; i < count; ++i) {
    now += static_cast<std::int64_t>(random() % 60) * ms;
    TraceRequest request{.arrival_ns = now,
                         .prompt_tokens = 1 + static_cast<std::int32_t>(random() % 900),
                         .output_tokens = 1 + static_cast<std::int32_t>(random() % 60)};
    if (random() % 2 == 0) request.deadline_ns = static_cast<std::int64_t>(1 + random() % 900) * ms;
    if (random() % 2 == 0) request.parts = {{1 + random() % 5, request.prompt_tokens}};
    requests.push_back(std::move(request));
  }
  return requests;
}

Workload& with_servers_apart(World& world, int prefill, int decode) {
  auto& llm = std::get<LlmServing>(world.workloads[0].serving);
  llm.disaggregation = Disaggregation{prefill, decode, {.latency_ms = 0, .gbit_s = 400}};
  for (ServingOption& option : world.serving_options) std::get<IterationModel>(option.timing).kv_bytes_per_token = 131072;
  return world.workloads[0];
}

}  // namespace

TEST_CASE("who gives up on prefill, on the KV cache's way or in decode is gone, and the next one meets an empty pool") {
  // Alone: prefill until 24.4 ms, on the way until 37.9 ms, then decode of 50 tokens at 6.2 ms each.
  const std::int64_t patience = GENERATE(10, 30, 200);
  const TraceRequest impatient{.arrival_ns = 0, .prompt_tokens = 1000, .output_tokens = 50, .deadline_ns = patience * ms};
  const TraceRequest later{.arrival_ns = 1000 * ms, .prompt_tokens = 1000, .output_tokens = 50};
  const Replayed result = run(apart(1, 1), {impatient, later});
  const Replayed alone = run(apart(1, 1), {later});
  REQUIRE(result.requests.size() == 2);
  CHECK(result.requests[0].fate == ReplayFate::timed_out);
  CHECK(result.requests[1].fate == ReplayFate::completed);
  CHECK(result.requests[1].e2e_s == alone.requests[0].e2e_s);
}

TEST_CASE("leaping and every iteration agree when memory is short and clients give up, and no request is lost") {
  const unsigned seed = GENERATE(range(1u, 41u));
  const bool split = GENERATE(false, true);
  LlmPool pool = apart(1 + static_cast<int>(seed % 4), 2, seed % 4 == 0 ? 1000 : 120,
                       {.max_num_seqs = 8, .prefix_caching = seed % 5 != 0, .async_scheduling = seed % 2 == 0, .max_waiting = seed % 7 == 0 ? 3 : 0});
  if (!split) {
    pool.groups.pop_back();
    pool.groups.front().role = ReplicaRole::both;
  }
  pool.balancing = std::array{Balancing::power_of_two, Balancing::least_tokens, Balancing::prefix_affinity}[seed % 3];
  const std::vector<TraceRequest> requests = random_requests(seed, 300);
  const Replayed fast = run(pool, requests), slow = run(pool, requests, {.every_iteration = true});
  REQUIRE(fast.requests.size() == requests.size());
  CHECK(fast.summary.offered == fast.summary.completed + fast.summary.rejected + fast.summary.timed_out);
  CHECK(fast.summary.iterations == slow.summary.iterations);
  for (std::size_t i = 0; i < requests.size(); ++i) {
    const ReplayedRequest &a = fast.requests[i], &b = slow.requests[i];
    CAPTURE(seed, split, i, a.ttft_s, b.ttft_s, a.e2e_s, b.e2e_s, a.cached_tokens, b.cached_tokens, a.replica, b.replica);
    REQUIRE((a.ttft_s == b.ttft_s && a.e2e_s == b.e2e_s && a.fate == b.fate && a.cached_tokens == b.cached_tokens && a.replica == b.replica));
  }
}

TEST_CASE("a decode server that is full rejects a request after its prefill") {
  const LlmPool pool = apart(2, 1, 1000, {.max_num_seqs = 1, .async_scheduling = false, .max_waiting = 1});
  std::vector<TraceRequest> requests;
  for (int i = 0; i < 4; ++i) requests.push_back({.arrival_ns = i * ms, .prompt_tokens = 100, .output_tokens = 500});
  const Replayed result = run(pool, requests);
  CHECK(result.summary.completed == 2);  // one decodes, one waits
  CHECK(result.summary.rejected == 2);
  for (const ReplayedRequest& request : result.requests)
    if (request.fate != ReplayFate::completed) CHECK(request.fate == ReplayFate::rejected_queue);
}

TEST_CASE("in a scenario a replica is a group of servers, and every request is accounted for") {
  World world = test::tiny_llm_world(3);
  with_servers_apart(world, 1, 2);
  const SimulationOptions brief{.replications = 2, .windows = 4, .window_s = 30, .warmup_s = 10};
  const Topology topology = test::tiny_topology(world, {0, 1}, 2);
  const Outcome outcome = simulate(world, topology, brief);
  CHECK(outcome.requests.offered > 500);
  CHECK(outcome.requests.completed == outcome.requests.offered);
  for (const PoolOutcome& pool : outcome.pools) {
    CHECK(pool.utilization_mean > 0.01);
    CHECK(pool.utilization_mean < 1);
  }
  CHECK(simulate(world, topology, brief).fingerprint == outcome.fingerprint);
}

TEST_CASE("at little load an answer takes prefill, transfer and decode, one after the other") {
  World together = test::tiny_llm_world(0.05), split = together;
  with_servers_apart(split, 1, 1);
  auto& llm = std::get<LlmServing>(split.workloads[0].serving);
  llm.disaggregation->kv_transfer = {.latency_ms = 25, .gbit_s = 1e6};
  const SimulationOptions brief{.replications = 2, .windows = 4, .window_s = 600, .warmup_s = 0};
  const Outcome a = simulate(together, test::tiny_topology(together, {0}, 1), brief);
  const Outcome b = simulate(split, test::tiny_topology(split, {0}, 1), brief);
  REQUIRE(a.requests.offered == b.requests.offered);
  // The decode server computes one token more: the first one again, from the prompt's last.
  CHECK_THAT(b.latency.ttft.mean - a.latency.ttft.mean, WithinAbs(25 + 6.2, 1.5));
}

TEST_CASE("long prompts no longer hold up the answers of others") {
  World together = test::tiny_llm_world(8);
  std::get<LlmServing>(together.workloads[0].serving).prompt_tokens = {3000, 6000, 8000};
  World split = together;
  with_servers_apart(split, 1, 1);
  const SimulationOptions brief{.replications = 2, .windows = 2, .window_s = 30, .warmup_s = 30};
  const Outcome mixed = simulate(together, test::tiny_topology(together, {0}, 6), brief);
  const Outcome apart = simulate(split, test::tiny_topology(split, {0}, 3), brief);  // as many servers
  CHECK(apart.latency.tpot.p99 < 0.7 * mixed.latency.tpot.p99);
}

TEST_CASE("the capacity of a group is at most that of its prefill servers and of its decode servers") {
  World world = test::tiny_llm_world(3);
  const auto capacity = [&](int prefill, int decode) {
    with_servers_apart(world, prefill, decode);
    return capacity_curve(world, world.serving_options[0], {.requests_per_point = 6000}).max_rate_rps;
  };
  const double one = capacity(1, 1), more_prefill = capacity(2, 1), more_of_both = capacity(2, 2);
  CHECK(more_prefill > 0.95 * one);
  CHECK(more_of_both > 0.95 * more_prefill);
  CHECK(more_of_both > 1.5 * one);
  CHECK(more_of_both < 2.1 * one);
}
