#include "tradewind/scenarios/measurement.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

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
  REQUIRE(read_back.runs.size() == 2);
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
  REQUIRE(read_back.left_out.size() == 1);
  CHECK_THAT(read_back.left_out[0], ContainsSubstring("12 requests/s were completed of 20"));
  CHECK(std::isinf(read_back.runs[1].rate_rps));
  CHECK(read_back.runs[1].max_concurrency == 16);
  CHECK(read_back.runs[1].label == "16 at a time");
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

TEST_CASE("GuideLLM: seconds for whole requests, rates and streams") {
  const std::string metrics = R"("metrics": {"request_latency": {"successful": {"mean": 0.5, "count": 20, "percentiles": {"p50": 0.4, "p99": 0.9}}},
    "prompt_token_count": {"successful": {"min": 50, "max": 92, "percentiles": {"p50": 60}}}, "output_token_count": {"successful": {"mean": 8, "min": 8, "max": 8}},
    "time_to_first_token_ms": {"successful": {"mean": 11.5, "percentiles": {"p90": 12}}}, "inter_token_latency_ms": {"successful": {"mean": 1.5}}})";
  const Measurements read_back = read(R"({"metadata": {"version": 2}, "benchmarks": [{"config": {"strategy": {"type_": "constant", "rate": 2.0}}, )" +
                                      metrics + R"(}, {"config": {"strategy": {"type_": "concurrent", "streams": 4}}, )" + metrics + "}]}");
  REQUIRE(read_back.runs.size() == 2);
  const MeasuredRun& run = read_back.runs[0];
  CHECK(std::isinf(run.burstiness));
  CHECK(run.requests == 20);
  CHECK(run.prompt.quantiles == std::vector<std::pair<double, double>>{{0, 50}, {0.5, 60}, {1, 92}});
  CHECK(value(run, MeasuredKind::e2e, 0) == 500);
  CHECK(value(run, MeasuredKind::e2e, 99) == 900);
  CHECK(value(run, MeasuredKind::ttft, 90) == 12);
  CHECK(value(run, MeasuredKind::tpot, 0) == 1.5);
  CHECK(read_back.runs[1].max_concurrency == 4);
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

TEST_CASE("AIPerf's single requests, warm-up and cancelled ones apart") {
  std::string lines = R"({"metadata": {"request_start_ns": 5, "benchmark_phase": "warmup"}, "metrics": {}, "error": null})";
  // Three users, each of whom sends 250 ms after the last: always three are out.
  for (int i = 0; i < 60; ++i)
    lines += "\n{\"metadata\": {\"request_start_ns\": " + std::to_string(1759813207000000000 + (i / 3) * 250000000LL) +
             R"(, "benchmark_phase": "profiling"}, "metrics": {"input_sequence_length": {"value": 550}, "output_sequence_length": {"value": "11"}, )"
             R"("time_to_first_token": {"value": 50, "unit": "ms"}, "request_latency": {"value": 0.25, "unit": "s"}}, "error": null})";
  const Measurements read_back =
      read(lines + "\n" + R"({"metadata": {"request_start_ns": 1759813207100000000, "was_cancelled": true}, "metrics": {}, "error": {"code": 499}})");
  REQUIRE(read_back.runs.size() == 1);
  const MeasuredRun& run = read_back.runs[0];
  CHECK(run.requests == 60);
  CHECK(run.max_concurrency == 3);
  CHECK(value(run, MeasuredKind::ttft, 0) == Approx(50));
  CHECK(value(run, MeasuredKind::tpot, 0) == Approx(20));
  CHECK(value(run, MeasuredKind::e2e, 99) == Approx(250));
  CHECK(run.notes.size() == 2);
}

