// Whole traces on whole pools.
#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>
#include <string>

#include "sim/support_models.h"
#include "sim/support_replay.h"

using namespace tradewind;
using Catch::Approx;
using test::affine;
using test::Replayed;
using test::run;

namespace {

const std::string traces = std::string(TRADEWIND_SOURCE_DIR) + "/tests/data/traces/";

ReplicaGroup group(int replicas, std::int64_t kv_blocks, VllmServer server = {}) {
  return {.replicas = replicas, .server = server, .iteration = affine(), .kv_blocks = kv_blocks};
}

double mean(const std::vector<ReplayedRequest>& requests, double ReplayedRequest::*figure) {
  double sum = 0;
  for (const ReplayedRequest& request : requests) sum += request.*figure;
  return sum / static_cast<double>(requests.size());
}

double p99(const std::vector<ReplayedRequest>& requests, double ReplayedRequest::*figure) {
  std::vector<double> values;
  for (const ReplayedRequest& request : requests) values.push_back(request.*figure);
  const auto nth = values.begin() + static_cast<std::ptrdiff_t>(0.99 * static_cast<double>(values.size()));
  std::ranges::nth_element(values, nth);
  return *nth;
}

constexpr std::int64_t s = 1'000'000'000, ms = 1'000'000;

}  // namespace

TEST_CASE("the Azure chat trace gives what Vidur gives") {
  VllmServer server{.max_num_seqs = 128, .max_num_batched_tokens = 512, .prefix_caching = false, .async_scheduling = false, .enforce_eager = true};
  server.max_model_len = 1 << 20;
  const LlmPool pool{.groups = {group(1, 100000, server)}, .kv_transfer = {}};
  const auto trace = open_trace(traces + "vidur_sarathi512_conv.csv.gz");
  const Replayed ours = run(pool, *trace);
  REQUIRE(ours.requests.size() == 19366);
  // Vidur's own figures for its run (microsoft/vidur, MIT; see tests/data/traces/PROVENANCE.md).
  CHECK(mean(ours.requests, &ReplayedRequest::ttft_s) == Approx(0.05846).epsilon(0.02));
  CHECK(p99(ours.requests, &ReplayedRequest::ttft_s) == Approx(0.2613).epsilon(0.02));
  CHECK(mean(ours.requests, &ReplayedRequest::e2e_s) == Approx(1.7349).epsilon(0.02));
  CHECK(p99(ours.requests, &ReplayedRequest::e2e_s) == Approx(4.9329).epsilon(0.02));
  CHECK(static_cast<double>(ours.summary.iterations) == Approx(447743).epsilon(0.02));
}

TEST_CASE("leaping over iterations gives the times of every iteration on every trace") {
  const std::string file = GENERATE("azure_llm_2023_conv.csv.gz", "servegen_m_mid_1h.csv.gz", "servegen_deepseek_r1_1h.csv.gz");
  const bool async = GENERATE(false, true);
  CAPTURE(file, async);
  VllmServer server{.max_num_seqs = 64, .async_scheduling = async};
  server.max_model_len = 1 << 20;
  IterationModel model = affine();
  model.host_pause_ms = 25;
  model.host_pause_requests = 40;
  ReplicaGroup few = group(4, 12000, server);
  few.iteration = model;
  const LlmPool pool{.balancing = Balancing::least_outstanding, .groups = {few}, .kv_transfer = {}};
  const auto leaping = open_trace(traces + file), stepping = open_trace(traces + file);
  const Replayed fast = run(pool, *leaping), slow = run(pool, *stepping, {.every_iteration = true});
  REQUIRE(fast.requests.size() == slow.requests.size());
  REQUIRE(fast.summary.offered == fast.summary.completed + fast.summary.rejected + fast.summary.timed_out);
  for (std::size_t i = 0; i < fast.requests.size(); ++i) {
    const ReplayedRequest &a = fast.requests[i], &b = slow.requests[i];
    if (a.id != i || a.ttft_s != b.ttft_s || a.e2e_s != b.e2e_s || a.replica != b.replica || a.fate != b.fate) {
      CAPTURE(i, a.ttft_s, b.ttft_s, a.e2e_s, b.e2e_s);
      FAIL("the two ways differ");
    }
  }
  CHECK(fast.summary.iterations == slow.summary.iterations);
  CHECK(fast.summary.preemptions == slow.summary.preemptions);
}

TEST_CASE("apart, prefill and decode are one after the other, with the KV cache on its way between them") {
  ReplicaGroup prefill = group(1, 1000, {.async_scheduling = false}), decode = prefill;
  prefill.role = ReplicaRole::prefill;
  decode.role = ReplicaRole::decode;
  const LlmPool pool{.groups = {prefill, decode}, .kv_transfer = {.latency_ms = 3, .gbit_s = 100}};
  const Replayed alone = run(pool, {{.prompt_tokens = 1000, .output_tokens = 5}});
  REQUIRE(alone.requests.size() == 1);
  const double prefill_ms = 6.2 + 0.0172 * 1000 + 2e-6 * 1000 * 500, transfer_ms = 3 + 1000 * 131072.0 * 8 / 100e6;
  const double first_ms = 6.2 + 0.0172 + 2e-6 * (999 + 0.5);
  CHECK(alone.requests[0].ttft_s * 1000 == Approx(prefill_ms + transfer_ms + first_ms).epsilon(1e-6));
  CHECK(alone.requests[0].replica == 1);
  CHECK(alone.summary.completed == 1);
}

