#include "tradewind/scenarios/measurement.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>

#include "support/command.h"
#include "tradewind/scenarios/problem.h"

using namespace tradewind;
using Catch::Approx;
using Catch::Matchers::ContainsSubstring;

namespace {

Measurements read(const std::string& text) {
  const test::TemporaryFolder folder;
  test::spit(folder.path() / "result.json", text);
  return read_measurements(folder.path() / "result.json");
}

double value(const MeasuredRun& run, MeasuredKind kind, double percentile) {
  for (const MeasuredFigure& figure : run.figures)
    if (figure.kind == kind && figure.percentile == percentile) return figure.value;
  return -1;
}

}  // namespace

TEST_CASE("a summary of vllm bench serve, one a line") {
  const Measurements read_back = read(
      R"({"backend": "vllm", "request_rate": 10.0, "burstiness": 1.0, "max_concurrency": null, "duration": 125, "completed": 1200, "total_input_tokens": 1200000, "total_output_tokens": 120000, "request_throughput": 9.6, "request_goodput:": null, "mean_ttft_ms": 56.9, "median_ttft_ms": 51.4, "p99_ttft_ms": 123.5, "mean_tpot_ms": 11.8, "mean_itl_ms": 9}
{"backend": "vllm", "request_rate": 20.0, "burstiness": 0.5, "completed": 100, "total_input_tokens": 100, "total_output_tokens": 100, "request_throughput": 12, "mean_ttft_ms": 5}
{"backend": "vllm", "request_rate": "inf", "max_concurrency": 16, "completed": 100, "total_input_tokens": 100, "total_output_tokens": 100, "mean_ttft_ms": 5}
)");
  REQUIRE(read_back.runs.size() == 1);
  const MeasuredRun& run = read_back.runs[0];
  CHECK(run.tool == "vllm bench serve");
  CHECK(run.rate_rps == 10);
  CHECK(run.requests == 1200);
  CHECK(run.prompt.quantiles[0].second == 1000);
  CHECK(run.output.quantiles[0].second == 100);
  CHECK(run.figures.size() == 4);  // gaps between chunks are no time per token
  CHECK(value(run, MeasuredKind::ttft, 0) == 56.9);
  CHECK(value(run, MeasuredKind::ttft, 50) == 51.4);
  CHECK(value(run, MeasuredKind::tpot, 0) == 11.8);
  REQUIRE(read_back.left_out.size() == 2);
  CHECK_THAT(read_back.left_out[0], ContainsSubstring("12 requests/s were completed of 20"));
  CHECK_THAT(read_back.left_out[1], ContainsSubstring("closed loop"));
}

TEST_CASE("only means count where lengths are mixed and unknown") {
  const Measurements read_back = read(
      R"({"backend": "sglang", "dataset_name": "sharegpt", "request_rate": 5.0, "max_concurrency": 256, "completed": 1000, "total_input_tokens": 302118,
          "total_output_tokens": 195775, "request_throughput": 4.9, "mean_e2e_latency_ms": 2409, "median_e2e_latency_ms": 1538, "p99_e2e_latency_ms": 9814, "mean_ttft_ms": 91.7})");
  REQUIRE(read_back.runs.size() == 1);
  CHECK(read_back.runs[0].tool == "sglang.bench_serving");
  CHECK(read_back.runs[0].figures.size() == 2);
  CHECK(value(read_back.runs[0], MeasuredKind::e2e, 0) == 2409);
}

TEST_CASE("single requests of vllm bench serve, without those that got no token") {
  const Measurements read_back = read(
      R"({"backend": "vllm", "request_rate": "inf", "completed": 4, "mean_ttft_ms": 1, "input_lens": [13, 25, 329, 40], "output_lens": [11, 1, 0, 5],
          "ttfts": [0.060, 0.040, 0.0, 0.050], "itls": [[0.05, 0.05], [], [], [0.04]], "start_times": [7.0, 6.5, 6.0, 8.0]})");
  REQUIRE(read_back.runs.size() == 1);
  const MeasuredRun& run = read_back.runs[0];
  CHECK(std::isinf(run.rate_rps));
  CHECK(run.requests == 3);
  CHECK(run.prompt.each == std::vector<std::int32_t>{25, 13, 40});
  CHECK(run.output.each == std::vector<std::int32_t>{1, 11, 5});
  CHECK(run.start_s == std::vector<double>{0, 0.5, 1.5});
  CHECK(value(run, MeasuredKind::ttft, 0) == Approx(50));
  CHECK(value(run, MeasuredKind::ttft, 50) == Approx(50));
  CHECK(value(run, MeasuredKind::tpot, 0) == Approx(10));  // 100 ms for ten tokens, 40 ms for four
  CHECK(value(run, MeasuredKind::e2e, 0) == Approx((160 + 40 + 90) / 3.0));
}