TEST_CASE("GenAI-Perf's tables, with quotes, blank lines and line ends of Windows") {
  const std::string table =
      "\xEF\xBB\xBFMetric,avg,min,max,p99,p50\r\nTime To First Token (ms),\"1,208.00\",7.00,1900.00,1800.00,1100.00\r\n\r\n"
      "Request Latency (us),\"2,500,000.00\",1,2,,\r\nOutput Sequence Length (tokens),100.00,90.00,110.00,109.00,100.00\r\n"
      "Input Sequence Length (tokens),6.00,5.00,7.00,6.98,6.00\r\n\r\nMetric,Value\r\nRequest Throughput (per sec),4.00\r\nRequest Count "
      "(count),\"1,000\"\r\n";
  const test::TemporaryFolder folder;
  const auto file = folder.path() / "model-chat-concurrency8" / "profile_export_genai_perf.csv", plain = folder.path() / "profile.csv";
  std::filesystem::create_directories(file.parent_path());
  test::spit(file, table);
  test::spit(plain, table);
  const Measurements named = read_measurements(file), unknown = read_measurements(plain), said = read_measurements(plain, {.max_concurrency = 10});
  REQUIRE(named.runs.size() == 1);
  const MeasuredRun& run = named.runs[0];
  CHECK(run.max_concurrency == 8);
  CHECK(run.requests == 1000);
  CHECK(value(run, MeasuredKind::ttft, 0) == 1208);
  CHECK(value(run, MeasuredKind::e2e, 0) == 2500);
  CHECK(value(run, MeasuredKind::e2e, 99) == -1);
  CHECK(run.prompt.quantiles == std::vector<std::pair<double, double>>{{0, 5}, {0.5, 6}, {0.99, 6.98}, {1, 7}});
  CHECK(unknown.runs.empty());
  CHECK_THAT(unknown.left_out.at(0), ContainsSubstring("--concurrency"));
  // Ten users at 2.5 s an answer: the throughput of 4/s leaves no time to think.
  CHECK(value(said.runs.at(0), MeasuredKind::throughput, 0) == 4);
}

TEST_CASE("LLMPerf: a closed loop whose users pause, and its single responses") {
  const std::string summary =
      R"({"model": "m", "num_concurrent_requests": 5, "results_ttft_s_mean": 0.2, "results_ttft_s_quantiles_p99": 0.4, "results_end_to_end_latency_s_mean": 3,
          "results_inter_token_latency_s_mean": 0.02, "results_number_input_tokens_min": "550", "results_number_input_tokens_max": "550",
          "results_number_output_tokens_mean": 151, "results_ttft_s_stddev": NaN, "results_num_completed_requests": 1000, "results_num_completed_requests_per_min": 75})";
  const MeasuredRun run = read(summary).runs.at(0);
  CHECK(run.max_concurrency == 5);
  CHECK(value(run, MeasuredKind::ttft, 99) == 400);
  CHECK(value(run, MeasuredKind::tpot, 0) == -1);        // its time between tokens holds the first one
  CHECK(value(run, MeasuredKind::throughput, 0) == -1);  // made by the pauses
  CHECK(run.think_s == Approx(5 / 1.25 - 3).epsilon(0.02));
  const std::string responses =
      R"([{"error_code": null, "ttft_s": 0.4, "end_to_end_latency_s": 2.4, "number_input_tokens": 550, "number_output_tokens": 101},
          {"error_code": 500, "ttft_s": 0, "end_to_end_latency_s": 0, "number_input_tokens": 550, "number_output_tokens": 0}])";
  const test::TemporaryFolder folder;
  test::spit(folder.path() / "r.json", responses);
  CHECK_THAT(read(responses).left_out.at(0), ContainsSubstring("--concurrency"));
  const MeasuredRun single = read_measurements(folder.path() / "r.json", {.max_concurrency = 1}).runs.at(0);
  CHECK(single.requests == 1);
  CHECK(value(single, MeasuredKind::tpot, 0) == Approx(20));
}

