// The constants of classic models, from tables of perf_analyzer.
#include <fmt/format.h>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "calibration/measured_load.h"
#include "support/command.h"
#include "tradewind/scenarios/percentile.h"
#include "tradewind/sim/calibrate.h"
#include "tradewind/sim/replay.h"

using namespace tradewind;
using Catch::Approx;
using Catch::Matchers::ContainsSubstring;

namespace {

struct Stretch {
  std::vector<double> latencies_ms;  // ascending
  double mean_ms = 0, queue_ms = 0, rps = 0;
};

// What a load generator sees of a closed loop once it runs steadily.
Stretch watched(const ClassicPool& pool, std::uint64_t clients, int items) {
  std::vector<TraceRequest> requests(std::max<std::size_t>(2000, 16 * clients));
  for (TraceRequest& request : requests) request.prompt_tokens = items;
  calibration::ListTrace trace(requests);
  Stretch seen;
  const std::size_t skipped = 4 * clients;
  const auto sink = [&](const ReplayedRequest& request) {
    if (request.id < skipped || request.id >= requests.size() - clients) return;
    seen.latencies_ms.push_back(request.e2e_s * 1e3);
    seen.queue_ms += request.queue_s * 1e3;
  };
  replay(pool, trace, sink, {.limit = {.requests = clients}});
  std::ranges::sort(seen.latencies_ms);
  const auto count = static_cast<double>(seen.latencies_ms.size());
  seen.mean_ms = std::accumulate(seen.latencies_ms.begin(), seen.latencies_ms.end(), 0.0) / count;
  seen.queue_ms /= count;
  seen.rps = static_cast<double>(clients) / (seen.mean_ms * 1e-3);
  return seen;
}

// The table that perf_analyzer would have written of the pool.
std::string table_of(const ClassicPool& pool, const std::vector<std::uint64_t>& loads, int items) {
  std::string text =
      "Concurrency,Inferences/Second,Client Send,Network+Server Send/Recv,Server Queue,Server Compute Input,Server Compute Infer,Server Compute "
      "Output,Client Recv,p50 latency,p90 latency,p95 latency,p99 latency\n";
  for (const std::uint64_t clients : loads) {
    const Stretch seen = watched(pool, clients, items);
    const double outside_us = pool.batch->frontend_ms * 1e3, queue_us = seen.queue_ms * 1e3;
    text += fmt::format("{},{},0,{:.0f},{:.0f},0,{:.0f},0,0", clients, seen.rps * items, outside_us, queue_us,
                        seen.mean_ms * 1e3 - outside_us - queue_us);
    for (const double percentile : {50.0, 90.0, 95.0, 99.0}) text += fmt::format(",{:.0f}", percentile_of(seen.latencies_ms, percentile) * 1e3);
    text += '\n';
  }
  return text;
}

std::vector<MeasuredRun> runs_of(const std::string& table, const UnstatedLoad& unstated = {}) {
  const test::TemporaryFolder folder;
  test::spit(folder.path() / "perf.csv", table);
  Measurements measurements = read_measurements(folder.path() / "perf.csv", unstated);
  for (const std::string& left_out : measurements.left_out) UNSCOPED_INFO(left_out);
  return std::move(measurements.runs);
}

ClassicPool pool_of(const BatchServer& server, std::optional<BatchModel> batch) { return {.server = server, .batch = std::move(batch)}; }

const std::vector<std::uint64_t> sweep = {1, 4, 16, 48, 96, 160, 256};

double mean_error(const Calibration& calibration, bool (*which)(const MeasuredFigure&)) {
  double sum = 0;
  int count = 0;
  for (const ComparedFigure& figure : calibration.figures)
    if (which(figure.measured)) sum += std::abs(figure.error_after()), ++count;
  return sum / count;
}

}  // namespace

