#include "serving/llm_server.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <random>
#include <tuple>

#include "sim/support_drive.h"
#include "sim/support_models.h"

using namespace tradewind;
using namespace tradewind::serving;
using test::affine;
using test::Arrival;
using test::constant_time;
using test::synchronous;

namespace {

IterationModel with_tables() {
  IterationModel model;
  model.linear = {{1, 64, 128, 512}, {4.1, 4.3, 5.9, 17.7}};
  model.lm_head = {{1, 16, 64}, {0.31, 0.33, 0.5}};
  model.decode_const_ms = 0.13;
  model.decode_ms_per_seq = 0.011;
  model.decode_ms_per_kv_token = 3.7e-5;
  model.prefill_const_ms = 0.21;
  model.prefill_ms_per_token = 0.0009;
  model.prefill_ms_per_pair = 1.3e-6;
  model.scale = 0.91;
  model.host_ms = 0.6;
  model.host_ms_per_seq = 0.013;
  return model;
}

constexpr Time ms = 1'000'000;

std::vector<Arrival> random_arrivals(std::mt19937_64& random, int count, double mean_gap_ms, int longest_prompt, int longest_output) {
  std::exponential_distribution<double> gap(1 / mean_gap_ms);
  std::uniform_int_distribution<int> prompt(1, longest_prompt), output(1, longest_output);
  std::vector<Arrival> arrivals;
  double now_ms = 0;
  for (int i = 0; i < count; ++i) {
    now_ms += gap(random);
    arrivals.push_back({kernel::from_ms(now_ms), {static_cast<std::uint32_t>(i), prompt(random), output(random)}});
  }
  return arrivals;
}

auto row(const Completion& c) { return std::tuple(c.request, c.scheduled, c.first_token, c.end); }

}  // namespace

TEST_CASE("one request takes one iteration for its prompt and one for each further token") {
  const LlmServerSettings settings(constant_time(), synchronous(), 1000);
  LlmServer server(settings);
  const std::vector<Arrival> arrivals = {{5 * ms, {7, 100, 4}}};
  const auto driven = test::drive(server, arrivals);
  REQUIRE(driven.completions.size() == 1);
  CHECK(row(driven.completions[0]) == std::tuple(7u, 5 * ms, 15 * ms, 45 * ms));
  CHECK(server.free_blocks() == 1000);
  CHECK(server.load(100 * ms).busy == 40 * ms);
  CHECK(server.iterations() == 4);
}

TEST_CASE("a newcomer cuts the leap at the end of the running iteration") {
  const LlmServerSettings settings(constant_time(), synchronous(), 1000);
  LlmServer server(settings);
  const std::vector<Arrival> arrivals = {{0, {0, 16, 100}}, {333 * ms, {1, 16, 2}}};
  const auto driven = test::drive(server, arrivals);
  REQUIRE(driven.completions.size() == 2);
  CHECK(row(driven.completions[0]) == std::tuple(1u, 340 * ms, 350 * ms, 360 * ms));
  CHECK(row(driven.completions[1]) == std::tuple(0u, Time{0}, 10 * ms, 1000 * ms));
}

TEST_CASE("chunked prefill shares the token budget, decodes first") {
  const LlmServerSettings settings(constant_time(), synchronous({.max_num_seqs = 100, .max_num_batched_tokens = 100}), 1000);
  LlmServer server(settings);
  // The second prompt of 150 tokens gets 99 beside the first sequence's decode, then the other 51.
  const std::vector<Arrival> arrivals = {{0, {0, 50, 10}}, {5 * ms, {1, 150, 2}}};
  const auto driven = test::drive(server, arrivals);
  REQUIRE(driven.completions.size() == 2);
  CHECK(row(driven.completions[0]) == std::tuple(1u, 10 * ms, 30 * ms, 40 * ms));
}

TEST_CASE("without chunked prefill a prompt waits until it fits the budget whole") {
  const LlmServerSettings settings(constant_time(), synchronous({.max_num_batched_tokens = 200, .chunked_prefill = false, .max_model_len = 200}),
                                   1000);
  LlmServer server(settings);
  // 120 + 120 do not fit into 200: the second prompt takes an iteration of its own (beside one decode).
  const std::vector<Arrival> arrivals = {{0, {0, 120, 5}}, {1, {1, 120, 1}}, {2, {2, 120, 1}}};
  const auto driven = test::drive(server, arrivals);
  REQUIRE(driven.completions.size() == 3);
  CHECK(row(driven.completions[0]) == std::tuple(1u, 10 * ms, 20 * ms, 20 * ms));
  CHECK(row(driven.completions[1]) == std::tuple(2u, 20 * ms, 30 * ms, 30 * ms));
}

TEST_CASE("at most max_num_seqs run, the others wait in order") {
  const LlmServerSettings settings(constant_time(), synchronous({.max_num_seqs = 2}), 1000);
  LlmServer server(settings);
  const std::vector<Arrival> arrivals = {{0, {0, 10, 3}}, {1, {1, 10, 3}}, {2, {2, 10, 1}}, {3, {3, 10, 1}}};
  const auto driven = test::drive(server, arrivals);
  std::vector<std::uint32_t> order;
  for (const Completion& completion : driven.completions) order.push_back(completion.request);
  CHECK(order == std::vector<std::uint32_t>{0, 1, 2, 3});
  CHECK(driven.completions[2].scheduled == 30 * ms);
}

