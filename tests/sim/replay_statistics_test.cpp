#include "tradewind/sim/replay_statistics.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>

using namespace tradewind;
using Catch::Approx;

namespace {

// Arrivals every `gap_s`; the wait of the one at time t is wait(t); 2 s in service.
template <class Wait>
ReplayFigures figures_of(int requests, double gap_s, Wait wait, double start_s = 0) {
  ReplayStatistics statistics;
  for (int i = 0; i < requests; ++i) {
    ReplayedRequest request;
    request.arrival_s = start_s + i * gap_s;
    request.queue_s = wait(i * gap_s);
    request.prompt_tokens = 100;
    request.output_tokens = 11;
    request.cached_tokens = 32;
    request.ttft_s = request.queue_s + 0.1;
    request.e2e_s = request.queue_s + 2;
    request.tpot_s = 0.19;
    statistics.add(request);
  }
  return statistics.figures();
}

}  // namespace

TEST_CASE("the figures of a replay add up") {
  const ReplayFigures figures = figures_of(
      1000, 0.1, [](double) { return 0.25; }, 50);
  CHECK(figures.offered == 1000);
  CHECK(figures.completed == 1000);
  CHECK(figures.prompt_tokens == 100'000);
  CHECK(figures.output_tokens == 11'000);
  CHECK(figures.cached_tokens == 32'000);
  CHECK(figures.e2e.mean == Approx(2250));
  CHECK(figures.ttft.p99 == Approx(350).epsilon(0.005));
  CHECK(figures.tpot.p50 == Approx(190).epsilon(0.005));
  CHECK(figures.queue.mean == Approx(250));
  CHECK(figures.span_s() == Approx(99.9 + 2.25));
  CHECK_FALSE(figures.overload.overloaded);
}

TEST_CASE("a pool that falls behind by 5 % is overloaded, whatever the length of the run") {
  const double gap_s = GENERATE(0.001, 0.1, 7.0);
  const int requests = GENERATE(5000, 60'000);
  const double span_s = gap_s * requests;
  const ReplayFigures figures = figures_of(requests, gap_s, [](double t) { return 0.05 * t; });
  CAPTURE(gap_s, requests);
  CHECK(figures.overload.waiting_growth == Approx(0.05).epsilon(0.03));
  CHECK(figures.overload.overloaded == (0.05 * span_s / 2 > 1));  // a second more of waiting, where service takes two, is no trend
}

TEST_CASE("a second stage that is too much is overload") {
  CHECK(figures_of(6000, 0.1, [](double t) { return std::max(0.0, t - 300) * 0.2; }).overload.overloaded);
}

TEST_CASE("waits that come and go are no overload") {
  CHECK_FALSE(figures_of(6000, 0.1, [](double t) { return 1 + std::sin(t / 20); }).overload.overloaded);
  CHECK_FALSE(figures_of(6000, 0.1, [](double t) { return t > 500 && t < 520 ? 3.0 : 0.0; }).overload.overloaded);
}

TEST_CASE("a pool that loses requests to full queues or deadlines is overloaded") {
  ReplayStatistics statistics;
  for (int i = 0; i < 1000; ++i) {
    ReplayedRequest request;
    request.arrival_s = i;
    request.fate = i % 50 == 0 ? ReplayFate::timed_out : i % 50 == 1 ? ReplayFate::rejected_length : ReplayFate::completed;
    statistics.add(request);
  }
  const ReplayFigures figures = statistics.figures();
  CHECK(figures.timed_out == 20);
  CHECK(figures.rejected_length == 20);
  CHECK(figures.completed == 960);
  CHECK(figures.overload.lost_share == Approx(0.02));
  CHECK(figures.overload.overloaded);
}
