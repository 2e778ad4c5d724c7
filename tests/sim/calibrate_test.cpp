#include "tradewind/sim/calibrate.h"

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <numeric>

#include "calibration/measured_load.h"
#include "tradewind/sim/replay.h"

using namespace tradewind;
using Catch::Approx;

namespace {

LlmPool pool_of(const CalibrationConstants& constants) {
  LlmPool pool;
  pool.groups.emplace_back();
  ReplicaGroup& group = pool.groups.back();
  group.kv_blocks = 20'000;
  group.iteration.base_ms = 6;
  group.iteration.ms_per_token = 0.02;
  group.iteration.decode_ms_per_kv_token = 4e-5;
  set_constants(group.iteration, constants);
  return pool;
}

// A run as a load test of the pool would report it.
MeasuredRun measured(const LlmPool& pool, double rate_rps, int prompt_tokens) {
  MeasuredRun run;
  run.rate_rps = rate_rps;
  run.requests = 800;
  run.prompt.quantiles = {{0, prompt_tokens / 2.0}, {1, prompt_tokens * 1.5}};
  run.output.quantiles = {{0, 20}, {1, 300}};
  const auto requests = calibration::requests_of(run);
  calibration::ListTrace trace(requests);
  std::vector<double> ttft, tpot, e2e;
  replay(pool, trace, [&](const ReplayedRequest& request) {
    ttft.push_back(request.ttft_s * 1e3);
    tpot.push_back(request.tpot_s * 1e3);
    e2e.push_back(request.e2e_s * 1e3);
  });
  const auto add = [&](MeasuredKind kind, std::vector<double>& values) {
    run.figures.push_back({kind, 0, std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size())});
    std::sort(values.begin(), values.end());
    run.figures.push_back({kind, 90, values[values.size() * 9 / 10]});
  };
  add(MeasuredKind::ttft, ttft);
  add(MeasuredKind::tpot, tpot);
  add(MeasuredKind::e2e, e2e);
  return run;
}

}  // namespace

TEST_CASE("the constants of a server are found from its measurements") {
  const CalibrationConstants truth{.scale = 1.2, .host_ms = 0.9, .host_ms_per_seq = 0.03, .frontend_ms = 9},
      start{.scale = 1, .host_ms = 0.5, .host_ms_per_seq = 0.015, .frontend_ms = 6};
  const LlmPool real = pool_of(truth);
  const std::vector<MeasuredRun> runs = {measured(real, 1, 200), measured(real, 6, 1000), measured(real, 12, 300)};
  const Calibration calibration = calibrate(pool_of(start), runs);
  CHECK(calibration.mean_error_before() > 0.1);
  CHECK(calibration.mean_error_after() < 0.01);
  CHECK(calibration.after.scale == Approx(truth.scale).epsilon(0.04));
  CHECK(calibration.after.frontend_ms == Approx(truth.frontend_ms).epsilon(0.1));
  CHECK(calibration.after.host_ms_per_seq == Approx(truth.host_ms_per_seq).margin(0.01));
  CHECK(calibration.before.scale == 1);
  CHECK(calibration.figures.size() == 18);
}

TEST_CASE("measurements that the model already explains leave it as it is") {
  const CalibrationConstants truth{.scale = 0.91, .host_ms = 0.6, .host_ms_per_seq = 0.015, .frontend_ms = 6};
  const LlmPool pool = pool_of(truth);
  const Calibration calibration = calibrate(pool, std::vector{measured(pool, 5, 500)});
  CHECK(calibration.mean_error_after() < 1e-3);  // two definitions of a percentile lie between the two
  CHECK(calibration.after.scale == Approx(truth.scale).epsilon(1e-3));
}

TEST_CASE("one figure does not drive the constants out of what is plausible") {
  const LlmPool pool = pool_of({.scale = 1, .host_ms = 0.6, .host_ms_per_seq = 0.015, .frontend_ms = 6});
  MeasuredRun run = measured(pool, 2, 500);
  run.figures = {{MeasuredKind::ttft, 0, run.figures[0].value * 1.3}};
  const Calibration calibration = calibrate(pool, std::vector{run});
  CHECK(calibration.mean_error_after() < 0.05);
  CHECK(calibration.after.scale > 0.9);
  CHECK(calibration.after.scale < 1.35);
  CHECK(calibration.after.frontend_ms < 20);
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