TEST_CASE("a request that can never fit is rejected") {
  const LlmServerSettings settings(constant_time(), synchronous({.max_model_len = 1000}), 20);  // 320 tokens of KV cache
  LlmServer server(settings);
  const std::vector<Arrival> arrivals = {{0, {0, 999, 2}}, {1, {1, 300, 22}}, {2, {2, 300, 21}}};
  const auto driven = test::drive(server, arrivals);
  CHECK(driven.rejected == std::vector<std::uint32_t>{0, 1});
  CHECK(driven.completions.size() == 1);
}

TEST_CASE("short of blocks, the last admitted sequence is preempted and computes its tokens again") {
  // Four blocks of 16: two prompts of 30 tokens take two blocks each; when both need a third one, the second sequence gives way.
  const LlmServerSettings settings(constant_time(), synchronous(), 4);
  LlmServer server(settings);
  const std::vector<Arrival> arrivals = {{0, {0, 30, 10}}, {1, {1, 30, 10}}};
  const auto driven = test::drive(server, arrivals);
  REQUIRE(driven.completions.size() == 2);
  CHECK(server.preemptions() == 1);
  // Request 0: prompt until 10, then nine decodes. Request 1 joins at 10, is preempted at 30 after two tokens, comes back when 0 has left at 100,
  // recomputes 32 tokens in one iteration that gives its third token, and decodes seven more.
  CHECK(row(driven.completions[0]) == std::tuple(0u, Time{0}, 10 * ms, 100 * ms));
  CHECK(driven.completions[1].first_token == 20 * ms);
  CHECK(driven.completions[1].end == 180 * ms);
  CHECK(server.free_blocks() == 4);
}

TEST_CASE("a server that vLLM would refuse to start is refused") {
  CHECK_THROWS_AS(LlmServerSettings(constant_time(), {}, 0), std::invalid_argument);
  CHECK_THROWS_AS(LlmServerSettings(constant_time(), {.max_num_batched_tokens = 2048, .chunked_prefill = false, .max_model_len = 8192}, 100),
                  std::invalid_argument);
}

TEST_CASE("leaping gives the times of stepping through every iteration, to the nanosecond") {
  std::mt19937_64 random(20260112);
  std::uint64_t preemptions = 0;
  for (int round = 0; round < 400; ++round) {
    const auto between = [&](int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); };
    VllmServer server{.max_num_seqs = between(1, 24),
                      .max_num_batched_tokens = between(24, 300),
                      .chunked_prefill = between(0, 3) > 0,
                      .prefix_caching = between(0, 1) > 0,
                      .async_scheduling = between(0, 1) > 0,
                      .scheduling_policy = between(0, 3) == 0 ? SchedulingPolicy::priority : SchedulingPolicy::fcfs,
                      .block_size = between(1, 20)};
    server.max_model_len = server.chunked_prefill ? 400 : server.max_num_batched_tokens;
    IterationModel model = round % 2 == 0 ? affine() : with_tables();
    model.host_pause_ms = 13;
    model.host_pause_requests = between(0, 5);
    const LlmServerSettings settings(model, server, between(20, 200));
    const std::vector<Arrival> arrivals = random_arrivals(random, 150, between(5, 400), 200, 120);

    LlmServerSettings every_iteration = settings;
    every_iteration.stepping = Stepping::every_iteration;
    LlmServer leaping(settings), stepping(every_iteration);
    const auto conserved = [&](const LlmServer& replica) {
      return replica.free_blocks() + replica.held_blocks() == settings.kv_blocks && replica.free_blocks() >= 0;
    };
    bool blocks_conserved = true;
    const auto fast = test::drive(leaping, arrivals, [&] { blocks_conserved &= conserved(leaping); });
    const auto slow = test::drive(stepping, arrivals, [&] { blocks_conserved &= conserved(stepping); });
    REQUIRE(blocks_conserved);
    REQUIRE(fast.rejected == slow.rejected);
    REQUIRE(fast.completions.size() + fast.rejected.size() == arrivals.size());
    REQUIRE(fast.completions.size() == slow.completions.size());
    CAPTURE(round, server.async_scheduling, server.prefix_caching, server.chunked_prefill, static_cast<int>(server.scheduling_policy));
    for (std::size_t i = 0; i < fast.completions.size(); ++i) {
      CAPTURE(i, fast.completions[i].request, slow.completions[i].request, fast.completions[i].scheduled, slow.completions[i].scheduled,
              fast.completions[i].first_token, slow.completions[i].first_token, fast.completions[i].end, slow.completions[i].end);
      REQUIRE(row(fast.completions[i]) == row(slow.completions[i]));
    }
    REQUIRE(leaping.iterations() == stepping.iterations());
    REQUIRE(leaping.preemptions() == stepping.preemptions());
    REQUIRE(leaping.free_blocks() == settings.kv_blocks);
    preemptions += leaping.preemptions();
  }
  CHECK(preemptions > 1000);  // memory was short often enough to matter
}
