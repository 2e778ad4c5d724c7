// The verb `rollout` as a user meets it.
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "support/command.h"

using namespace tradewind::test;
using nlohmann::json;

namespace {

const std::string example = "'" TRADEWIND_SOURCE_DIR "/scenarios/examples/rollout/chat.json'";
const std::string topology = " --topology '" TRADEWIND_SOURCE_DIR "/scenarios/examples/rollout/chat-topology.json'";

const json& of(const json& result, const std::string& name) {
  for (const json& rollout : result["rollouts"])
    if (rollout["name"] == name) return rollout;
  FAIL("no rollout " << name);
  return result;
}

// A part of the world and a bad version from the start.
json small_scenario() {
  json scenario = json::parse(slurp(TRADEWIND_SOURCE_DIR "/scenarios/examples/rollout/chat.json"));
  scenario.erase("$schema");
  scenario["workloads"][0]["llm"].erase("session");  // when a turn is sent depends on the answer before it
  scenario["rollouts"].erase(3);
  for (json& rollout : scenario["rollouts"]) {
    rollout["bad_version"].erase("above_requests");
    rollout.erase("waves");
  }
  return scenario;
}

}  // namespace

TEST_CASE("rollout tells of canary, blue-green and rolling with a bad version, as table, JSON, HTML and CSV") {
  const TemporaryFolder folder;
  spit(folder.path() / "chat.json", small_scenario().dump(1));
  const Said said = run("rollout chat.json" + topology + " --json r.json --html r.html --csv r.csv -q", folder);
  INFO(said.err);
  REQUIRE(said.exit_code == 0);
  const json result = json::parse(slurp(folder.path() / "r.json"));
  REQUIRE(result["rollouts"].size() == 3);
  for (const json& rollout : result["rollouts"]) {
    INFO(rollout["name"]);
    CHECK(said.out.find(rollout["name"].get<std::string>()) != std::string::npos);
    CHECK(rollout["done_s"].is_null());
    CHECK(rollout["rolled_back_s"] > rollout["failed_analysis_s"]);
    CHECK(rollout["clean_after_s"] <= rollout["clean_bound_s"]);
    CHECK(rollout["regions"].size() == 12);
    // 140 GB to eleven regions, each once, and all of it on the bill.
    CHECK(rollout["usage"]["copied_gb"] == 11 * 140);
    double billed_gb = 0;
    for (const json& line : rollout["cost"]["lines"])
      if (line["service"] == "replication") billed_gb += line["quantity"].get<double>();
    CHECK(billed_gb == 11 * 140);
    CHECK(rollout["timeline"]["sent"] == result["rollouts"][0]["timeline"]["sent"]);  // the same users
  }
  // A canary shows a bad version to few; blue-green to all at once, but for less time than rolling, which has no quick way back.
  const auto bad = [&](const char* name) { return of(result, name)["requests"]["bad_answers"].get<int>(); };
  CHECK(bad("canary") < bad("rolling"));
  CHECK(bad("canary") < bad("blue-green"));
  CHECK(of(result, "blue-green")["clean_after_s"] < of(result, "rolling")["clean_after_s"]);

  const std::string page = slurp(folder.path() / "r.html");
  CHECK(page.find("<h3>blue-green</h3>") != std::string::npos);
  CHECK(page.find("src=") == std::string::npos);  // nothing is loaded from elsewhere
  const std::string table = slurp(folder.path() / "r.csv");
  CHECK(table.starts_with("rollout,at_s,sent,completed,by_new_version,failed,late,p95_ms,old_replicas,new_replicas\r\n"));
  CHECK(table.find("\ncanary,") != std::string::npos);
}

TEST_CASE("a rollout that cannot work is refused before it runs, with line, field and the way out") {
  const TemporaryFolder folder;
  json scenario = small_scenario();
  for (json& rollout : scenario["rollouts"]) rollout["progress_deadline_s"] = 600;
  scenario["constraints"]["max_instances_per_region"] = 5;
  spit(folder.path() / "chat.json", scenario.dump(1));
  const Said said = run("rollout chat.json" + topology, folder);
  CHECK(said.exit_code == 2);
  CHECK(said.err.find("/rollouts/0/progress_deadline_s: found 600 s for replicas in aws:us-east-1 that take 806 s to start (140 GB to load)") !=
        std::string::npos);
  CHECK(said.err.find("/rollouts/1/strategy: found 8 replicas of blue_green at once") != std::string::npos);
  CHECK(said.err.find("/rollouts/2/strategy") == std::string::npos);  // one replica beside the four may stand

  const Said unknown = run("rollout " + example + topology + " --rollouts canari", folder);
  CHECK(unknown.exit_code == 2);
  CHECK(unknown.err.find("Did you mean canary?") != std::string::npos);
  const Said none = run("rollout '" TRADEWIND_SOURCE_DIR "/scenarios/examples/replication/chat-weights.json'" + topology, folder);
  CHECK(none.exit_code == 2);
  CHECK(none.err.find("The scenario has no rollouts") != std::string::npos);
}