TEST_CASE("llm-d's report, in YAML and in both layouts") {
  const MeasuredRun run = read(R"(version: '0.2'
scenario:
  stack:
  - standardized: {kind: inference_engine, replicas: 2, model: {name: Q}, accelerator: {model: H100, parallelism: {tp: 8}}}
  load:
    standardized: {tool: inference-perf, rate_qps: 10, concurrency: .inf, prefix: {prefix_len: {distribution: fixed, value: 1000}, num_groups: 32}}
results:
  request_performance:
    aggregate:
      requests: {total: 500, failures: 2, input_length: {units: count, mean: 2262, p50: 2262, min: 2223}, output_length: {units: count, mean: 100}}
      throughput: {request_rate: {units: queries/s, mean: 9.9}}
      latency:
        time_to_first_token: {units: ms, mean: 37, p99: 50}
        time_per_output_token: {units: s/token, mean: 0.01}
        request_latency: {units: s, mean: 1.2}
)")
                              .runs.at(0);
  CHECK(run.rate_rps == 10);
  CHECK(run.max_concurrency == 0);
  CHECK(run.requests == 498);
  CHECK(run.prefix.count == 32);
  CHECK(run.prefix.tokens == 1000);
  CHECK_THAT(run.server, ContainsSubstring("tp 8") && ContainsSubstring("H100"));
  CHECK(value(run, MeasuredKind::ttft, 99) == 50);
  CHECK(value(run, MeasuredKind::tpot, 0) == 10);
  CHECK(value(run, MeasuredKind::e2e, 0) == 1200);
  const MeasuredRun older =
      read(
          R"({"version": "0.1", "scenario": {"model": {"name": "Q"}, "load": {"name": "vllm-benchmark", "args": {"max_concurrency": 8, "request_rate": "inf"}}},
          "metrics": {"requests": {"total": 100, "failures": 0, "input_length": {"mean": 100}, "output_length": {"mean": 50}},
                      "throughput": {"requests_per_sec": 7}, "latency": {"time_to_first_token": {"units": "ms", "mean": 37}}}})")
          .runs.at(0);
  CHECK(older.max_concurrency == 8);
  CHECK(value(older, MeasuredKind::throughput, 0) == 7);
}

TEST_CASE("text that prompts share is used where the file says it, and the run is left out where it only hints at it") {
  const std::string rest = R"("request_rate": 5, "completed": 100, "total_input_tokens": 100000, "total_output_tokens": 10000, "mean_ttft_ms": 30)";
  const MeasuredRun stated =
      read(R"({"backend": "sglang", "dataset_name": "generated-shared-prefix", "gsp_num_groups": 8, "gsp_system_prompt_len": 512, )" + rest + "}")
          .runs.at(0);
  CHECK(stated.prefix.count == 8);
  CHECK(stated.prefix.tokens == 512);
  const Measurements hinted = read(R"({"backend": "sglang", "dataset_name": "generated-shared-prefix", )" + rest + "}");
  CHECK(hinted.runs.empty());
  CHECK_THAT(hinted.left_out.at(0), ContainsSubstring("share text"));
}

namespace {

// Every value inside replaced in turn by what should not stand there: reading may refuse it, and must do nothing worse.
void spoil(nlohmann::json& document, nlohmann::json& here, int& spoiled) {
  if (here.is_structured()) {
    for (auto& inner : here) spoil(document, inner, spoiled);
    return;
  }
  const nlohmann::json kept = here;
  const std::vector<nlohmann::json> wrong = {
      nullptr, "text", "1,234.5", -1, 0, 1e300, -1e300, true, nlohmann::json::array(), nlohmann::json::array({nullptr}), nlohmann::json::object()};
  for (const nlohmann::json& value : wrong) {
    here = value;
    try {
      for (const MeasuredRun& run : read(document.dump()).runs) {
        CHECK(run.rate_rps > 0);
        CHECK(run.requests > 0);
        for (const MeasuredFigure& figure : run.figures) CHECK(figure.value > 0);
        for (const std::int32_t tokens : run.prompt.each) CHECK(tokens > 0);
      }
    } catch (const InvalidInput&) {
    }
    ++spoiled;
  }
  here = kept;
}

}  // namespace

