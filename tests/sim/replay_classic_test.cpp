// Classic pools on traces.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>
#include <stdexcept>

#include "calibration/measured_load.h"
#include "random/draws.h"
#include "serving/batch_server.h"
#include "sim/support_drive.h"
#include "tradewind/sim/replay.h"

using namespace tradewind;
using Catch::Approx;

namespace {

ClassicPool pool_of(const BatchServer& server, const BatchModel& batch, int replicas = 1) {
  return {.replicas = replicas, .balancing = Balancing::round_robin, .server = server, .batch = batch};
}

std::vector<ReplayedRequest> replayed(const ClassicPool& pool, const std::vector<TraceRequest>& requests, const ReplayOptions& options = {}) {
  std::vector<ReplayedRequest> all;
  calibration::ListTrace trace(requests);
  replay(
      pool, trace, [&](const ReplayedRequest& request) { all.push_back(request); }, options);
  return all;
}

std::vector<TraceRequest> poisson(std::size_t count, double rate_rps) {
  const random::Stream draws(3, 0, random::Purpose::arrivals, 0, 0);
  std::vector<TraceRequest> requests(count);
  double due_s = 0;
  for (std::size_t i = 0; i < count; ++i) {
    due_s -= std::log(draws.draw(i)[0]) / rate_rps;
    requests[i].arrival_ns = std::llround(due_s * 1e9);
  }
  return requests;
}

double mean_s(const std::vector<ReplayedRequest>& requests, double ReplayedRequest::*value) {
  double sum = 0;
  for (const ReplayedRequest& request : requests) sum += request.*value;
  return sum / static_cast<double>(requests.size());
}

}  // namespace

TEST_CASE("a classic pool batches whoever waits, and its front end takes its time before") {
  // 10 ms + 1 ms an item, 2 ms outside.
  const ClassicPool pool = pool_of({.max_batch_size = 3}, {.base_ms = 10, .ms_per_item = 1, .frontend_ms = 2});
  std::vector<TraceRequest> requests(5);
  for (std::size_t i = 0; i < 5; ++i) requests[i].arrival_ns = static_cast<std::int64_t>(i) * 1'000'000;
  const auto all = replayed(pool, requests);
  REQUIRE(all.size() == 5);
  CHECK(all[0].e2e_s == Approx(0.013));
  for (const std::size_t i : {1u, 2u, 3u}) CHECK(all[i].arrival_s + all[i].e2e_s == Approx(0.013 + 0.013));
  CHECK(all[4].arrival_s + all[4].e2e_s == Approx(0.026 + 0.011));
  CHECK(all[4].queue_s == Approx(0.026 - 0.006));
  CHECK(all[4].ttft_s == all[4].e2e_s);
}

TEST_CASE("a classic pool without batching is M/D/1") {
  const ClassicPool pool = pool_of({.max_batch_size = 1}, {.base_ms = 8, .base_gpu_share = 1});
  const auto all = replayed(pool, poisson(60'000, 0.7 / 0.008));
  // Pollaczek and Khinchine: rho s / (2 (1 - rho)).
  CHECK(mean_s(all, &ReplayedRequest::queue_s) == Approx(0.7 * 0.008 / (2 * 0.3)).epsilon(0.05));
  // Three replicas in turn, three times the load: gaps of three (Erlang), so less waiting, but the same service.
  const auto three = replayed(pool_of(pool.server, *pool.batch, 3), poisson(60'000, 3 * 0.7 / 0.008));
  CHECK(mean_s(three, &ReplayedRequest::queue_s) < mean_s(all, &ReplayedRequest::queue_s));
  CHECK(mean_s(three, &ReplayedRequest::e2e_s) - mean_s(three, &ReplayedRequest::queue_s) == Approx(0.008));
}

TEST_CASE("a closed loop at a classic pool obeys the response time law and never waits for what a batch leaves") {
  const int clients = GENERATE(1, 7, 64);
  const ClassicPool pool = pool_of({.max_batch_size = 16, .instances = 2}, {.base_ms = 4, .ms_per_item = 0.5, .base_gpu_share = 0.5});
  const std::vector<TraceRequest> requests(4000);
  const auto all = replayed(pool, requests, {.limit = {.requests = static_cast<std::uint64_t>(clients), .think_ns = 3'000'000}});
  REQUIRE(all.size() == 4000);
  double last_s = 0;
  for (const ReplayedRequest& request : all) last_s = std::max(last_s, request.arrival_s + request.e2e_s);
  const double throughput_rps = 4000 / last_s;
  CHECK(throughput_rps * (mean_s(all, &ReplayedRequest::e2e_s) + 0.003) == Approx(clients).epsilon(0.03));
  if (clients == 1) CHECK(mean_s(all, &ReplayedRequest::e2e_s) == Approx(0.0045));
}

TEST_CASE("requests that a classic pool refuses are told apart") {
  const BatchModel batch{.base_ms = 10};
  std::vector<TraceRequest> requests(4);
  requests[0].prompt_tokens = 9;
  const auto large = replayed(pool_of({.max_batch_size = 8}, batch), requests);
  CHECK(large[0].fate == ReplayFate::rejected_length);
  CHECK(large[1].fate == ReplayFate::completed);
  const auto full = replayed(pool_of({.max_batch_size = 1, .max_waiting = 1}, batch), std::vector<TraceRequest>(4));
  CHECK(full[1].fate == ReplayFate::completed);
  CHECK(full[3].fate == ReplayFate::rejected_queue);
  std::vector<TraceRequest> impatient(3);
  for (TraceRequest& request : impatient) request.deadline_ns = 15'000'000;
  const auto late = replayed(pool_of({.max_batch_size = 1}, batch), impatient);
  CHECK(late[0].fate == ReplayFate::completed);
  CHECK(late[2].fate == ReplayFate::timed_out);
}

TEST_CASE("a classic pool that cannot run is refused") {
  std::vector<TraceRequest> requests(1);
  ClassicPool pool;
  CHECK_THROWS_AS(replayed(pool, requests), std::invalid_argument);
  pool = pool_of({}, {.base_ms = 1}, 0);
  CHECK_THROWS_AS(replayed(pool, requests), std::invalid_argument);
}