TEST_CASE("the constants of a classic model come back from a table that the simulator made") {
  const int items = GENERATE(1, 8);
  const BatchModel truth{.base_ms = 3, .ms_per_item = 0.12, .base_gpu_share = 0.5, .frontend_ms = 0.8};
  const BatchServer server{.max_batch_size = 64 * items};
  const std::vector<MeasuredRun> runs = runs_of(table_of(pool_of(server, truth), sweep, items));
  REQUIRE(runs.size() == sweep.size());
  CHECK(runs[0].items == items);
  const Calibration calibration = calibrate(pool_of(server, {}), runs);
  CHECK(calibration.constant("base_ms").after == Approx(truth.base_ms).epsilon(0.03));
  CHECK(calibration.constant("ms_per_item").after == Approx(truth.ms_per_item).epsilon(0.03));
  CHECK(calibration.constant("frontend_ms").after == Approx(truth.frontend_ms).margin(0.15));
  // The table is of a longer stretch than a prediction.
  CHECK(calibration.mean_error_after() < 0.02);
  // One batch at a time says nothing of what two would share.
  CHECK(calibration.constant("base_gpu_share").learned < 0.01);
  CHECK_THAT(verdict(calibration.constant("base_gpu_share")), ContainsSubstring("almost nothing"));
  // The load in the middle was kept out, and predicted all the same.
  REQUIRE(calibration.check_error());
  CHECK(*calibration.check_error() < 0.02);
  for (const ComparedFigure& figure : calibration.figures) CHECK(figure.kept_out == (runs[figure.run].max_concurrency == 48));
  CHECK(fitted_batch(pool_of(server, {}), runs, calibration).batch_max == 64 * items);
}

TEST_CASE("the GPU's share of the base comes back where instances run side by side") {
  const double share = GENERATE(0.2, 0.9);
  const BatchModel truth{.base_ms = 6, .ms_per_item = 0.1, .base_gpu_share = share, .frontend_ms = 0.5};
  const BatchServer server{.max_batch_size = 32, .instances = 3};
  const std::vector<MeasuredRun> runs = runs_of(table_of(pool_of(server, truth), sweep, 1));
  BatchModel start = truth;
  start.base_ms = 4, start.ms_per_item = 0.15, start.base_gpu_share = 0.5;
  const Calibration calibration = calibrate(pool_of(server, start), runs);
  CHECK(calibration.constant("base_gpu_share").after == Approx(share).margin(0.1));
  CHECK(calibration.constant("base_gpu_share").learned > 0.5);
  CHECK(calibration.mean_error_after() < 0.03);
}

TEST_CASE("what a fitted model predicts goes through the batcher: other settings, other latencies") {
  const BatchModel truth{.base_ms = 3, .ms_per_item = 0.12, .base_gpu_share = 0.5, .frontend_ms = 0.8};
  const BatchServer measured{.max_batch_size = 64};
  const std::vector<MeasuredRun> runs = runs_of(table_of(pool_of(measured, truth), sweep, 1));
  const BatchModel fitted = fitted_batch(pool_of(measured, {}), runs, calibrate(pool_of(measured, {}), runs));
  const BatchServer small{.max_batch_size = 8}, patient{.max_batch_size = 32, .max_queue_delay_us = 4000}, two{.max_batch_size = 16, .instances = 2};
  for (const BatchServer& other : {small, patient, two})
    CHECK(watched(pool_of(other, fitted), 40, 1).mean_ms == Approx(watched(pool_of(other, truth), 40, 1).mean_ms).epsilon(0.03));
}

