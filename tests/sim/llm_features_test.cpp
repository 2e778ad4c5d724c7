// What a vLLM server does besides batching, on timelines worked out by hand: 10 ms an iteration, whatever it computes.
#include <catch2/catch_test_macros.hpp>

#include "serving/llm_server.h"
#include "sim/support_drive.h"
#include "sim/support_models.h"

using namespace tradewind;
using namespace tradewind::serving;
using test::Arrival;
using test::constant_time;
using test::synchronous;

namespace {

constexpr Time ms = 1'000'000;

const Completion& of(const test::Driven& driven, std::uint32_t request) {
  for (const Completion& completion : driven.completions)
    if (completion.request == request) return completion;
  FAIL("request " << request << " was never completed");
  return driven.completions.front();
}

// Wakes the server until `until`.
void advance(LlmServer& server, Time until, std::vector<Completion>& completions) {
  while (server.next_wake() <= until) {
    server.wake(server.next_wake());
    completions.insert(completions.end(), server.completed().begin(), server.completed().end());
  }
}

}  // namespace

TEST_CASE("scheduled asynchronously, a newcomer waits for the iteration that runs and for the one that is planned") {
  const std::vector<Arrival> arrivals = {{0, {0, 30, 10}}, {ms, {1, 30, 2}}};
  const LlmServerSettings sync(constant_time(), synchronous(), 100), async(constant_time(), {}, 100);
  LlmServer one(sync), ahead(async);
  const auto at_once = test::drive(one, arrivals), later = test::drive(ahead, arrivals);
  CHECK(of(at_once, 1).first_token == 20 * ms);
  CHECK(of(at_once, 1).end == 30 * ms);
  CHECK(of(later, 1).first_token == 30 * ms);
  CHECK(of(later, 1).end == 40 * ms);
  CHECK(of(at_once, 0).end == 100 * ms);
  CHECK(of(later, 0).end == 100 * ms);
}

TEST_CASE("scheduled asynchronously, the place of a finished sequence is taken an iteration later") {
  const std::vector<Arrival> arrivals = {{0, {0, 30, 2}}, {0, {1, 30, 9}}, {ms, {2, 30, 1}}};
  const LlmServerSettings sync(constant_time(), synchronous({.max_num_seqs = 2}), 100), async(constant_time(), {.max_num_seqs = 2}, 100);
  LlmServer one(sync), ahead(async);
  const auto at_once = test::drive(one, arrivals), later = test::drive(ahead, arrivals);
  CHECK(of(at_once, 0).end == of(later, 0).end - 10 * ms * (of(later, 0).first_token > 10 * ms ? 1 : 0));
  CHECK(of(at_once, 2).scheduled == of(at_once, 0).end);
  CHECK(of(later, 2).scheduled == of(later, 0).end + 10 * ms);
}

TEST_CASE("a repeated prompt is computed from its last block on") {
  const PromptContent prompt{.parts = {{7, 64}}}, longer{.parts = {{7, 64}, {8, 100}}}, other{.parts = {{9, 64}}};
  const LlmServerSettings settings(constant_time(), synchronous(), 100);
  LlmServer server(settings);
  const std::vector<Arrival> arrivals = {{0, {.request = 0, .size = 64, .output_tokens = 2, .content = &prompt}},
                                         {100 * ms, {.request = 1, .size = 64, .output_tokens = 2, .content = &prompt}},
                                         {200 * ms, {.request = 2, .size = 100, .output_tokens = 2, .content = &longer}},
                                         {300 * ms, {.request = 3, .size = 64, .output_tokens = 2, .content = &other}}};
  const auto driven = test::drive(server, arrivals);
  CHECK(of(driven, 0).cached_tokens == 0);
  CHECK(of(driven, 1).cached_tokens == 48);  // the last token is always computed, and with it its block
  CHECK(of(driven, 2).cached_tokens == 64);
  CHECK(of(driven, 3).cached_tokens == 0);
  CHECK(server.free_blocks() == 100);

  VllmServer without = synchronous();
  without.prefix_caching = false;
  const LlmServerSettings uncached(constant_time(), without, 100);
  LlmServer forgetful(uncached);
  CHECK(of(test::drive(forgetful, arrivals), 1).cached_tokens == 0);
}