namespace {

// What load generators of any HTTP service do not say.
Measurements read_stated(const std::string& text, const UnstatedLoad& unstated) {
  const test::TemporaryFolder folder;
  test::spit(folder.path() / "result", text);
  return read_measurements(folder.path() / "result", unstated);
}
const UnstatedLoad users_of_5{.max_concurrency = 5, .prompt_tokens = 100, .output_tokens = 20};

}  // namespace

TEST_CASE("k6: its summary, and its points of requests that were answered") {
  const std::string summary =
      R"json({"state": {"testRunDurationMs": 30898.9}, "metrics": {"http_reqs": {"type": "counter", "values": {"count": 40, "rate": 19.76}},
      "http_req_waiting": {"type": "trend", "values": {"avg": 90, "med": 80, "p(95)": 120}},
      "http_req_duration": {"type": "trend", "contains": "time", "values": {"avg": 268.3, "max": 846.2, "med": 250, "p(95)": 400, "p(99.99)": 846.1}}}})json";
  const Measurements whole = read_stated(summary, users_of_5);
  REQUIRE(whole.runs.size() == 1);
  CHECK(whole.runs[0].requests == 40);
  CHECK(whole.runs[0].max_concurrency == 5);
  CHECK(value(whole.runs[0], MeasuredKind::e2e, 0) == 268.3);
  CHECK(value(whole.runs[0], MeasuredKind::e2e, 95) == 400);
  CHECK(value(whole.runs[0], MeasuredKind::ttft, 50) == 80);
  CHECK(whole.runs[0].output.quantiles == std::vector<std::pair<double, double>>{{1, 20}});
  CHECK_THAT(read_stated(summary, {.max_concurrency = 5}).left_out.at(0), ContainsSubstring("--prompt-tokens"));
  CHECK_THAT(read_stated(summary, {.prompt_tokens = 1, .output_tokens = 1}).left_out.at(0), ContainsSubstring("--rate or --concurrency"));

  const std::string csv =
      "metric_name,timestamp,metric_value,check,error,error_code,group,method,name,proto,scenario,status,subproto,tls_version,url,extra_tags\n"
      "http_reqs,1595325560,1.000000,,,,,GET,http://t,HTTP/1.1,default,200,,,http://t,\n"
      "http_req_duration,1595325560,221,,,,,GET,http://t,HTTP/1.1,default,200,,,http://t,\n"
      "http_req_waiting,1595325560,220,,,,,GET,http://t,HTTP/1.1,default,200,,,http://t,\n"
      "http_req_duration,1595325561,223,,,,,GET,http://t,HTTP/1.1,default,200,,,http://t,\n"
      "http_req_duration,1595325561,9999,,,,,GET,http://t,HTTP/1.1,default,503,,,http://t,\n";
  const MeasuredRun from_csv = read_stated(csv, users_of_5).runs.at(0);
  CHECK(from_csv.requests == 2);
  CHECK(value(from_csv, MeasuredKind::e2e, 0) == Approx(222));
  CHECK(value(from_csv, MeasuredKind::ttft, 0) == -1);  // the first byte came with the last

  const MeasuredRun from_lines =
      read_stated(
          R"({"type":"Metric","data":{"type":"trend"},"metric":"http_req_duration"})"
          "\n"
          R"({"type":"Point","data":{"time":"2017-05-09T14:34:45.2+02:00","value":459.8,"tags":{"status":"200"}},"metric":"http_req_duration"})"
          "\n"
          R"({"type":"Point","data":{"time":"2017-05-09T14:34:45.2+02:00","value":59.8,"tags":{"status":"200"}},"metric":"http_req_waiting"})",
          users_of_5)
          .runs.at(0);
  CHECK(value(from_lines, MeasuredKind::e2e, 50) == Approx(459.8));
  CHECK(value(from_lines, MeasuredKind::ttft, 50) == Approx(59.8));
}