TEST_CASE("open loops of a classic model are fitted, too") {
  const BatchModel truth{.base_ms = 4, .ms_per_item = 0.4, .base_gpu_share = 1, .frontend_ms = 0};
  const BatchServer server{.max_batch_size = 32};
  std::string table = "Request Rate,Inferences/Second,p50 latency,p90 latency,Avg latency\n";
  for (const double rate : {50.0, 400.0, 1200.0, 1800.0}) {
    MeasuredRun run;
    run.rate_rps = rate;
    run.burstiness = 1;
    run.requests = 4000;
    run.prompt.quantiles = run.output.quantiles = {{1, 1}};
    const auto requests = calibration::requests_of(run);
    calibration::ListTrace trace(requests);
    std::vector<double> latencies_ms;
    replay(pool_of(server, truth), trace, [&](const ReplayedRequest& request) { latencies_ms.push_back(request.e2e_s * 1e3); });
    std::ranges::sort(latencies_ms);
    const double mean_ms = std::accumulate(latencies_ms.begin(), latencies_ms.end(), 0.0) / 4000;
    table += fmt::format("{},{},{:.0f},{:.0f},{:.0f}\n", rate, rate, 1e3 * percentile_of(latencies_ms, 50), 1e3 * percentile_of(latencies_ms, 90),
                         1e3 * mean_ms);
  }
  BatchModel start = truth;
  start.base_ms = 3, start.ms_per_item = 0.6;
  const Calibration calibration = calibrate(pool_of(server, start), runs_of(table, {.poisson = true}), {.keep_out = "none"});
  CHECK(calibration.constant("base_ms").after == Approx(truth.base_ms).epsilon(0.05));
  CHECK(calibration.constant("ms_per_item").after == Approx(truth.ms_per_item).epsilon(0.05));
  CHECK_FALSE(calibration.check_error());
}

TEST_CASE("a pool of the catalogue starts from its line under load, and what its servers add outside the batch is found") {
  const BatchModel truth{.base_ms = 3, .ms_per_item = 0.12, .base_gpu_share = 0.5, .frontend_ms = 1.5};
  const BatchServer server{.max_batch_size = 64};
  BatchModel start{.base_ms = 2, .ms_per_item = 0.08, .load_factor = 1.5, .base_gpu_share = 0.5};
  const Calibration calibration = calibrate(pool_of(server, start), runs_of(table_of(pool_of(server, truth), sweep, 1)));
  CHECK(calibration.constant("base_ms").before == Approx(truth.base_ms));
  CHECK(calibration.constant("ms_per_item").before == Approx(truth.ms_per_item));
  CHECK(calibration.constant("base_ms").after == Approx(truth.base_ms).epsilon(0.1));
  CHECK(calibration.constant("frontend_ms").before == 0);
  CHECK(calibration.constant("frontend_ms").after == Approx(truth.frontend_ms).margin(0.3));
  // The line before the fit lacks the frontend alone: with many clients next to nothing.
  for (const ComparedFigure& figure : calibration.figures)
    if (figure.measured.percentile == 0 && figure.measured.kind == MeasuredKind::e2e && figure.run == sweep.size() - 1)
      CHECK(std::abs(figure.error_before()) < 0.05);
}

TEST_CASE("at the edge of its range a constant is still learned of") {
  const BatchModel truth{.base_ms = 3, .ms_per_item = 0.12, .base_gpu_share = 1, .frontend_ms = 0.3};
  const BatchServer server{.max_batch_size = 64, .instances = 2};
  const Calibration calibration = calibrate(pool_of(server, truth), runs_of(table_of(pool_of(server, truth), sweep, 1)));
  CHECK(calibration.constant("base_gpu_share").after > 0.9);
  CHECK(calibration.constant("base_gpu_share").learned > 0.2);
}

TEST_CASE("tables of real Triton servers are predicted as well as the documentation says") {
  struct Table {
    const char* file;
    BatchServer server;
    double mean, p99;  // errors: of the mean what docs/fidelity-classic.md states for constants from other GPUs, of the 99th percentile for tables
  };
  const Table table = GENERATE(Table{"tft_electricity_t4_tensorrt.csv", {.max_batch_size = 1024, .instances = 2}, 0.114, 0.20},
                               Table{"wide_and_deep_v100_tensorrt.csv", {.max_batch_size = 131072, .instances = 2}, 0.114, 0.174});
  CAPTURE(table.file);
  const std::vector<MeasuredRun> runs = runs_of(test::slurp(std::string(TRADEWIND_SOURCE_DIR "/tests/data/perf_analyzer/") + table.file));
  REQUIRE(runs.size() == 16);
  const Calibration calibration = calibrate(pool_of(table.server, {}), runs);
  CHECK(mean_error(calibration, [](const MeasuredFigure& figure) { return figure.kind == MeasuredKind::e2e && figure.percentile == 0; }) <
        table.mean);
  CHECK(mean_error(calibration, [](const MeasuredFigure& figure) { return figure.percentile == 99; }) < table.p99);
  CHECK(*calibration.check_error() < 0.15);
}