TEST_CASE("the next turn of a conversation finds prompt and answer of the turn before it") {
  // 50 + 30 tokens, of which the last one's KV entry is never computed: 79 tokens fill four blocks.
  const PromptContent first{.parts = {{1, 50}}, .answer = 2}, second{.parts = {{1, 50}, {2, 80}, {3, 120}}};
  const LlmServerSettings settings(constant_time(), synchronous(), 100);
  LlmServer server(settings);
  const std::vector<Arrival> arrivals = {{0, {.request = 0, .size = 50, .output_tokens = 30, .content = &first}},
                                         {1000 * ms, {.request = 1, .size = 120, .output_tokens = 2, .content = &second}}};
  CHECK(of(test::drive(server, arrivals), 1).cached_tokens == 64);
}

TEST_CASE("blocks that were freed first are lost first, from the end of their text") {
  const PromptContent a{.parts = {{1, 64}}}, b{.parts = {{2, 64}}};
  const LlmServerSettings settings(constant_time(), synchronous(), 10);  // a and b fill eight blocks of ten
  LlmServer server(settings);
  const std::vector<Arrival> arrivals = {{0, {.request = 0, .size = 64, .output_tokens = 1, .content = &a}},
                                         {100 * ms, {.request = 1, .size = 64, .output_tokens = 1, .content = &b}},
                                         {200 * ms, {.request = 2, .size = 80, .output_tokens = 1}},  // takes two fresh blocks and three of a
                                         {300 * ms, {.request = 3, .size = 64, .output_tokens = 1, .content = &a}},  // three blocks of b
                                         {400 * ms, {.request = 4, .size = 64, .output_tokens = 1, .content = &b}}};
  const auto driven = test::drive(server, arrivals);
  CHECK(of(driven, 3).cached_tokens == 16);
  CHECK(of(driven, 4).cached_tokens == 16);
}

TEST_CASE("by priority, the most urgent of those that wait is served first") {
  const std::vector<Arrival> arrivals = {{0, {.request = 0, .size = 10, .output_tokens = 3}},
                                         {ms, {.request = 1, .size = 10, .output_tokens = 1, .priority = 5}},
                                         {2 * ms, {.request = 2, .size = 10, .output_tokens = 1, .priority = -1}}};
  const LlmServerSettings fcfs(constant_time(), synchronous({.max_num_seqs = 1}), 100);
  const LlmServerSettings urgent(constant_time(), synchronous({.max_num_seqs = 1, .scheduling_policy = SchedulingPolicy::priority}), 100);
  LlmServer in_order(fcfs), by_priority(urgent);
  const auto first = test::drive(in_order, arrivals), second = test::drive(by_priority, arrivals);
  CHECK(of(first, 1).end < of(first, 2).end);
  CHECK(of(second, 2).end == 40 * ms);
  CHECK(of(second, 1).end == 50 * ms);
}

TEST_CASE("a cancelled request gives its place back at the end of the iteration, a waiting one at once") {
  const LlmServerSettings settings(constant_time(), synchronous({.max_num_seqs = 1}), 100);
  LlmServer server(settings);
  std::vector<Completion> completions;
  server.arrive(0, {.request = 0, .size = 40, .output_tokens = 100});
  server.arrive(ms, {.request = 1, .size = 40, .output_tokens = 1});
  server.arrive(ms, {.request = 2, .size = 40, .output_tokens = 1});
  CHECK(server.cancel(5 * ms, 1));
  CHECK(server.waiting() == 1);
  advance(server, 14 * ms, completions);
  CHECK(server.cancel(15 * ms, 0));
  CHECK_FALSE(server.cancel(15 * ms, 77));
  advance(server, 1000 * ms, completions);
  REQUIRE(completions.size() == 1);
  CHECK(completions[0].request == 2);
  CHECK(completions[0].scheduled == 20 * ms);
  CHECK(completions[0].end == 30 * ms);
  CHECK(server.free_blocks() == 100);
}

