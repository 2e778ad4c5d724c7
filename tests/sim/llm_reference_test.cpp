// The server that leaps against one that follows every block and every token by itself.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <random>
#include <tuple>

#include "serving/llm_server.h"
#include "sim/support_models.h"
#include "sim/support_reference_server.h"

using namespace tradewind;
using namespace tradewind::serving;
using test::Arrival;

namespace {

// Of test::affine(), in its whole nanoseconds.
Time time_of(const test::ReferenceBatch& batch) { return 6'200'000 + 17'200 * batch.tokens + batch.twice_pairs + 44 * batch.kv_tokens; }

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(seed) {}

  int between(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random_); }

  // Single questions, some behind one of a few system prompts, and conversations whose turns repeat all that was said before. Every
  // `conversations`-th request is of the same conversation.
  static constexpr std::uint32_t conversations = 40;
  std::vector<Arrival> arrivals(int count, double mean_gap_ms) {
    std::exponential_distribution<double> gap(1 / mean_gap_ms);
    std::vector<Arrival> arrivals;
    conversations_.assign(conversations, {});
    texts_.clear();
    double now_ms = 0;
    for (int i = 0; i < count; ++i) {
      now_ms += gap(random_);
      arrivals.push_back({kernel::from_ms(now_ms), job(static_cast<std::uint32_t>(i))});
    }
    return arrivals;
  }

 private:
  struct Conversation {
    std::vector<PromptPart> parts;  // of the next turn, but for its question
    int length = 0;
  };

  Job job(std::uint32_t request) {
    Job job{request, between(1, 60), between(1, 60), between(0, 2)};
    const int kind = between(0, 3);
    if (kind == 0) return job;
    PromptContent content;
    if (kind == 1) {
      const auto system = static_cast<std::uint64_t>(between(1, 3));
      const int length = 20 + 13 * static_cast<int>(system);
      content.parts = {{system, length}};
      job.size += length;
    } else {
      Conversation& conversation = conversations_[request % conversations];
      if (conversation.length > 150) conversation = {};
      job.size += conversation.length;
      content.parts = conversation.parts;
      content.parts.push_back({next_content_++, job.size});
      content.answer = next_content_++;
      conversation.parts = content.parts;
      conversation.length = job.size + job.output_tokens;
      conversation.parts.push_back({content.answer, conversation.length});
    }
    texts_.push_back(std::make_unique<PromptContent>(std::move(content)));
    job.content = texts_.back().get();
    return job;
  }

  std::mt19937_64 random_;
  std::vector<Conversation> conversations_;
  std::vector<std::unique_ptr<PromptContent>> texts_;
  std::uint64_t next_content_ = 100;
};

auto rows(test::Driven driven) {
  std::ranges::sort(driven.completions, {}, &Completion::request);
  std::vector<std::tuple<std::uint32_t, Time, Time, Time, std::int32_t>> rows;
  for (const Completion& c : driven.completions) rows.emplace_back(c.request, c.scheduled, c.first_token, c.end, c.cached_tokens);
  return rows;
}

// Nobody goes on with a conversation before the answer is there.
bool turns_in_order(const std::vector<Arrival>& arrivals, const test::Driven& driven) {
  return std::ranges::none_of(driven.completions, [&](const Completion& c) {
    const std::size_t next = c.request + Generator::conversations;
    return next < arrivals.size() && arrivals[next].time <= c.end;
  });
}

}  // namespace

TEST_CASE("the server gives the times of one that follows every token and block by itself") {
  Generator generator(20261125);
  std::uint64_t rounds = 0, preemptions = 0, cached = 0;
  for (int round = 0; round < 400; ++round) {
    VllmServer server{.max_num_seqs = generator.between(1, 24),
                      .max_num_batched_tokens = generator.between(24, 300),
                      .chunked_prefill = generator.between(0, 3) > 0,
                      .prefix_caching = generator.between(0, 2) > 0,
                      .async_scheduling = generator.between(0, 1) > 0,
                      .scheduling_policy = generator.between(0, 3) == 0 ? SchedulingPolicy::priority : SchedulingPolicy::fcfs,
                      .block_size = generator.between(1, 20)};
    server.max_model_len = server.chunked_prefill ? 400 : server.max_num_batched_tokens;
    const int kv_blocks = generator.between(20, 200);
    const std::vector<Arrival> arrivals = generator.arrivals(150, generator.between(5, 400));
    const LlmServerSettings settings(test::affine(), server, kv_blocks);
    LlmServer leaping(settings);
    test::ReferenceServer reference(server, kv_blocks, time_of);
    const test::Driven ours = test::drive(leaping, arrivals), theirs = reference.run(arrivals);
    if (!turns_in_order(arrivals, theirs)) continue;
    CAPTURE(round, server.async_scheduling, server.prefix_caching, server.chunked_prefill, static_cast<int>(server.scheduling_policy),
            server.block_size, server.max_num_seqs, server.max_num_batched_tokens, kv_blocks);
    const auto a = rows(ours), b = rows(theirs);
    REQUIRE(ours.rejected == theirs.rejected);
    REQUIRE(a == b);
    REQUIRE(leaping.preemptions() == reference.preemptions());
    ++rounds;
    preemptions += reference.preemptions();
    for (const Completion& c : theirs.completions) cached += static_cast<std::uint64_t>(c.cached_tokens);
  }
  CHECK(rounds > 200);
  CHECK(preemptions > 1000);
  CHECK(cached > 100'000);
}
