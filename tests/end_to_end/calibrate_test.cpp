// The verb `calibrate` as a user meets it.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "support/command.h"

using namespace tradewind::test;
using nlohmann::json;

namespace {

const std::string result =
    R"({"backend": "vllm", "request_rate": 5.0, "burstiness": 1.0, "completed": 400, "total_input_tokens": 200000, "total_output_tokens": 40000,
        "request_throughput": 4.9, "mean_ttft_ms": 38, "median_ttft_ms": 34, "mean_tpot_ms": 9.5, "mean_e2el_ms": 980})";

}  // namespace

TEST_CASE("calibrate writes an entry that a pool may name") {
  const TemporaryFolder folder;
  spit(folder.path() / "pool.json", R"({"iteration": {"affine": {"base_ms": 6, "per_token_ms": 0.02}}, "server": {"kv_blocks": 20000}})");
  spit(folder.path() / "result.json", result);
  const Said said = run("calibrate --pool pool.json --measured result.json --out hw/hardware.json --html fit.html --json fit.json", folder);
  INFO(said.err);
  REQUIRE(said.exit_code == 0);
  CHECK(said.out.find("ttft mean") != std::string::npos);
  const json fit = json::parse(slurp(folder.path() / "fit.json"));
  CHECK(fit["mean_error"].get<double>() < fit["mean_error_before"].get<double>());
  const std::string page = slurp(folder.path() / "fit.html");
  CHECK(page.find("<svg") != std::string::npos);
  CHECK(page.find("ttft p50") != std::string::npos);

  spit(folder.path() / "fitted.json", R"({"iteration": {"calibration": "hw/hardware.json"}, "server": {"kv_blocks": 20000}})");
  spit(folder.path() / "t.csv", "arrival_s,prompt_tokens,output_tokens\n0,500,100\n");
  const json replayed = json::parse(run("replay --pool fitted.json --trace t.csv --json -", folder).out);
  CHECK(replayed["iteration"][0]["source"] == "affine, as given, calibrated (hardware.json)");
  // Fitted again, it is already there.
  const json again = json::parse(run("calibrate --pool fitted.json --measured result.json --json -", folder).out);
  CHECK(again["mean_error_before"].get<double>() == Catch::Approx(fit["mean_error"].get<double>()));
}

TEST_CASE("a closed loop is fitted with its throughput, and what is uncertain is said") {
  const TemporaryFolder folder;
  spit(folder.path() / "pool.json", R"({"iteration": {"affine": {"base_ms": 6, "per_token_ms": 0.02}}, "server": {"kv_blocks": 20000}})");
  spit(
      folder.path() / "closed.json",
      R"({"backend": "vllm", "model_id": "<script>alert(1)</script>", "request_rate": "inf", "max_concurrency": 8, "completed": 160, "total_input_tokens": 80000,
           "total_output_tokens": 16000, "request_throughput": 9.1, "mean_ttft_ms": 60, "mean_tpot_ms": 8.1})");
  spit(folder.path() / "failed.json", R"({"backend": "vllm", "request_rate": 5, "completed": 0})");
  const Said said = run("calibrate --pool pool.json --measured closed.json failed.json --html fit.html --json fit.json", folder);
  INFO(said.err);
  REQUIRE(said.exit_code == 0);
  CHECK(said.err.find("failed.json (5 requests/s): no request was completed") != std::string::npos);
  CHECK(said.out.find("standard error") != std::string::npos);
  const json fit = json::parse(slurp(folder.path() / "fit.json"));
  CHECK(fit["figures"].back()["measured_rps"] == 9.1);
  CHECK(fit["figures"][0]["measured_ms"] == 60);
  CHECK(fit["runs"][0]["run"] == "8 at a time");
  CHECK(fit["left_out"].size() == 1);
  for (const char* constant : {"scale", "host_ms", "host_ms_per_seq", "frontend_ms"}) {
    CHECK(fit["standard_error"][constant].get<double>() > 0);
    CHECK(fit["learned"][constant].get<double>() < 1);
  }
  const std::string page = slurp(folder.path() / "fit.html");
  CHECK(page.find("<script") == std::string::npos);
  CHECK(page.find("&lt;script&gt;alert(1)") != std::string::npos);
  CHECK(page.find("What was left out") != std::string::npos);
  // The load that a file does not say is given by hand.
  spit(folder.path() / "genai.csv",
       "Metric,avg,p50\nRequest Latency (ms),900,900\nInput Sequence Length (tokens),500,500\nOutput Sequence Length (tokens),100,100\n\n"
       "Metric,Value\nRequest Count (count),160\n");
  CHECK(run("calibrate --pool pool.json --measured genai.csv", folder).exit_code == 2);
  CHECK(run("calibrate --pool pool.json --measured genai.csv --concurrency 8", folder).exit_code == 0);
}

TEST_CASE("calibrate refuses what it cannot use") {
  const TemporaryFolder folder;
  spit(folder.path() / "pool.json", R"({"iteration": {"affine": {"base_ms": 6}}, "server": {"kv_blocks": 20000}})");
  spit(folder.path() / "closed.json", R"({"backend": "vllm", "request_rate": "inf", "max_concurrency": 4, "completed": 5, "mean_ttft_ms": 3})");
  spit(folder.path() / "lost.json", R"({"iteration": {"calibration": "nowhere.json"}})");
  spit(folder.path() / "bad.json", R"({"iteration": {"calibration": "hardware.json"}})");
  spit(folder.path() / "hardware.json", R"({"iteration": {"affine": {"base_ms": 6}}, "scale": -1})");
  const Said closed = run("calibrate --pool pool.json --measured closed.json", folder);
  CHECK(closed.exit_code == 2);
  CHECK(closed.err.find("no lengths") != std::string::npos);
  spit(folder.path() / "alien.json", R"({"a": 1})");
  const Said both = run("calibrate --pool pool.json --measured alien.json pool.json", folder);
  CHECK(both.exit_code == 2);
  for (const char* named : {"alien.json", "pool.json: error", "GuideLLM", "GenAI-Perf", "LLMPerf", "llm-d"})
    CHECK(both.err.find(named) != std::string::npos);
  CHECK(run("calibrate --pool pool.json --measured pool.json", folder).exit_code == 2);
  const Said lost = run("calibrate --pool lost.json --measured closed.json", folder);
  CHECK(lost.exit_code == 2);
  CHECK(lost.err.find("nowhere.json") != std::string::npos);
  const Said bad = run("calibrate --pool bad.json --measured closed.json", folder);
  CHECK(bad.exit_code == 2);
  CHECK(bad.err.find("hardware.json:1:") != std::string::npos);
}
