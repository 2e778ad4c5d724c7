// A limit on what a client has out at a time, against closed queueing networks.
#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>
#include <random>
#include <vector>

#include "sim/support_replay.h"

using namespace tradewind;
using Catch::Approx;

namespace {

// Every iteration takes a millisecond, so that an answer of n tokens takes n ms of service.
LlmPool millisecond_pool(int max_num_seqs, int replicas) {
  LlmPool pool;
  pool.balancing = Balancing::least_outstanding;
  ReplicaGroup& group = pool.groups.emplace_back();
  group.replicas = replicas;
  group.kv_blocks = 100'000;
  group.iteration.base_ms = 1;
  group.server.max_num_seqs = max_num_seqs;
  return pool;
}

std::vector<TraceRequest> exponential_answers(std::size_t count, double mean_tokens, unsigned seed) {
  std::mt19937 generator(seed);
  std::exponential_distribution<double> tokens(1 / mean_tokens);
  std::vector<TraceRequest> requests(count);
  for (TraceRequest& request : requests) request.output_tokens = std::max(1, static_cast<int>(std::lround(tokens(generator))));
  return requests;
}

struct Seen {
  std::vector<ReplayedRequest> requests;
  double throughput_rps = 0, response_s = 0;
};

Seen replayed(const LlmPool& pool, const std::vector<TraceRequest>& requests, const ReplayOptions& options) {
  Seen seen{test::run(pool, requests, options).requests};
  double last_s = 0;
  for (const ReplayedRequest& request : seen.requests) {
    last_s = std::max(last_s, request.arrival_s + request.e2e_s);
    seen.response_s += request.e2e_s / static_cast<double>(seen.requests.size());
  }
  seen.throughput_rps = static_cast<double>(seen.requests.size()) / last_s;
  return seen;
}

// Throughput of users who think and share one exponential server, by the probabilities of how many are at it (machine repair, M/M/1//n; the thinking
// may have any distribution).
double machine_repair_rps(int users, double think_s, double service_s) {
  double weight = 1, sum = 1;
  for (int k = 1; k <= users; ++k) {
    weight *= (users - k + 1) / think_s * service_s;
    sum += weight;
  }
  return (1 - 1 / sum) / service_s;
}

}  // namespace

TEST_CASE("users who think and share an exponential server are machines under repair") {
  const int users = GENERATE(1, 4, 12);
  const double think_s = 0.6, service_s = 0.2;
  const LlmPool pool = millisecond_pool(1, 1);
  // The rounding of answers to whole tokens, at least one, keeps their mean within 1 %.
  const auto requests = exponential_answers(20'000, service_s * 1e3, static_cast<unsigned>(users));
  const Seen seen = replayed(pool, requests, {.limit = {.requests = static_cast<std::uint64_t>(users), .think_ns = std::llround(think_s * 1e9)}});
  REQUIRE(seen.requests.size() == requests.size());
  CAPTURE(users);
  CHECK(seen.throughput_rps == Approx(machine_repair_rps(users, think_s, service_s)).epsilon(0.025));
  // The interactive response time law.
  CHECK(seen.response_s == Approx(users / seen.throughput_rps - think_s).epsilon(0.01).margin(0.002));
}

TEST_CASE("never more are out than the limit, and never fewer while requests are left") {
  const std::uint64_t limit = GENERATE(1, 7, 500);
  const bool disaggregated = GENERATE(false, true);
  LlmPool pool = millisecond_pool(4, 2);
  if (disaggregated) {
    pool.groups.push_back(pool.groups.front());
    pool.groups[0].role = ReplicaRole::prefill;
    pool.groups[1].role = ReplicaRole::decode;
  }
  pool.groups.front().iteration.frontend_ms = 3;
  const auto requests = exponential_answers(300, 20, 9);
  const Seen seen = replayed(pool, requests, {.limit = {.requests = limit}});
  REQUIRE(seen.requests.size() == requests.size());
  for (std::size_t i = 0; i < seen.requests.size(); ++i) {
    const double sent_s = seen.requests[i].arrival_s;
    const auto out = std::ranges::count_if(seen.requests, [&](const ReplayedRequest& other) {
      return other.arrival_s <= sent_s + 1e-8 && other.arrival_s + other.e2e_s > sent_s + 1e-8;
    });
    CHECK(out <= static_cast<std::ptrdiff_t>(limit));
    if (i + limit < seen.requests.size()) CHECK(out == static_cast<std::ptrdiff_t>(limit));
  }
}

TEST_CASE("a limit that is never reached changes nothing, and leaping is exact with one") {
  const LlmPool pool = millisecond_pool(8, 2);
  auto requests = exponential_answers(2000, 30, 3);
  for (std::size_t i = 0; i < requests.size(); ++i) requests[i].arrival_ns = static_cast<std::int64_t>(i) * 2'000'000;
  const auto same = [&](const Seen& a, const Seen& b) {
    for (std::size_t i = 0; i < requests.size(); ++i) {
      CHECK(a.requests[i].arrival_s == b.requests[i].arrival_s);
      CHECK(a.requests[i].e2e_s == b.requests[i].e2e_s);
    }
  };
  same(replayed(pool, requests, {}), replayed(pool, requests, {.limit = {.requests = 2000}}));
  same(replayed(pool, requests, {.limit = {.requests = 10}}), replayed(pool, requests, {.every_iteration = true, .limit = {.requests = 10}}));
}

TEST_CASE("requests that are rejected make place for others") {
  LlmPool pool = millisecond_pool(4, 1);
  pool.groups.front().server.max_model_len = 50;
  auto requests = exponential_answers(100, 10, 4);
  for (TraceRequest& request : requests) request.output_tokens = std::min(request.output_tokens, 40);
  requests[10].prompt_tokens = requests[50].prompt_tokens = 100;
  const Seen seen = replayed(pool, requests, {.limit = {.requests = 1}});
  CHECK(seen.requests.size() == 100);
  CHECK(seen.requests[10].fate == ReplayFate::rejected_length);
  CHECK(seen.requests[99].fate == ReplayFate::completed);
}