TEST_CASE("a pool needs roles that go together") {
  ReplicaGroup prefill = group(1, 100), both = group(1, 100);
  prefill.role = ReplicaRole::prefill;
  CHECK_THROWS_AS(run({.groups = {prefill}, .kv_transfer = {}}, {}), std::invalid_argument);
  CHECK_THROWS_AS(run({.groups = {prefill, both}, .kv_transfer = {}}, {}), std::invalid_argument);
}

TEST_CASE("who waits past the deadline gives up, and the place goes to the next") {
  const LlmPool pool{.groups = {group(1, 1000, {.max_num_seqs = 1, .async_scheduling = false})}, .kv_transfer = {}};
  const Replayed result = run(pool, {{.arrival_ns = 0, .prompt_tokens = 10, .output_tokens = 1000, .deadline_ns = s},
                                     {.arrival_ns = ms, .prompt_tokens = 10, .output_tokens = 10, .deadline_ns = 100 * ms},
                                     {.arrival_ns = 2 * ms, .prompt_tokens = 10, .output_tokens = 10}});
  REQUIRE(result.requests.size() == 3);
  CHECK(result.requests[0].fate == ReplayFate::timed_out);
  CHECK(result.requests[1].fate == ReplayFate::timed_out);
  CHECK(result.requests[2].fate == ReplayFate::completed);
  CHECK(result.requests[2].ttft_s > 0.998);
  CHECK(result.requests[2].ttft_s < 1.02);
  CHECK(result.summary.timed_out == 2);
}

TEST_CASE("a deadline in the last iteration is missed once, whatever comes after it") {
  const LlmPool pool{.balancing = Balancing::least_outstanding, .groups = {group(2, 1000)}, .kv_transfer = {}};
  const TraceRequest request{.arrival_ns = 0, .prompt_tokens = 10, .output_tokens = 10};
  const Replayed patient = run(pool, {request});
  std::vector<TraceRequest> requests;
  for (int i = 0; i < 50; ++i) {
    TraceRequest next = request;
    next.arrival_ns = i * s;
    next.deadline_ns = static_cast<std::int64_t>(patient.requests[0].e2e_s * 1e9) - 1000;
    requests.push_back(next);
  }
  const Replayed result = run(pool, requests);
  REQUIRE(result.requests.size() == 50);
  CHECK(std::ranges::all_of(result.requests, [](const ReplayedRequest& r) { return r.fate == ReplayFate::timed_out; }));
  CHECK(result.summary.timed_out == 50);
  CHECK(result.summary.completed == 0);
}

TEST_CASE("requests that are given up while their texts are shared leave the prefix cache whole") {
  const LlmPool pool{.groups = {group(1, 400, {.max_num_seqs = 8})}, .kv_transfer = {}};
  std::vector<TraceRequest> requests;
  for (int i = 0; i < 3000; ++i) {
    const auto text = static_cast<std::uint64_t>(1 + i % 7);
    requests.push_back({.arrival_ns = i * 7 * ms,
                        .prompt_tokens = 100,
                        .output_tokens = 5 + i % 11,
                        .deadline_ns = (30 + i % 61) * ms,
                        .parts = {{text, 64 + 16 * (i % 2)}}});
  }
  const Replayed result = run(pool, requests);
  REQUIRE(result.requests.size() == 3000);
  CHECK(result.summary.timed_out > 500);
  CHECK(result.summary.completed > 500);
  CHECK(result.summary.timed_out + result.summary.completed == 3000);
}

TEST_CASE("what can never fit is told from what finds the queue full") {
  const LlmPool pool{.groups = {group(1, 100, {.max_num_seqs = 1, .max_waiting = 1})}, .kv_transfer = {}};
  const Replayed result = run(pool, {{.arrival_ns = 0, .prompt_tokens = 100, .output_tokens = 100},
                                     {.arrival_ns = 1, .prompt_tokens = 9000, .output_tokens = 1},
                                     {.arrival_ns = 2, .prompt_tokens = 100, .output_tokens = 1},
                                     {.arrival_ns = 3, .prompt_tokens = 100, .output_tokens = 1}});
  CHECK(result.requests[1].fate == ReplayFate::rejected_length);
  CHECK(result.requests[2].fate == ReplayFate::completed);
  CHECK(result.requests[3].fate == ReplayFate::rejected_queue);
}

TEST_CASE("prefix affinity keeps conversations on the replica that knows them") {
  std::vector<TraceRequest> requests;
  for (int i = 0; i < 400; ++i)
    requests.push_back(
        {.arrival_ns = i * 150 * ms, .prompt_tokens = 800, .output_tokens = 20, .parts = {{static_cast<std::uint64_t>(i % 7 + 1), 800}}});
  const auto cached = [&](Balancing balancing) {
    const LlmPool pool{.balancing = balancing, .groups = {group(4, 120)}, .kv_transfer = {}};  // room for two prompts a replica
    double sum = 0;
    for (const ReplayedRequest& request : run(pool, requests).requests) sum += request.cached_tokens;
    return sum / 400;
  };
  CHECK(cached(Balancing::prefix_affinity) > 1.5 * cached(Balancing::round_robin));
}

TEST_CASE("a faster replica of a mixed pool serves more when the least loaded one is chosen") {
  ReplicaGroup slow = group(1, 5000), fast = group(1, 5000);
  fast.iteration.scale = 0.4;
  std::vector<TraceRequest> requests;
  for (int i = 0; i < 2000; ++i) requests.push_back({.arrival_ns = i * 60 * ms, .prompt_tokens = 300, .output_tokens = 100});
  const Replayed result = run({.balancing = Balancing::least_outstanding, .groups = {slow, fast}, .kv_transfer = {}}, requests);
  const auto on_fast = std::ranges::count(result.requests, 1u, &ReplayedRequest::replica);
  CHECK(on_fast > 1100);
  CHECK(result.summary.completed == 2000);
}
