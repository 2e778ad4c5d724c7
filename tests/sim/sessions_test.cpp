// Conversations: what a turn's prompt is made of, when it comes, and what a prefix cache makes of it.
#include "demand/sessions.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <map>

#include "demand/arrivals.h"
#include "kernel/event_queue.h"
#include "support/tiny_world.h"
#include "tradewind/sim/capacity.h"
#include "tradewind/sim/simulate.h"

using namespace tradewind;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using demand::Sessions;

namespace {

LlmServing& llm(World& world) { return std::get<LlmServing>(world.workloads[0].serving); }

World talking_world(double rate_rps, const Session& session) {
  World world = test::tiny_llm_world(rate_rps);
  llm(world).prompt_tokens = {200, 600, 2000};
  llm(world).session = session;
  return world;
}

constexpr Session brisk{.mean_turns = 5, .think_time_p50_s = 4, .think_time_p95_s = 12};
constexpr std::int64_t no_limit = 1 << 30;

// The conversations of one source of a world.
struct Talk {
  explicit Talk(World from, std::uint64_t seed = 1)
      : world(std::move(from)),
        sizes(world.workloads[0]),
        sessions({{&sizes, &llm(world).session, {seed, 0, random::Purpose::sizes, 0, 0}, {seed, 0, random::Purpose::sessions, 0, 0}}}, 1) {}
  demand::RequestSize next(Sessions::Handle handle, std::int64_t longest = no_limit) {
    return sessions.prompt(handle, sessions.message(handle), longest);
  }
  World world;
  demand::Sizes sizes;
  Sessions sessions;
};

// Seed of a conversation that has at least `turns` turns.
std::uint64_t long_conversation(Talk& talk, int turns) {
  for (std::uint64_t index = 0;; ++index) {
    const Sessions::Handle handle = talk.sessions.begin(0, index);
    int count = 1;
    for (talk.next(handle); talk.sessions.end_turn(handle, true, Sessions::nobody); talk.next(handle)) ++count;
    if (count >= turns) return index;
  }
}

SimulationOptions brief() { return {.replications = 2, .windows = 3, .window_s = 60, .warmup_s = 20}; }

}  // namespace

TEST_CASE("a turn's prompt is all that was said before it and a new message") {
  World world = talking_world(1, brisk);
  llm(world).system_prompt_tokens = 100;
  llm(world).system_prompt_variants = 7;
  Talk talk(world);
  const Sessions::Handle handle = talk.sessions.begin(0, long_conversation(talk, 4));
  std::vector<PromptPart> said;
  for (int turn = 0; turn < 4; ++turn) {
    const demand::RequestSize message = talk.sessions.message(handle), prompt = talk.next(handle);
    if (turn == 0) said = message.content->parts;
    CHECK(message.content->parts.front().content == said.front().content);  // the conversation's system prompt
    CHECK(prompt.size == said.back().until + message.size - 100);
    CHECK(prompt.output_tokens == message.output_tokens);
    REQUIRE(prompt.content->parts.size() == said.size() + 1);
    for (std::size_t part = 0; part < said.size(); ++part) {
      CHECK(prompt.content->parts[part].content == said[part].content);
      CHECK(prompt.content->parts[part].until == said[part].until);
    }
    CHECK(prompt.content->parts.back().until == prompt.size);
    said = prompt.content->parts;
    said.push_back({prompt.content->answer, prompt.size + prompt.output_tokens});
    talk.sessions.end_turn(handle, true, Sessions::nobody);
  }
}

TEST_CASE("a turn that fails leaves nothing behind, and a conversation that is too long begins anew") {
  Talk talk(talking_world(1, brisk));
  const std::uint64_t index = long_conversation(talk, 4);
  const Sessions::Handle handle = talk.sessions.begin(0, index);
  const std::int32_t first = talk.next(handle).size;
  REQUIRE(talk.sessions.end_turn(handle, false, Sessions::nobody));
  const demand::RequestSize alone = talk.sessions.message(handle);
  const demand::RequestSize second = talk.next(handle);
  CHECK(second.size == alone.size);
  CHECK(second.content->parts.size() == 1);
  REQUIRE(talk.sessions.end_turn(handle, true, Sessions::nobody));
  const demand::RequestSize third = talk.sessions.message(handle);
  const std::int32_t whole = second.size + second.output_tokens + third.size;
  CHECK(talk.next(handle, whole + third.output_tokens).size == whole);
  CHECK(talk.next(handle, whole + third.output_tokens - 1).size == third.size);
  CHECK(first > 0);
}

