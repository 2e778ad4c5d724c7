// `tradewind capacity`: the curves that the planner works with, as a user reads them.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "support/command.h"

using namespace tradewind::test;
using nlohmann::json;

namespace {
const std::string fraud = std::string("'") + TRADEWIND_SOURCE_DIR "/scenarios/examples/fraud.json'";
}

TEST_CASE("capacity tells rate, latency with its interval and the cost of a million requests, the same for any number of threads") {
  const TemporaryFolder folder;
  const Said said = run("capacity " + fraud + " --threads 1 --json -", folder);
  REQUIRE(said.exit_code == 0);
  CHECK(run("capacity " + fraud + " --threads 2 --json -", folder).out == said.out);
  const json result = json::parse(said.out);
  REQUIRE_FALSE(result["curves"].empty());
  for (const json& curve : result["curves"]) {
    REQUIRE(curve["points"].size() >= 3);
    for (std::size_t i = 0; i < curve["points"].size(); ++i) {
      const json& point = curve["points"][i];
      CHECK(point["rate_rps"] < curve["max_rate_rps"]);
      CHECK(point["latency_ci95_ms"] > 0);
      if (i > 0) CHECK(point["latency_ms"] >= curve["points"][i - 1]["latency_ms"]);
      if (i > 0 && curve.contains("cheapest")) CHECK(point["usd_per_million_requests"] < curve["points"][i - 1]["usd_per_million_requests"]);
    }
  }
  CHECK(std::ranges::any_of(result["curves"], [](const json& curve) { return curve.contains("cheapest"); }));
}

TEST_CASE("capacity of a workload that there is not is refused by its name") {
  const TemporaryFolder folder;
  const Said said = run("capacity " + fraud + " --workload froud", folder);
  CHECK(said.exit_code == 2);
  CHECK(said.err.find("froud") != std::string::npos);
}
