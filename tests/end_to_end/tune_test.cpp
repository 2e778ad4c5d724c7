// `tradewind tune`: from a scenario to the same scenario with cheaper server settings.
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "support/command.h"

using namespace tradewind::test;
using nlohmann::json;

namespace {
const std::string fraud = std::string("'") + TRADEWIND_SOURCE_DIR "/scenarios/examples/fraud.json'";
}

TEST_CASE("tune writes a valid scenario with the cheapest settings that it shows") {
  const TemporaryFolder folder;
  const Said said = run("tune " + fraud + " --json - --write tuned.json", folder);
  REQUIRE(said.exit_code == 0);
  const json workload = json::parse(said.out)["workloads"][0];
  const json &best = workload["tried"][workload["chosen"].get<std::size_t>()], &stated = workload["tried"][workload["stated"].get<std::size_t>()];
  CHECK(best["offers"][0]["usd_per_million_requests"] <= stated["offers"][0]["usd_per_million_requests"]);
  CHECK(run("validate tuned.json", folder).exit_code == 0);
  const Said table = run("tune " + fraud + " --top 3", folder);
  CHECK(table.out.find("as stated: max_batch_size 64") != std::string::npos);
}

TEST_CASE("tune of a workload that there is not is refused by its name") {
  const TemporaryFolder folder;
  const Said said = run("tune " + fraud + " --workload froud", folder);
  CHECK(said.exit_code == 2);
  CHECK(said.err.find("froud") != std::string::npos);
}
