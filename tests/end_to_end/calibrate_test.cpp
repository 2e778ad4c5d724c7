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

namespace {

// 3 ms + 0.1 ms an item, 0.5 ms outside, as perf_analyzer would have seen a Triton server: one batch in work while the next one waits, so that n
// clients are half in one and half in the other.
std::string closed_loops() {
  std::string table =
      "Concurrency,Inferences/Second,Client Send,Network+Server Send/Recv,Server Queue,Server Compute Input,Server Compute Infer,Server Compute "
      "Output,Client Recv,p50 latency,p90 latency,p95 latency,p99 latency\r\n";
  for (const int clients : {96, 8, 64, 16, 32}) {
    const double batch_us = 3000 + 100 * clients / 2.0, latency_us = 2 * batch_us;
    table += std::to_string(clients) + "," + std::to_string(clients / (latency_us * 1e-6)) + ",100,400," + std::to_string(batch_us - 500) + ",0," +
             std::to_string(batch_us) + ",0,0";
    for (int percentile = 0; percentile < 4; ++percentile) table += "," + std::to_string(latency_us);
    table += "\r\n";
  }
  return table;
}

}  // namespace

TEST_CASE("a table of perf_analyzer becomes an entry that replay and a scenario use") {
  const TemporaryFolder folder;
  spit(folder.path() / "triton.json", R"({"classic": {"triton": {"max_batch_size": 64}}})");
  spit(folder.path() / "perf.csv", closed_loops());
  const Said said = run(
      "calibrate --pool triton.json --measured perf.csv --model 'our <b>model' --gpu T4 --backend 'TensorRT FP16' --out hw/ours.json --html fit.html "
      "--json fit.json",
      folder);
  INFO(said.err);
  REQUIRE(said.exit_code == 0);
  CHECK(said.out.find("32 at a time (kept out)") != std::string::npos);
  CHECK(said.out.find("mean error of the run that was kept out") != std::string::npos);
  CHECK(said.err.find("1 item a request, by its throughput") != std::string::npos);
  const json fit = json::parse(slurp(folder.path() / "fit.json")), entry = json::parse(slurp(folder.path() / "hw/ours.json"));
  CHECK(fit["mean_error"].get<double>() < 0.05);
  CHECK(fit["check_error"].get<double>() < 0.05);
  CHECK(entry["check_error"] == fit["check_error"]);
  CHECK((entry["model"] == "our <b>model" && entry["gpu"] == "t4" && entry["batch_max"] == 64));
  CHECK(entry["base_ms"].get<double>() == Catch::Approx(3).epsilon(0.2));
  CHECK(entry["ms_per_item"].get<double>() == Catch::Approx(0.1).epsilon(0.2));
  const std::string page = slurp(folder.path() / "fit.html");
  CHECK(page.find("Calibration of our &lt;b&gt;model on T4") != std::string::npos);
  CHECK(page.find("On the run that was kept out of the fit (32 at a time)") != std::string::npos);

  // In a pool file by its path.
  spit(folder.path() / "pool.json", R"({"classic": {"triton": {"max_batch_size": 64}, "batch": {"calibration": "hw/ours.json"}}})");
  spit(folder.path() / "t.csv", "arrival_s,items\n0,1\n1,1\n");
  const json replayed = json::parse(run("replay --pool pool.json --trace t.csv --json -", folder).out);
  CHECK(replayed["batch"][0]["source"] == "calibrated (ours.json)");
  const double alone_ms = entry["base_ms"].get<double>() + entry["ms_per_item"].get<double>() + entry["frontend_ms"].get<double>();
  CHECK(replayed["latency_ms"]["e2e"]["mean"].get<double>() == Catch::Approx(alone_ms).epsilon(0.01));
  CHECK(replayed["latency_ms"].contains("ttft") == false);
  // Fitted again, it is already there.
  const json again = json::parse(run("calibrate --pool pool.json --measured perf.csv --json -", folder).out);
  CHECK(again["mean_error_before"].get<double>() == Catch::Approx(fit["mean_error"].get<double>()).epsilon(0.01));
  // In a scenario by itself.
  spit(folder.path() / "scenario.json",
       R"({"name": "ours", "populations": [{"metros": {"countries": ["DE"], "top": 2}}], "regions": {"providers": ["aws"],
    "continents": ["europe"]}, "simulation": {"window_s": 5, "warmup_s": 2}, "workloads": [{"name": "rank", "requests_per_user_day": 1, "profile": "net_web",
    "slo": {"metric": "e2e", "target_ms": 200}, "classic": {"request_bytes": 1000, "response_bytes": 100, "triton": {"max_batch_size": 64}, "measured": [)" +
           entry.dump() + "]}}]}");
  const Said valid = run("validate scenario.json", folder);
  INFO(valid.err);
  CHECK(valid.exit_code == 0);
  const Said simulated = run("simulate scenario.json --json -", folder);
  INFO(simulated.err);
  CHECK(simulated.exit_code == 0);
}

TEST_CASE("calibrate asks for what a table of perf_analyzer leaves open") {
  const TemporaryFolder folder;
  spit(folder.path() / "triton.json", R"({"classic": {"triton": {"max_batch_size": 64}}})");
  spit(folder.path() / "llm.json", R"({"iteration": {"affine": {"base_ms": 6}}, "server": {"kv_blocks": 20000}})");
  spit(folder.path() / "perf.csv", closed_loops());
  spit(folder.path() / "t.csv", "arrival_s,items\n0,1\n");
  const auto refused = [&](const std::string& arguments, const std::string& expected) {
    const Said said = run(arguments, folder);
    INFO(arguments << "\n" << said.err);
    CHECK(said.exit_code == 2);
    CHECK(said.err.find(expected) != std::string::npos);
  };
  refused("calibrate --pool triton.json --measured perf.csv --out e.json", "give --model and --gpu");
  refused("calibrate --pool triton.json --measured perf.csv --out e.json --gpu t4", "give --model and --gpu");
  refused("calibrate --pool triton.json --measured perf.csv --out e.json --model m --gpu t5", "t5");
  refused("calibrate --pool llm.json --measured perf.csv", "perf.csv measures a classic model");
  refused("calibrate --pool llm.json --measured perf.csv --gpu t4", "--gpu and --backend are for classic models");
  refused("calibrate --pool triton.json --measured perf.csv --batch 8", "no run of the measurements can be used");
  refused("calibrate --pool triton.json --measured perf.csv --keep-out nothing", "no run \"nothing\" to keep out");
  refused("replay --pool triton.json --trace t.csv", "how long a batch takes");
  CHECK_FALSE(std::filesystem::exists(folder.path() / "e.json"));
  // Without an entry to write, no names are needed.
  CHECK(run("calibrate --pool triton.json --measured perf.csv --batch 1", folder).exit_code == 0);
}
