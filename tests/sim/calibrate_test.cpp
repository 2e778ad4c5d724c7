#include "tradewind/sim/calibrate.h"

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>

#include "calibration/measured_load.h"
#include "support/command.h"
#include "tradewind/sim/replay.h"

using namespace tradewind;
using Catch::Approx;

namespace {

struct Constants {
  double scale = 1, host_ms = 0, host_ms_per_seq = 0, frontend_ms = 0;
};

LlmPool pool_of(const Constants& constants) {
  LlmPool pool;
  pool.groups.emplace_back();
  ReplicaGroup& group = pool.groups.back();
  group.kv_blocks = 20'000;
  group.iteration.base_ms = 6;
  group.iteration.ms_per_token = 0.02;
  group.iteration.decode_ms_per_kv_token = 4e-5;
  group.iteration.scale = constants.scale;
  group.iteration.host_ms = constants.host_ms;
  group.iteration.host_ms_per_seq = constants.host_ms_per_seq;
  group.iteration.frontend_ms = constants.frontend_ms;
  return pool;
}

struct Answers {
  std::vector<double> ttft, tpot, e2e;  // ms
  double last_s = 0;
};

Answers replayed(const LlmPool& pool, const MeasuredRun& run) {
  const auto requests = calibration::requests_of(run);
  calibration::ListTrace trace(requests);
  Answers answers;
  const auto sink = [&](const ReplayedRequest& request) {
    answers.ttft.push_back(request.ttft_s * 1e3);
    answers.tpot.push_back(request.tpot_s * 1e3);
    answers.e2e.push_back(request.e2e_s * 1e3);
    answers.last_s = std::max(answers.last_s, request.arrival_s + request.e2e_s);
  };
  replay(pool, trace, sink, {.limit = {.requests = run.max_concurrency}});
  return answers;
}

double mean_of(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size()); }

// A run as a load test of the pool would report it.
MeasuredRun measured(const LlmPool& pool, double rate_rps, int prompt_tokens) {
  MeasuredRun run;
  run.rate_rps = rate_rps;
  run.requests = 800;
  run.prompt.quantiles = {{0, prompt_tokens / 2.0}, {1, prompt_tokens * 1.5}};
  run.output.quantiles = {{0, 20}, {1, 300}};
  Answers answers = replayed(pool, run);
  const auto add = [&](MeasuredKind kind, std::vector<double>& values) {
    run.figures.push_back({kind, 0, mean_of(values)});
    std::sort(values.begin(), values.end());
    run.figures.push_back({kind, 90, values[values.size() * 9 / 10]});
  };
  add(MeasuredKind::ttft, answers.ttft);
  add(MeasuredKind::tpot, answers.tpot);
  add(MeasuredKind::e2e, answers.e2e);
  return run;
}

// Whether it is within `errors` standard errors of the truth.
void check_within(const FittedConstant& constant, double truth, double errors) {
  INFO(constant.name << " fitted " << constant.after << " +- " << constant.standard_error << ", true " << truth);
  CHECK(std::abs(constant.after - truth) < errors * constant.standard_error);
}

}  // namespace

TEST_CASE("the constants of a server are found from its measurements") {
  const Constants truth{.scale = 1.2, .host_ms = 0.9, .host_ms_per_seq = 0.03, .frontend_ms = 9},
      start{.scale = 1, .host_ms = 0.5, .host_ms_per_seq = 0.015, .frontend_ms = 6};
  const LlmPool real = pool_of(truth);
  const std::vector<MeasuredRun> runs = {measured(real, 1, 200), measured(real, 6, 1000), measured(real, 12, 300)};
  const Calibration calibration = calibrate(pool_of(start), runs);
  CHECK(calibration.mean_error_before() > 0.1);
  CHECK(calibration.mean_error_after() < 0.01);
  CHECK(calibration.constant("scale").after == Approx(truth.scale).epsilon(0.04));
  CHECK(calibration.constant("frontend_ms").after == Approx(truth.frontend_ms).epsilon(0.1));
  CHECK(calibration.constant("host_ms_per_seq").after == Approx(truth.host_ms_per_seq).margin(0.01));
  CHECK(calibration.constant("scale").before == 1);
  CHECK(calibration.figures.size() == 18);
}

