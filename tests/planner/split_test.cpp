// A workload as two by the length of its prompts: nothing of the demand is lost, and it is taken only where it pays.
#include "tuning/split.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include "tradewind/pricing/price_book.h"

namespace tradewind {
namespace {

using Catch::Matchers::WithinRel;
using tuning::Json;

// Few of its prompts are too long for a GPU of 24 GB.
Json assistant() {
  return Json::parse(R"({
    "name": "assistant",
    "populations": [{"metros": ["Paris, FR"], "users_share": 0.004}],
    "workloads": [{"name": "assistant", "requests_per_user_day": 5, "burstiness": 5, "slo": {"metric": "ttft", "target_ms": 4000},
      "llm": {"model": "Llama-3.1-8B", "dtype": "fp8", "prompt_tokens": {"p50": 400, "p95": 12000, "max": 100000}, "output_tokens": {"p50": 40, "p95": 80, "max": 100}}}],
    "residency": [{"name": "gdpr", "metros": {"countries": ["FR"]}, "workloads": ["assistant"], "jurisdictions": ["eea"]}],
    "regions": {"names": ["aws:eu-central-1"]}
  })");
}

World world_of(const Json& scenario) {
  LoadedScenario loaded = load_scenario_text(scenario.dump(2), "made.json");
  for (const Problem& problem : loaded.problems)
    if (problem.severity == Severity::error) FAIL(problem.pointer << ": " << problem.found << ", expected " << problem.expected);
  return std::move(loaded.world);
}

TEST_CASE("both parts together ask as often and as much as the whole", "[tune]") {
  const Json whole = assistant();
  const World world = world_of(whole);
  for (const int length : {100, 400, 3000}) {
    const World split = world_of(tuning::split_at(whole, world, 0, length));
    REQUIRE(split.workloads.size() == 2);
    CHECK(split.workloads[0].name == "assistant-short");
    CHECK(split.workloads[1].name == "assistant-long");
    double requests = 0, tokens = 0, excess = 0;
    for (const Workload& part : split.workloads) {
      const LlmServing& llm = std::get<LlmServing>(part.serving);
      requests += part.requests_per_user_day;
      tokens += part.requests_per_user_day * llm.prompt_tokens.mean();
      excess += part.burstiness - 1;
    }
    CHECK_THAT(requests, WithinRel(5.0, 1e-12));
    CHECK_THAT(tokens, WithinRel(5.0 * std::get<LlmServing>(world.workloads[0].serving).prompt_tokens.mean(), 1e-9));
    CHECK_THAT(excess, WithinRel(4.0, 1e-9));
    CHECK(std::get<LlmServing>(split.workloads[0].serving).longest_request() == length + 100);
  }
}

TEST_CASE("rules of residency hold for both parts", "[tune]") {
  const Json whole = assistant();
  const Json split = tuning::split_at(whole, world_of(whole), 0, 400);
  CHECK(split["residency"][0]["workloads"] == Json{"assistant-short", "assistant-long"});
}

TEST_CASE("part of a part is one of the same distribution", "[tune]") {
  const Json whole = assistant();
  const Json once = tuning::split_at(whole, world_of(whole), 0, 3000);
  const World world = world_of(once);
  const std::vector<int> lengths = tuning::lengths_to_split_at(std::get<LlmServing>(world.workloads[0].serving).prompt_tokens);
  REQUIRE_FALSE(lengths.empty());
  for (const int length : lengths) CHECK(length < 3000);
  const World twice = world_of(tuning::split_at(once, world, 0, lengths[0]));
  double tokens = 0;
  for (const Workload& part : twice.workloads) tokens += part.requests_per_user_day * std::get<LlmServing>(part.serving).prompt_tokens.mean();
  CHECK_THAT(tokens, WithinRel(5.0 * std::get<LlmServing>(world_of(whole).workloads[0].serving).prompt_tokens.mean(), 1e-9));
}

TEST_CASE("what cannot be split says why", "[tune]") {
  Json scenario = assistant();
  scenario["workloads"][0]["llm"]["session"] = {{"mean_turns", 3}, {"think_time_p50_s", 60}, {"think_time_p95_s", 300}};
  CHECK(tuning::why_not_split(world_of(scenario), scenario, 0).find("conversations") != std::string::npos);

  scenario = assistant();
  scenario["constraints"]["keep"] =
      Json::array({{{"workload", "assistant"}, {"region", "aws:eu-central-1"}, {"instance_type", "g6e.xlarge"}, {"min_instances", 1}}});
  CHECK(tuning::why_not_split(world_of(scenario), scenario, 0).starts_with("/constraints/keep/0 names it"));

  scenario = assistant();
  scenario["workloads"][0]["llm"]["prompt_tokens"] = {{"p50", 400}, {"p95", 400}, {"max", 500}};
  CHECK(tuning::why_not_split(world_of(scenario), scenario, 0) == "its prompts all have one length");

  scenario = assistant();
  CHECK(tuning::why_not_split(world_of(scenario), scenario, 0).empty());
}

// Short prompts are in time on the cheaper GPU, long ones on the faster one alone.
Json on_two_gpus() {
  Json scenario = assistant();
  scenario["populations"][0]["metros"] = {{"countries", {"US"}}, {"top", 1}};
  scenario["residency"] = Json::array();
  scenario["regions"]["names"] = {"aws:us-east-1"};
  scenario["offers"]["instance_types"] = {"g6e.xlarge", "g7e.2xlarge"};
  scenario["workloads"][0]["slo"]["target_ms"] = 800;
  scenario["workloads"][0]["llm"]["dtype"] = "bf16";
  scenario["workloads"][0]["llm"]["prompt_tokens"] = {{"p50", 1020}, {"p95", 4083}, {"max", 7500}};
  return scenario;
}

TEST_CASE("long prompts go to the faster GPU and short ones to the cheaper one where that pays", "[tune]") {
  const TuneResult result = tune(on_two_gpus().dump(2), "made.json", PriceBook::shipped(), {.workload = "", .split = true});
  REQUIRE(result.splits.size() == 1);
  const WorkloadSplit& split = result.splits[0];
  REQUIRE(split.parts.size() == 2);
  const WorkloadTuning& whole = result.workloads[0];
  CHECK(split.taken);
  CHECK(split.usd_per_million < 0.9 * whole.tried[whole.chosen].usd_per_million());
  const auto best_of = [](const WorkloadTuning& part) { return part.tried[part.chosen].offers.front(); };
  CHECK(best_of(split.parts[0]).instance_type == "g6e.xlarge");
  CHECK(best_of(split.parts[1]).instance_type == "g7e.2xlarge");
  const double share = split.tried[split.best].share;
  CHECK_THAT(split.usd_per_million,
             WithinRel(share * best_of(split.parts[0]).usd_per_million + (1 - share) * best_of(split.parts[1]).usd_per_million, 1e-9));
  for (const TriedSplit& tried : split.tried) CHECK(split.tried[split.best].usd_per_million <= tried.usd_per_million);

  const World world = world_of(Json::parse(result.scenario_text));
  REQUIRE(world.workloads.size() == 2);
  CHECK(std::get<LlmServing>(world.workloads[0].serving).prompt_tokens.longest() == split.tried[split.best].prompt_tokens);
}

}  // namespace
}  // namespace tradewind