TEST_CASE("a request that is cancelled in its last iteration ends unheard, and its name is free at once") {
  const LlmServerSettings settings(constant_time(), synchronous(), 100);
  LlmServer server(settings);
  std::vector<Completion> completions;
  server.arrive(0, {.request = 0, .size = 40, .output_tokens = 3});
  advance(server, 20 * ms, completions);
  CHECK(server.cancel(25 * ms, 0));
  CHECK_FALSE(server.cancel(25 * ms, 0));
  server.arrive(26 * ms, {.request = 0, .size = 40, .output_tokens = 1});
  advance(server, 1000 * ms, completions);
  REQUIRE(completions.size() == 1);
  CHECK(completions[0].scheduled == 30 * ms);
  CHECK(completions[0].end == 40 * ms);
  CHECK(server.free_blocks() == 100);
}

TEST_CASE("a request that finds the queue full is rejected") {
  const LlmServerSettings settings(constant_time(), synchronous({.max_num_seqs = 1, .max_waiting = 1}), 100);
  LlmServer server(settings);
  const std::vector<Arrival> arrivals = {{0, {0, 30, 5}}, {1, {1, 30, 1}}, {2, {2, 30, 1}}};
  const auto driven = test::drive(server, arrivals);
  CHECK(driven.rejected == std::vector<std::uint32_t>{2});
  CHECK(driven.completions.size() == 2);
  CHECK_FALSE(server.too_long(arrivals[2].job));
}

TEST_CASE("a prompt whose KV cache comes from elsewhere computes its last token alone") {
  IterationModel by_token;
  by_token.ms_per_token = 1;
  const LlmServerSettings settings(by_token, synchronous(), 100);
  LlmServer server(settings);
  const std::vector<Arrival> arrivals = {{0, {.request = 0, .size = 100, .output_tokens = 3, .prefilled = true}}};
  const auto driven = test::drive(server, arrivals);
  CHECK(of(driven, 0).first_token == ms);
  CHECK(of(driven, 0).end == 3 * ms);
}

TEST_CASE("after so many requests the host pauses before the next iteration") {
  IterationModel model = constant_time();
  model.host_pause_ms = 7;
  model.host_pause_requests = 2;
  const LlmServerSettings settings(model, synchronous({.max_num_seqs = 1}), 100);
  LlmServer server(settings);
  const std::vector<Arrival> arrivals = {{0, {0, 10, 1}}, {ms, {1, 10, 1}}, {2 * ms, {2, 10, 1}}, {3 * ms, {3, 10, 1}}};
  const auto driven = test::drive(server, arrivals);
  CHECK(of(driven, 0).end == 10 * ms);
  CHECK(of(driven, 1).end == 20 * ms);
  CHECK(of(driven, 2).end == 37 * ms);
  CHECK(of(driven, 3).end == 47 * ms);
}

TEST_CASE("by priority, those admitted after a sequence that gives way itself sit the iteration out") {
  // Six blocks of 4 tokens. From 60 ms on all three hold two, and the second, the least urgent, needs its third. The last one could go on without a
  // further block, but gets its next token at 80 ms; the first one does not wait. At 80 ms its blocks let the second one in again.
  const std::vector<Arrival> arrivals = {{0, {.request = 0, .size = 1, .output_tokens = 8}},
                                         {ms, {.request = 1, .size = 4, .output_tokens = 7, .priority = 1}},
                                         {11 * ms, {.request = 2, .size = 2, .output_tokens = 6}}};
  for (const Stepping stepping : {Stepping::leap, Stepping::every_iteration}) {
    LlmServerSettings settings(constant_time(), synchronous({.scheduling_policy = SchedulingPolicy::priority, .block_size = 4}), 6);
    settings.stepping = stepping;
    LlmServer server(settings);
    const auto driven = test::drive(server, arrivals);
    CHECK(of(driven, 0).end == 80 * ms);
    CHECK(of(driven, 1).end == 100 * ms);
    CHECK(of(driven, 2).end == 90 * ms);
    CHECK(server.preemptions() == 1);
    CHECK(server.free_blocks() == 6);
  }
}