TEST_CASE("Locust: the one request that was measured, without the sum of all") {
  const std::string head =
      "Type,Name,Request Count,Failure Count,Median Response Time,Average Response Time,Min Response Time,Max Response Time,Average Content Size,"
      "Requests/s,Failures/s,50%,66%,75%,80%,90%,95%,98%,99%,99.9%,99.99%,100%\n";
  const std::string chat =
      "POST,/v1/chat/completions,1200,3,3400,3516.42,412.7,9981.3,5210.0,19.98,0.05,3400,4100,4600,4900,6200,7100,8300,9100,10000,10000,10000\n";
  const std::string idle = "GET,/v1/models,0,0,0,0.0,0,0,0,0.0,0.0,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A\n";
  const MeasuredRun run = read_stated(head + chat + idle, users_of_5).runs.at(0);
  CHECK(run.requests == 1197);
  CHECK(value(run, MeasuredKind::e2e, 0) == 3516.42);
  CHECK(value(run, MeasuredKind::e2e, 99) == 9100);
  const std::string other = "POST,/v1/embeddings" + chat.substr(chat.find(",1200"));
  CHECK(read_stated(head + chat + other, users_of_5).runs.empty());
}

TEST_CASE("wrk2: mixed units, evenly spaced requests") {
  const std::string text = R"(Running 30s test @ http://127.0.0.1:80/index.html
  2 threads and 100 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     6.60ms    1.92ms  12.50ms   68.46%
  Latency Distribution (HdrHistogram - Recorded Latency)
 50.000%  670.00us
 75.000%    7.78ms
 90.000%    9.14ms
 99.000%    1.18s
 99.900%   12.30s
  Detailed Percentile spectrum:
     0.921     0.000000            1         1.00
#[Mean    =        6.602, StdDeviation   =        1.919]
#[Max     =       12.496, Total count    =        39500]
60018 requests in 30.00s, 19.81MB read
Requests/sec:   2000.28
)";
  const MeasuredRun run = read_stated(text, {.rate_rps = 2000, .prompt_tokens = 10, .output_tokens = 2}).runs.at(0);
  CHECK(run.requests == 39500);
  CHECK(value(run, MeasuredKind::e2e, 0) == 6.602);
  CHECK(value(run, MeasuredKind::e2e, 50) == Approx(0.67));
  CHECK(value(run, MeasuredKind::e2e, 99) == Approx(1180));
  CHECK(value(run, MeasuredKind::e2e, 99.9) == -1);
  CHECK(std::isinf(run.burstiness));
  CHECK_THAT(read_stated(text, {.rate_rps = 3000, .prompt_tokens = 10, .output_tokens = 2}).left_out.at(0), ContainsSubstring("overloaded"));
}

TEST_CASE("tables that cannot be used say what they are") {
  CHECK_THROWS_WITH(read("Timestamp,User Count,Type,Name\n1,2,a,b\n"), ContainsSubstring("history"));
}