TEST_CASE("texts have different names in different turns, conversations and sources") {
  World world = talking_world(1, brisk);
  const demand::Sizes sizes(world.workloads[0]);
  const random::Stream draws(1, 0, random::Purpose::sizes, 0, 0);
  Sessions sessions({{&sizes, &llm(world).session, draws, draws, 0}, {&sizes, &llm(world).session, draws, draws, 1}}, 1);
  std::map<std::uint64_t, int> names;
  for (std::uint32_t source = 0; source < 2; ++source)
    for (std::uint64_t index = 0; index < 200; ++index) {
      const Sessions::Handle handle = sessions.begin(source, index);
      do {
        const demand::RequestSize prompt = sessions.prompt(handle, sessions.message(handle), no_limit);
        CHECK(++names[prompt.content->parts.back().content] == 1);
        CHECK(++names[prompt.content->answer] == 1);
        CHECK(prompt.content->answer < std::uint64_t{1} << 63);
      } while (sessions.end_turn(handle, true, Sessions::nobody));
    }
  CHECK(sessions.under_way() == 0);
}

TEST_CASE("turns are geometric and think times log-normal") {
  Talk talk(talking_world(1, brisk));
  std::map<int, double> lengths;
  std::vector<double> think_s;
  constexpr int conversations = 20000;
  for (std::uint64_t index = 0; index < conversations; ++index) {
    const Sessions::Handle handle = talk.sessions.begin(0, index);
    int turns = 1;
    for (talk.next(handle);; talk.next(handle), ++turns) {
      const auto think_time = talk.sessions.end_turn(handle, true, Sessions::nobody);
      if (!think_time) break;
      think_s.push_back(kernel::to_s(*think_time));
    }
    ++lengths[turns];
  }
  for (int turns = 1; turns <= 8; ++turns) CHECK_THAT(lengths[turns] / conversations, WithinAbs(0.2 * std::pow(0.8, turns - 1), 0.012));
  std::ranges::sort(think_s);
  CHECK_THAT(think_s[think_s.size() / 2], WithinRel(4.0, 0.02));
  CHECK_THAT(think_s[think_s.size() * 95 / 100], WithinRel(12.0, 0.03));
}

TEST_CASE("the turns come at the rate of the requests, from the first second on") {
  constexpr double rate = 2;
  const double answer_s = GENERATE(0, 20);
  const std::vector<double> rates(hours_per_week, rate);
  std::map<std::string, double> counts, tokens;
  constexpr int runs = 400;
  for (std::uint64_t seed = 0; seed < runs; ++seed) {
    Talk talk(talking_world(1, {5, 30, 100}), seed);
    demand::ArrivalStream arrivals({seed, 0, random::Purpose::arrivals, 0, 0}, rates, 0, {.requests_per_arrival = 5});
    kernel::EventQueue queue;
    talk.sessions.begin_under_way(0, {rate, answer_s, no_limit},
                                  [&](kernel::Time time, Sessions::Handle handle) { queue.schedule(time, kernel::Kind::session_goes_on, handle); });
    queue.schedule(arrivals.next(), kernel::Kind::user_sends, 0);
    while (const auto event = queue.take(kernel::from_s(600))) {
      const bool starts = event->kind() == kernel::Kind::user_sends;
      if (starts) queue.schedule(arrivals.next(), kernel::Kind::user_sends, 0);
      const Sessions::Handle handle = starts ? talk.sessions.begin(0, arrivals.index()) : event->entity();
      const std::string span = event->time < kernel::from_s(10) ? "first" : event->time < kernel::from_s(100) ? "early" : "late";
      ++counts[span];
      tokens[span] += talk.next(handle).size;
      if (const auto think_time = talk.sessions.end_turn(handle, true, Sessions::nobody))
        queue.schedule(event->time + kernel::from_s(answer_s) + *think_time, kernel::Kind::session_goes_on, handle);
    }
  }
  CHECK_THAT(counts["first"], WithinRel(runs * rate * 10, 0.04));
  CHECK_THAT(counts["early"], WithinRel(runs * rate * 90, 0.02));
  CHECK_THAT(counts["late"], WithinRel(runs * rate * 500, 0.02));
  // And they are as far in their conversations as later ones are.
  CHECK_THAT(tokens["first"] / counts["first"], WithinRel(tokens["late"] / counts["late"], 0.05));
}