TEST_CASE("GuideLLM: seconds for whole requests, and only rates") {
  const std::string metrics = R"("metrics": {"request_latency": {"successful": {"mean": 0.5, "count": 20, "percentiles": {"p50": 0.4, "p99": 0.9}}},
    "prompt_token_count": {"successful": {"min": 50, "max": 92, "percentiles": {"p50": 60}}}, "output_token_count": {"successful": {"mean": 8, "min": 8, "max": 8}},
    "time_to_first_token_ms": {"successful": {"mean": 11.5, "percentiles": {"p90": 12}}}, "inter_token_latency_ms": {"successful": {"mean": 1.5}}})";
  const Measurements read_back = read(R"({"metadata": {"version": 2}, "benchmarks": [{"config": {"strategy": {"type_": "constant", "rate": 2.0}}, )" +
                                      metrics + R"(}, {"config": {"strategy": {"type_": "concurrent"}}, )" + metrics + "}]}");
  REQUIRE(read_back.runs.size() == 1);
  const MeasuredRun& run = read_back.runs[0];
  CHECK(std::isinf(run.burstiness));
  CHECK(run.requests == 20);
  CHECK(run.prompt.quantiles == std::vector<std::pair<double, double>>{{0, 50}, {0.5, 60}, {1, 92}});
  CHECK(value(run, MeasuredKind::e2e, 0) == 500);
  CHECK(value(run, MeasuredKind::e2e, 99) == 900);
  CHECK(value(run, MeasuredKind::ttft, 90) == 12);
  CHECK(value(run, MeasuredKind::tpot, 0) == 1.5);
  REQUIRE(read_back.left_out.size() == 1);
  CHECK_THAT(read_back.left_out[0], ContainsSubstring("concurrent") && ContainsSubstring("closed loop"));
}

TEST_CASE("AIPerf: the unit stands beside the value") {
  const Measurements read_back = read(
      R"({"aiperf_version": "0.11.0", "request_throughput": {"unit": "requests/sec", "avg": 7.9}, "request_count": {"avg": 400}, "request_latency": {"unit": "ms", "avg": 3853, "p50": 3491},
          "time_to_first_token": {"unit": "us", "avg": 51437, "p99": 117896}, "input_sequence_length": {"avg": 200, "p50": 190, "min": 10, "max": 400},
          "output_sequence_length": {"avg": 262, "p50": 239}, "input_config": {"phases": [{"type": "poisson", "rate": 8}]}})");
  REQUIRE(read_back.runs.size() == 1);
  CHECK(read_back.runs[0].rate_rps == 8);
  CHECK(value(read_back.runs[0], MeasuredKind::ttft, 0) == Approx(51.437));
  CHECK(value(read_back.runs[0], MeasuredKind::e2e, 50) == 3491);
  CHECK(read_back.runs[0].output.quantiles.size() == 1);
}

TEST_CASE("inference-perf: all in seconds") {
  const Measurements read_back = read(
      R"({"load_summary": {"count": 600, "requested_rate": 10}, "successes": {"count": 600, "latency": {"request_latency": {"mean": 1.7, "p90": 1.95},
          "time_per_output_token": {"mean": 0.012}, "time_to_first_token": {"mean": 0.146, "median": 0.105}}, "throughput": {"requests_per_sec": 9.9},
          "prompt_len": {"min": 194, "median": 201, "max": 209}, "output_len": {"mean": 62.8, "median": 64}}})");
  REQUIRE(read_back.runs.size() == 1);
  CHECK(value(read_back.runs[0], MeasuredKind::ttft, 50) == Approx(105));
  CHECK(value(read_back.runs[0], MeasuredKind::tpot, 0) == Approx(12));
  CHECK(value(read_back.runs[0], MeasuredKind::e2e, 90) == Approx(1950));
}

TEST_CASE("what is no result of a load test is refused") {
  const std::string text = GENERATE("", "{", "[]", "3", R"({"a": 1})", "{\"backend\": \"vllm\"}\n", "a,b\n1,2\n");
  CAPTURE(text);
  CHECK_THROWS_AS(read(text), InvalidInput);
  CHECK_THROWS_AS(read_measurements("/nowhere/result.json"), InvalidInput);
}