TEST_CASE("nothing that stands in a file breaks the readers") {
  const std::string document = GENERATE(
      R"({"backend": "vllm", "request_rate": "inf", "max_concurrency": 2, "completed": 3, "request_throughput": 2, "input_lens": [10, 20, 30], "output_lens": [5, 6, 7],
          "ttfts": [0.1, 0.2, 0.3], "itls": [[0.1], [0.2, 0.1], [0.1]], "start_times": [1, 2, 3]})",
      R"({"backend": "sglang", "dataset_name": "random", "random_input_len": 100, "random_output_len": 50, "random_range_ratio": 0.5, "request_rate": 5, "burstiness": 1,
          "max_concurrency": 8, "completed": 30, "total_input_tokens": 100, "total_output_tokens": 900, "request_throughput": 5, "mean_ttft_ms": 3, "p99_ttft_ms": 5})",
      R"({"metadata": {"guidellm_version": "0.8"}, "config": {"spec": {"data": [{"turns": 1, "prefix_buckets": [{"prefix_count": 4, "prefix_tokens": 16}]}]}},
          "benchmarks": [{"config": {"strategy": {"type_": "concurrent", "streams": 4}}, "metrics": {"request_totals": {"errored": 0, "incomplete": 2},
          "requests_per_second": {"successful": {"mean": 3}}, "request_latency": {"successful": {"mean": 1, "count": 50, "percentiles": {"p50": 1}}},
          "prompt_token_count": {"successful": {"mean": 50, "min": 40, "max": 90}}, "output_token_count": {"successful": {"mean": 8}}}}]})",
      R"({"aiperf_version": "0.11", "request_throughput": {"avg": 7.9}, "request_count": {"avg": 400}, "request_latency": {"unit": "ms", "avg": 3853, "p50": 3491},
          "input_sequence_length": {"avg": 200}, "output_sequence_length": {"avg": 262}, "error_summary": [{"count": 2}], "was_cancelled": false,
          "input_config": {"models": {"items": [{"name": "q"}]}, "phases": [{"type": "poisson", "rate": 8, "name": "profiling"}], "input": {"prefix_prompt": {"pool_size": 3, "length": 50}}}})",
      R"([{"metadata": {"request_start_ns": 1759813207532900363}, "metrics": {"input_sequence_length": {"value": 550}, "output_sequence_length": {"value": 9},
          "time_to_first_token": {"value": 255, "unit": "ms"}, "request_latency": {"value": 297, "unit": "ms"}}, "error": null},
          {"metadata": {"request_start_ns": 1759813209532900363}, "metrics": {"input_sequence_length": {"value": 550}, "output_sequence_length": {"value": 9},
          "time_to_first_token": {"value": 255, "unit": "ms"}, "request_latency": {"value": 297, "unit": "ms"}}, "error": null}])",
      R"({"load_summary": {"count": 600, "requested_rate": 10, "concurrency": 0}, "successes": {"count": 600, "latency": {"request_latency": {"mean": 1.7, "p90": 1.95}},
          "throughput": {"requests_per_sec": 9.9}, "prompt_len": {"min": 194, "median": 201, "max": 209}, "output_len": {"mean": 62.8}}, "failures": {"count": 0}})",
      R"({"scenario": {"stack": [{"standardized": {"kind": "inference_engine", "model": {"name": "Q"}}}], "load": {"standardized": {"rate_qps": 10, "concurrency": 5,
          "multi_turn": {"enabled": false}, "prefix": {"num_groups": 2, "prefix_len": {"value": 5}}}}}, "results": {"request_performance": {"aggregate": {
          "requests": {"total": 500, "failures": 2, "input_length": {"mean": 2262}, "output_length": {"mean": 100}}, "throughput": {"request_rate": {"mean": 9.9}},
          "latency": {"request_latency": {"units": "s", "mean": 1.2}}}}}})");
  nlohmann::json json = nlohmann::json::parse(document);
  REQUIRE(read(document).runs.size() == 1);
  int spoiled = 0;
  spoil(json, json, spoiled);
  CHECK(spoiled > 50);
}

TEST_CASE("files that break off or nest without end are refused") {
  CHECK_THROWS_AS(read(std::string(100'000, '[')), InvalidInput);
  CHECK_THROWS_AS(read(std::string("{\"backend\": \"vllm\", \"request_rate\": 5, \"completed\": 3, \"ttfts\": [0.1, 0.")), InvalidInput);
  CHECK_THROWS_AS(read("scenario: &a\n  load: *a\nmetrics: [" + std::string(50'000, '[')), InvalidInput);
  CHECK_THROWS_AS(read("a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b]\nd: &d "
                       "[*c, *c, *c, *c, *c, *c, *c]\n"
                       "e: &e [*d, *d, *d, *d, *d, *d, *d, *d]\nf: &f [*e, *e, *e, *e, *e, *e, *e, *e]\ng: [*f, *f, *f, *f, *f, *f, *f, *f]\n"),
                  InvalidInput);
}

TEST_CASE("what is no result of a load test is refused") {
  const std::string text = GENERATE("", "{", "[]", "3", R"({"a": 1})", "{\"backend\": \"vllm\"}\n", "a,b\n1,2\n", "a: 1\n");
  CAPTURE(text);
  CHECK_THROWS_AS(read(text), InvalidInput);
  CHECK_THROWS_AS(read_measurements("/nowhere/result.json"), InvalidInput);
}