TEST_CASE("the texts of a turn are kept until its server has woken twice") {
  Talk talk(talking_world(1, {.mean_turns = 1000, .think_time_p50_s = 4, .think_time_p95_s = 12}));
  const Sessions::Handle handle = talk.sessions.begin(0, long_conversation(talk, 20));
  const auto* first = talk.next(handle).content;
  const std::uint64_t name = first->answer;
  const auto some_turns_use_it = [&] {
    bool used = false;
    for (int turn = 0; turn < 4; ++turn) {
      used = talk.next(handle).content == first || used;
      talk.sessions.end_turn(handle, true, Sessions::nobody);
    }
    return used;
  };
  talk.sessions.end_turn(handle, true, 0);
  CHECK_FALSE(some_turns_use_it());
  talk.sessions.woken(0);
  CHECK_FALSE(some_turns_use_it());
  CHECK(first->answer == name);
  talk.sessions.woken(0);
  CHECK(some_turns_use_it());
}

TEST_CASE("conversations send as many requests as single requests do") {
  const auto offered = [](const World& world) {
    return static_cast<double>(
        simulate(world, test::tiny_topology(world, {0, 1, 2}, 2), {.replications = 8, .windows = 8, .window_s = 60, .warmup_s = 20})
            .requests.offered);
  };
  const double expected = 3 * 4 * 60 * 8 * 8;  // populations, rate, window, windows, replications
  CHECK_THAT(offered(talking_world(4, {})), WithinRel(expected, 0.02));
  // Each conversation brings several requests: their number varies three times as much as that of single ones.
  CHECK_THAT(offered(talking_world(4, brisk)), WithinRel(expected, 0.04));
}

TEST_CASE("a prefix cache spares conversations what was said before, where they come back to the same replica") {
  World world = talking_world(3, brisk);
  const auto ttft_ms = [](const World& w, Balancing balancing) {
    World balanced = w;
    balanced.workloads[0].balancing = balancing;
    return simulate(balanced, test::tiny_topology(balanced, {0}, 4), brief()).latency.ttft.mean;
  };
  const double affinity = ttft_ms(world, Balancing::prefix_affinity), in_turn = ttft_ms(world, Balancing::round_robin);
  llm(world).server.prefix_caching = false;
  const double without = ttft_ms(world, Balancing::round_robin);
  CHECK(affinity < 0.95 * in_turn);
  CHECK(in_turn < without);
}

TEST_CASE("the capacity of a replica knows of conversations and of their prefix cache") {
  World world = talking_world(1, brisk);
  const CapacityOptions quick{.requests_per_point = 4000};
  const auto max_rate_rps = [&] { return capacity_curve(world, world.serving_options[0], quick).max_rate_rps; };
  world.workloads[0].balancing = Balancing::prefix_affinity;
  const double cached = max_rate_rps();
  llm(world).server.prefix_caching = false;
  const double computed = max_rate_rps();
  llm(world).session = {};
  const double single = max_rate_rps();
  CHECK(cached > 1.1 * computed);
  CHECK(single > 1.2 * computed);
}

TEST_CASE("conversations have the same history on any number of threads, and go on when turns fail") {
  World world = talking_world(20, {8, 2, 6});
  world.workloads[0].client = {.timeout_s = 4, .max_attempts = 2};
  const Topology topology = test::tiny_topology(world, {0}, 1);
  SimulationOptions options = brief();
  options.threads = 1;
  const Outcome one = simulate(world, topology, options);
  options.threads = 5;
  CHECK(simulate(world, topology, options).fingerprint == one.fingerprint);
  CHECK(one.requests.timed_out > 100);
  CHECK(one.requests.completed > 100);
  CHECK(one.requests.completed + one.requests.timed_out + one.requests.rejected == one.requests.offered);
}