TEST_CASE("measurements that the model already explains leave it as it is") {
  const Constants truth{.scale = 0.91, .host_ms = 0.6, .host_ms_per_seq = 0.015, .frontend_ms = 6};
  const LlmPool pool = pool_of(truth);
  const Calibration calibration = calibrate(pool, std::vector{measured(pool, 5, 500)});
  CHECK(calibration.mean_error_after() < 1e-3);  // two definitions of a percentile lie between the two
  CHECK(calibration.constant("scale").after == Approx(truth.scale).epsilon(1e-3));
}

TEST_CASE("one figure does not drive the constants out of what is plausible") {
  const LlmPool pool = pool_of({.scale = 1, .host_ms = 0.6, .host_ms_per_seq = 0.015, .frontend_ms = 6});
  MeasuredRun run = measured(pool, 2, 500);
  run.figures = {{MeasuredKind::ttft, 0, run.figures[0].value * 1.3}};
  const Calibration calibration = calibrate(pool, std::vector{run});
  CHECK(calibration.mean_error_after() < 0.05);
  CHECK(calibration.constant("scale").after > 0.9);
  CHECK(calibration.constant("scale").after < 1.35);
  CHECK(calibration.constant("frontend_ms").after < 20);
}

TEST_CASE("the constants come back from result files of closed loops") {
  const Constants truth{.scale = 1.25, .host_ms = 1.1, .host_ms_per_seq = 0.03, .frontend_ms = 9},
      start{.scale = 1, .host_ms = 0.5, .host_ms_per_seq = 0.015, .frontend_ms = 6};
  const test::TemporaryFolder folder;
  std::vector<MeasuredRun> runs;
  for (const std::uint64_t users : {1, 8, 64}) {
    MeasuredRun run;
    run.rate_rps = std::numeric_limits<double>::infinity();
    run.max_concurrency = users;
    run.requests = 12 * users;
    run.prompt.quantiles = {{0.5, 700}};
    run.output.quantiles = {{0.5, 150}};
    const Answers answers = replayed(pool_of(truth), run);
    test::spit(
        folder.path() / "result.json",
        fmt::format(
            R"({{"backend": "vllm", "request_rate": "inf", "max_concurrency": {}, "completed": {}, "total_input_tokens": {}, "total_output_tokens": {},
                               "request_throughput": {}, "mean_ttft_ms": {}, "mean_tpot_ms": {}}})",
            users, run.requests, run.requests * 700, run.requests * 150, static_cast<double>(run.requests) / answers.last_s, mean_of(answers.ttft),
            mean_of(answers.tpot)));
    const Measurements read_back = read_measurements(folder.path() / "result.json");
    REQUIRE(read_back.runs.size() == 1);
    runs.push_back(read_back.runs[0]);
  }
  const Calibration calibration = calibrate(pool_of(start), runs);
  CHECK(calibration.figures.size() == 9);
  CHECK(calibration.mean_error_before() > 0.15);
  CHECK(calibration.mean_error_after() < 0.005);
  CHECK(calibration.constant("scale").after == Approx(truth.scale).epsilon(0.03));
  CHECK(calibration.constant("frontend_ms").after == Approx(truth.frontend_ms).epsilon(0.1));
  check_within(calibration.constant("scale"), truth.scale, 2);
  check_within(calibration.constant("host_ms"), truth.host_ms, 2);
  check_within(calibration.constant("host_ms_per_seq"), truth.host_ms_per_seq, 2);
  check_within(calibration.constant("frontend_ms"), truth.frontend_ms, 2);
}

TEST_CASE("standard errors say how far noise throws the constants") {
  const Constants truth{.scale = 1, .host_ms = 0.6, .host_ms_per_seq = 0.03, .frontend_ms = 8};
  const LlmPool pool = pool_of(truth);
  const std::vector<MeasuredRun> clean = {measured(pool, 1, 200), measured(pool, 12, 400)};
  constexpr int experiments = 12;
  std::mt19937 generator(5);
  double squares = 0;
  for (int experiment = 0; experiment < experiments; ++experiment) {
    std::vector<MeasuredRun> noisy = clean;
    for (MeasuredRun& run : noisy)
      for (MeasuredFigure& figure : run.figures)
        figure.value *= std::exp(std::normal_distribution(0.0, figure.percentile == 0 ? 0.03 : 0.06)(generator));
    const Calibration calibration = calibrate(pool, noisy);
    const double z = (calibration.constant("scale").after - truth.scale) / calibration.constant("scale").standard_error;
    squares += z * z;
  }
  // chi-squared with 12 degrees of freedom, less what the prior and the widening take away: 99.8 % of its mass lies below 2.8 a degree.
  CHECK(squares / experiments < 2.8);
  CHECK(squares / experiments > 0.1);
}

