// What online stores are said to read in, where the scenario does not measure it.
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "tradewind/scenarios/world.h"

using namespace tradewind;

TEST_CASE("read times of online stores are the bounds that Feast gives as a rule of thumb") {
  // feast-dev/feast@f0bc0700be70, docs/how-to-guides/production-deployment-topologies.md, 2026-08-21: upper bounds, not measurements.
  struct Published {
    const char* online;
    double p50_ms, p99_ms;
  };
  for (const Published& published : {Published{"redis", 1, 5}, Published{"redis_cluster", 2, 10}, Published{"dynamodb", 5, 20},
                                     Published{"postgresql", 5, 30}, Published{"remote_http", 10, 50}}) {
    const LoadedScenario loaded = load_scenario_text(std::string(R"({"name": "r", "populations": [{"metros": {"names": ["Berlin"]}}],
          "workloads": [{"name": "chat", "requests_per_user_day": 0.001, "slo": {"metric": "ttft", "target_ms": 1000},
                         "features": [{"store": "cards"}],
                         "llm": {"model": "Llama-3.1-8B", "prompt_tokens": {"p50": 100, "p95": 200, "max": 300},
                                 "output_tokens": {"p50": 100, "p95": 200, "max": 300}}}],
          "regions": {"names": ["aws:eu-west-1"]},
          "data": {"feature_stores": [{"name": "cards", "home": "aws:eu-west-1", "materialization": {"interval_s": 60, "pipeline_s": 10}, "online": ")") +
                                                         published.online + "\"}]}}",
                                                     "r.json");
    for (const Problem& problem : loaded.problems) UNSCOPED_INFO(to_string(problem));
    REQUIRE_FALSE(has_errors(loaded.problems));
    const FeatureStore& store = loaded.world.data.feature_stores.at(0);
    CHECK(store.read_p50_ms == published.p50_ms);
    CHECK(store.read_p99_ms == published.p99_ms);
    // Log-normal through both.
    CHECK(std::abs(std::exp(store.read_mu() + 2.326348 * store.read_sigma()) - published.p99_ms) < 1e-4);
  }
}
