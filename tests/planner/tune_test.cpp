// Tuned server settings: never dearer than the stated ones, never by turning requests away, and nothing better one step around them.
#include "tradewind/planner/tune.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tuning/late_load.h"
#include "tuning/layout.h"

namespace tradewind {
namespace {

using Catch::Matchers::WithinAbs;
using nlohmann::json;

const std::string ranking = R"({
  "name": "ranking",
  "populations": [{"metros": ["Paris, FR", "Berlin, DE"], "users_share": 0.05}],
  "workloads": [{"name": "scores", "requests_per_user_day": 50, "slo": {"metric": "e2e", "target_ms": 400},
    "classic": {"model": "TFT electricity", "request_bytes": 2000, "response_bytes": 500, "triton": {"max_batch_size": 2, "max_queue_delay_microseconds": 0}}}],
  "regions": {"names": ["aws:eu-central-1", "aws:eu-west-3"]},
  "simulation": {"replications": 2, "window_count": 2, "window_s": 10, "warmup_s": 5}
})";

const std::string assistant = R"({
  "name": "assistant",
  "populations": [{"metros": ["Paris, FR"], "users_share": 0.004}],
  "workloads": [{"name": "assistant", "requests_per_user_day": 5, "slo": {"metric": "ttft", "target_ms": 800},
    "llm": {"model": "Llama-3.1-8B", "prompt_tokens": {"p50": 500, "p95": 1500, "max": 4000}, "output_tokens": {"p50": 40, "p95": 80, "max": 100},
            "server": {"max_num_seqs": 16}}}],
  "regions": {"names": ["aws:eu-central-1"]}
})";

TuneResult tuned(const std::string& text, int threads = 0) {
  return tune(text, "made.json", PriceBook::shipped(), {.workload = "", .least_gain = 0.02, .threads = threads});
}

// A curve whose requests all take `ms` at a rate.
CapacityCurve curve_of(std::vector<std::pair<double, double>> rate_and_ms) {
  CapacityCurve curve;
  for (const auto& [rate, ms] : rate_and_ms) {
    LoadPoint point;
    point.rate_rps = rate;
    for (int q = 0; q < 100; ++q) point.latency_quantiles_ms.push_back(ms * (q + 0.5) / 100);  // uniform from 0 to ms
    curve.points.push_back(point);
  }
  return curve;
}

TEST_CASE("a batch of two is raised as long as that pays, and the tuned scenario is one that no step improves", "[tune]") {
  const TuneResult first = tuned(ranking);
  REQUIRE(first.workloads.size() == 1);
  const WorkloadTuning& scores = first.workloads[0];
  const TriedSettings &best = scores.tried[scores.chosen], &stated = scores.tried[scores.stated];
  CHECK(first.changed);
  CHECK(best.usd_per_million() < 0.8 * stated.usd_per_million());
  CHECK(json::parse(first.scenario_text)["workloads"][0]["classic"]["triton"]["max_batch_size"] > 2);
  CHECK_FALSE(has_errors(load_scenario_text(first.scenario_text, "tuned.json").problems));

  const TuneResult again = tuned(first.scenario_text);
  CHECK_FALSE(again.changed);
  CHECK(json::parse(again.scenario_text) == json::parse(first.scenario_text));
  for (std::size_t i = 1; i < scores.tried.size(); ++i) CHECK(scores.tried[i].usd_per_million() >= scores.tried[i - 1].usd_per_million());
}

TEST_CASE("tuning is the same on one thread and on two", "[tune]") {
  const TuneResult one = tuned(ranking, 1), two = tuned(ranking, 2);
  CHECK(one.scenario_text == two.scenario_text);
  REQUIRE(one.workloads[0].tried.size() == two.workloads[0].tried.size());
  for (std::size_t i = 0; i < one.workloads[0].tried.size(); ++i) {
    CHECK(one.workloads[0].tried[i].values == two.workloads[0].tried[i].values);
    CHECK(one.workloads[0].tried[i].usd_per_million() == two.workloads[0].tried[i].usd_per_million());
  }
}

TEST_CASE("no setting is cheap because it turns away long prompts", "[tune]") {
  const TuneResult result = tuned(assistant);
  int refused = 0;
  for (const TriedSettings& tried : result.workloads[0].tried) {
    const bool is_whole = tried.values[3] == std::pair<std::string, std::string>("/llm/server/chunked_prefill", "false");
    if (is_whole && json::parse(tried.values[2].second) < 4100) {
      CHECK_FALSE(tried.refused.empty());
      ++refused;
    }
    if (!tried.refused.empty()) CHECK(tried.offers.empty());
  }
  CHECK(refused >= 1);
  CHECK(json::parse(result.scenario_text)["workloads"][0]["llm"]["server"]["max_num_seqs"] >= 16);
}

TEST_CASE("a workload that there is not is refused, and so is a scenario with errors", "[tune]") {
  CHECK_THROWS_AS(tune(ranking, "made.json", PriceBook::shipped(), {.workload = "score"}), std::invalid_argument);
  CHECK_THROWS_AS(tune("{}", "made.json", PriceBook::shipped()), InvalidInput);
}

TEST_CASE("the highest load in time lies where the late share reaches what is allowed", "[tune]") {
  // Late: what is above 100 ms less 20 ms of network: 1 - 80/ms. At 160 ms 0.5, at 84 ms 0.048.
  const std::vector<double> network_ms(100, 20.0);
  const Slo slo{LatencyMetric::e2e, 95, 100};
  CHECK(tuning::rate_within(curve_of({{1, 40}, {2, 79}}), slo, network_ms) == 2);
  CHECK_FALSE(tuning::rate_within(curve_of({{1, 160}, {2, 200}}), slo, network_ms).has_value());
  const auto between = tuning::rate_within(curve_of({{1, 40}, {2, 160}}), slo, network_ms);
  REQUIRE(between.has_value());
  CHECK_THAT(*between, WithinAbs(1 + 0.05 / 0.5, 0.002));
}

TEST_CASE("laid out JSON is the same JSON, on lines of the width", "[tune]") {
  const auto value = nlohmann::ordered_json::parse(ranking);
  const std::string text = tuning::laid_out(value, 100);
  CHECK(nlohmann::ordered_json::parse(text) == value);
  CHECK(text.find("\"simulation\": {\"replications\": 2, ") != std::string::npos);
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) CHECK(line.size() <= 101);
}

}  // namespace
}  // namespace tradewind