TEST_CASE("what the figures cannot tell is said") {
  const LlmPool pool = pool_of({.scale = 1, .host_ms = 0.6, .host_ms_per_seq = 0.015, .frontend_ms = 6});
  MeasuredRun run = measured(pool, 0.5, 500);
  run.figures = {run.figures[2]};  // the mean time per token, of requests that are nearly alone
  const Calibration calibration = calibrate(pool, std::vector{run});
  CHECK(calibration.constant("frontend_ms").learned < 0.01);
  CHECK(calibration.constant("frontend_ms").standard_error == Approx(10).epsilon(0.01));
  CHECK(calibration.constant("host_ms_per_seq").learned < 0.05);
  CHECK(calibration.constant("scale").learned > 0.3);
  CHECK(warning_of(calibration).empty());
}

TEST_CASE("figures that the model cannot explain are called so") {
  const LlmPool pool = pool_of({.scale = 1, .host_ms = 0.6, .host_ms_per_seq = 0.015, .frontend_ms = 6});
  MeasuredRun run = measured(pool, 2, 500);
  run.figures[2].value *= 5;
  run.figures[4].value /= 5;
  const Calibration calibration = calibrate(pool, std::vector{run});
  CHECK(calibration.scatter > 4);
  CHECK_FALSE(warning_of(calibration).empty());
}

TEST_CASE("runs that the pool would have rejected are left out") {
  LlmPool pool = pool_of({});
  std::vector<MeasuredRun> runs = {measured(pool, 1, 200), measured(pool, 1, 200)};
  runs[0].prompt.quantiles = {{0.5, 1e6}};
  const Calibration calibration = calibrate(pool, runs);
  REQUIRE(calibration.left_out.size() == 1);
  CHECK(calibration.figures.front().run == 1);
  CHECK_THROWS_AS(calibrate(pool, std::vector{runs[0]}), std::invalid_argument);
}

TEST_CASE("prefixes that a run's prompts share are found in the cache, and shorten the first token") {
  LlmPool pool = pool_of({.scale = 1, .host_ms = 0.6, .host_ms_per_seq = 0, .frontend_ms = 0});
  pool.groups.front().server.prefix_caching = true;
  MeasuredRun run;
  run.rate_rps = 1;
  run.requests = 400;
  run.prompt.quantiles = {{0.5, 1024}};
  run.output.quantiles = {{0.5, 10}};
  const double alone_ms = mean_of(replayed(pool, run).ttft);
  run.prefix = {.count = 4, .tokens = 512};
  const double shared_ms = mean_of(replayed(pool, run).ttft);
  // Half of the prompt at 0.02 ms a token.
  CHECK(alone_ms - shared_ms == Approx(512 * 0.02).epsilon(0.1));
}

TEST_CASE("nothing to fit to, or two models at once, is refused") {
  CHECK_THROWS_AS(calibrate(pool_of({}), {}), std::invalid_argument);
  LlmPool two = pool_of({});
  const MeasuredRun run = measured(two, 1, 100);
  two.groups.push_back(two.groups.front());
  two.groups.back().iteration.gpu = "another";
  CHECK_THROWS_AS(calibrate(two, std::vector{run}), std::invalid_argument);
}

TEST_CASE("the load of a run is drawn as the load generator drew it") {
  MeasuredRun run;
  run.rate_rps = 4;
  run.requests = 10'000;
  run.prompt.quantiles = {{0, 100}, {0.5, 200}, {1, 1000}};
  run.output.quantiles = {{0.5, 42}};
  for (const double burstiness : {1.0, 0.25}) {
    run.burstiness = burstiness;
    const auto requests = calibration::requests_of(run);
    double sum_s = 0, squares = 0;
    int short_prompts = 0;
    for (std::size_t i = 1; i < requests.size(); ++i) {
      const double gap_s = static_cast<double>(requests[i].arrival_ns - requests[i - 1].arrival_ns) * 1e-9;
      sum_s += gap_s;
      squares += gap_s * gap_s;
      short_prompts += requests[i].prompt_tokens <= 200;
      CHECK(requests[i].output_tokens == 42);
    }
    const double n = static_cast<double>(requests.size() - 1), mean = sum_s / n;
    CHECK(mean == Approx(0.25).epsilon(0.08));
    CHECK((squares / n - mean * mean) / (mean * mean) == Approx(1 / burstiness).epsilon(0.15));
    CHECK(short_prompts / n == Approx(0.5).epsilon(0.05));
  }
}