TEST_CASE("what the runs leave undetermined is asked for") {
  const BatchModel truth{.base_ms = 3, .ms_per_item = 0.12, .base_gpu_share = 0.5, .frontend_ms = 0.3};
  const BatchServer server{.max_batch_size = 64};
  // One client alone: each batch has one item.
  const std::vector<MeasuredRun> alone = runs_of(table_of(pool_of(server, truth), {1}, 1));
  CHECK_THROWS_WITH(calibrate(pool_of(server, {}), alone), ContainsSubstring("cannot tell the time of a batch from that of an item"));
  const Calibration from_a_line = calibrate(pool_of(server, BatchModel{.base_ms = 4, .ms_per_item = 0.2, .base_gpu_share = 0.5}), alone);
  CHECK(from_a_line.mean_error_after() < 0.01);
  CHECK(from_a_line.constant("ms_per_item").learned < 0.2);
  CHECK_THROWS_AS(calibrate(pool_of(server, truth), {}), std::invalid_argument);
}

TEST_CASE("a model of one kind is not fitted to measurements of the other") {
  MeasuredRun llm;
  llm.file = "serve.json";
  llm.rate_rps = 1, llm.requests = 10;
  llm.prompt.quantiles = llm.output.quantiles = {{1, 5}};
  llm.figures = {{MeasuredKind::e2e, 0, 10}};
  MeasuredRun classic = llm;
  classic.file = "perf.csv", classic.items = 1;
  CHECK_THROWS_WITH(calibrate(pool_of({}, BatchModel{.base_ms = 1}), std::vector{llm}), ContainsSubstring("serve.json"));
  LlmPool pool;
  pool.groups.emplace_back().iteration.base_ms = 1;
  CHECK_THROWS_WITH(calibrate(pool, std::vector{classic}), ContainsSubstring("perf.csv measures a classic model"));
}

TEST_CASE("runs that a classic pool would have refused are left out") {
  const BatchModel truth{.base_ms = 3, .ms_per_item = 0.12, .base_gpu_share = 0.5, .frontend_ms = 0.3};
  const std::vector<MeasuredRun> runs = runs_of(table_of(pool_of({.max_batch_size = 64}, truth), {1, 8, 200}, 1));
  const Calibration calibration = calibrate(pool_of({.max_batch_size = 64, .max_waiting = 20}, truth), runs);
  REQUIRE(calibration.left_out.size() == 1);
  CHECK_THAT(calibration.left_out[0], ContainsSubstring("of 1 items"));
}

TEST_CASE("the run to keep out is named by its label") {
  const BatchModel truth{.base_ms = 3, .ms_per_item = 0.12, .base_gpu_share = 0.5, .frontend_ms = 0.3};
  const ClassicPool pool = pool_of({.max_batch_size = 64}, truth);
  const std::vector<MeasuredRun> runs = runs_of(table_of(pool, {1, 8, 40}, 1));
  CHECK_FALSE(calibrate(pool, runs).check_error());  // three runs are too few to do without one
  const Calibration calibration = calibrate(pool, runs, {.keep_out = "8 at a time"});
  for (const ComparedFigure& figure : calibration.figures) CHECK(figure.kept_out == (figure.run == 1));
  CHECK_THROWS_WITH(calibrate(pool, runs, {.keep_out = "9 at a time"}), ContainsSubstring("1 at a time; 40 at a time; 8 at a time"));
  CHECK_THROWS_AS(calibrate(pool, std::vector{runs[0]}, {.keep_out = "1 at a time"}), std::invalid_argument);
}
