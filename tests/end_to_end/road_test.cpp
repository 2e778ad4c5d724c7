// The whole road on a small scenario: simulate, plan, report, export, price; interruption and continuation; the same bytes again.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <nlohmann/json.hpp>

#include "support/command.h"

using namespace tradewind::test;
using nlohmann::json;

namespace {

const std::string examples = TRADEWIND_SOURCE_DIR "/scenarios/examples/";
const std::string starter = "'" + examples + "starter.json'";
const std::string brief = " --windows 4 --window-s 10 --warmup-s 5 --quiet", small = brief + " --replications 2";

json simulated(const std::string& flags, const TemporaryFolder& folder, const std::string& windows = small) {
  const Said said = run("simulate " + starter + windows + flags + " --json -", folder);
  INFO(said.err);
  REQUIRE(said.exit_code == 0);
  return json::parse(said.out);
}

}  // namespace

TEST_CASE("simulate writes the object of the contract, and requests are conserved") {
  const TemporaryFolder folder;
  const json result = simulated("", folder);
  for (const char* field : {"scenario", "seed", "replications", "simulated_hours", "events", "wall_s", "requests", "latency_ms", "slo",
                            "availability", "populations", "pools", "usage", "cost"})
    CHECK(result.contains(field));
  for (const char* kind : {"e2e", "network", "queue", "service", "ttft", "tpot"})
    for (const char* figure : {"mean", "p50", "p90", "p95", "p99", "p999", "max", "ci95"}) CHECK(result["latency_ms"][kind].contains(figure));
  const json& r = result["requests"];
  CHECK(r["offered"].get<long>() > 0);
  CHECK(r["offered"].get<long>() == r["completed"].get<long>() + r["rejected"].get<long>() + r["timed_out"].get<long>() + r["failed"].get<long>());
  long cents = 0;
  for (const json& line : result["cost"]["lines"]) cents += std::lround(line["amount_usd"].get<double>() * 100);
  CHECK(cents == std::lround(result["cost"]["monthly_usd"].get<double>() * 100));
}

TEST_CASE("the same seed gives the same bytes for any number of threads, another seed others") {
  const TemporaryFolder folder;
  json one = simulated(" --threads 1", folder), two = simulated(" --threads 2", folder), other = simulated(" --seed 7", folder);
  for (json* result : {&one, &two, &other}) result->erase("wall_s");
  CHECK(one == two);
  CHECK(one["fingerprint"] != other["fingerprint"]);
}

TEST_CASE("gates decide the exit code") {
  const TemporaryFolder folder;
  CHECK(run("simulate " + starter + small + " --gate 'p95_ms<=1e9' --gate 'availability>=0'", folder).exit_code == 0);
  const Said missed = run("simulate " + starter + small + " --gate 'monthly_usd<1'", folder);
  CHECK(missed.exit_code == 1);
  CHECK(missed.err.find("NOT MET") != std::string::npos);
  CHECK(run("simulate " + starter + small + " --gate 'beauty>1'", folder).exit_code == 2);
}

TEST_CASE("a precision is reached or said to be missed, and kept replications are gone on with") {
  const TemporaryFolder folder;
  const json missed = simulated(" --precision 0.01% --max-replications 3", folder);
  CHECK(missed["replications"] == 3);
  CHECK(missed["precision"]["reached"] == false);
  CHECK(missed["precision"]["target"] == 0.0001);
  const Said table = run("simulate " + starter + small + " --precision 60%", folder);
  CHECK(table.exit_code == 0);
  CHECK(table.out.find("precision of 60.00 %: reached after 10 replications") != std::string::npos);

  json at_once = simulated(" --replications 6", folder, brief);
  simulated(" --replications 4 --keep kept", folder, brief);
  json more = simulated(" --replications 6 --keep kept", folder, brief);
  for (json* result : {&at_once, &more}) result->erase("wall_s");
  CHECK(at_once == more);
  const Said other = run("simulate " + starter + small + " --seed 7 --keep kept", folder);
  CHECK(other.exit_code == 2);
  CHECK(other.err.find("kept: error: found replications with seed 1, expected seed 7") != std::string::npos);
}

TEST_CASE("from a scenario to a front, a report and a bundle") {
  const TemporaryFolder folder;
  const Said planned = run("plan " + starter + " --study s.study --json front.json --topology topology.json --quiet", folder);
  INFO(planned.err);
  REQUIRE(planned.exit_code == 0);
  CHECK(planned.out.find("Picked") != std::string::npos);

  const json front = json::parse(slurp(folder.path() / "front.json"));
  REQUIRE(front["front"].size() >= 2);
  for (const json& a : front["front"])
    for (const json& b : front["front"])
      if (a["id"] != b["id"]) CHECK_FALSE((a["p95_ms"] <= b["p95_ms"] && a["monthly_usd"] <= b["monthly_usd"]));

  // Planning again finds everything done and changes nothing.
  const Said again = run("plan " + starter + " --study s.study --json again.json --quiet", folder);
  CHECK(again.exit_code == 0);
  CHECK(slurp(folder.path() / "again.json") == slurp(folder.path() / "front.json"));

  CHECK(run("price " + starter + " --topology topology.json", folder).out.find("total") != std::string::npos);
  CHECK(run("simulate " + starter + small + " --topology topology.json", folder).exit_code == 0);
  CHECK(run("report s.study --html r.html --markdown r.md --csv tables", folder).exit_code == 0);
  CHECK(slurp(folder.path() / "r.html").find("</html>") != std::string::npos);
  CHECK(run("export s.study --pick cheapest --target kubernetes --out bundle", folder).exit_code == 0);
  CHECK(std::filesystem::exists(folder.path() / "bundle/README.md"));
  CHECK(run("export s.study --pick cheapest --target terraform,kubernetes,runbook --out whole --quiet", folder).exit_code == 0);
  CHECK(json::parse(slurp(folder.path() / "whole/EXPECTED.json"))["failures"].size() >= 3);
  CHECK(slurp(folder.path() / "whole/runbook/RUNBOOK.md").find("## Evacuate a region") != std::string::npos);
  CHECK(run("export --list-targets", folder).out.find("terraform") != std::string::npos);
  // A second export replaces the first; a folder with other things in it is refused.
  CHECK(run("export s.study --pick fastest --target kubernetes --out bundle", folder).exit_code == 0);
  CHECK(run("export s.study --pick fastest --target kubernetes --out .", folder).exit_code != 0);
  CHECK(run("export s.study --pick t999 --target kubernetes --out b2", folder).exit_code == 2);
  CHECK(run("export s.study --target cobol --out b2", folder).exit_code == 2);

  // The bundle of the fastest point against that of the cheapest.
  const Said compared = run("compare bundle whole --json changes.json --gate 'monthly_usd.difference<0' --gate 'latency_ms.difference>0'", folder);
  INFO(compared.out << compared.err);
  CHECK(compared.exit_code == 0);
  const json changes = json::parse(slurp(folder.path() / "changes.json"));
  CHECK(changes["latency_ms"]["ci95"].get<double>() > 0);
  CHECK(changes["changes"].size() > 0);
  CHECK(changes["files"]["only_b"].size() > 0);
  CHECK(run("compare bundle whole --gate 'monthly_usd.difference>0'", folder).exit_code == 1);
  CHECK(run("compare bundle bundle", folder).out.find("the same") != std::string::npos);
  const Said mixed = run("compare bundle s.study", folder);
  CHECK(mixed.exit_code == 2);
  CHECK(mixed.err.find("the folder of a bundle") != std::string::npos);
}

TEST_CASE("an interrupted plan exits with 130 and goes on to the same front") {
  const TemporaryFolder folder;
  const Said whole = run("plan " + starter + " --study whole.study --json whole.json --quiet", folder);
  INFO(whole.err);
  REQUIRE(whole.exit_code == 0);
  int interruptions = 0;
  for (int attempt = 0; attempt < 40; ++attempt) {
    const std::string later = "timeout --preserve-status -s INT " + std::to_string(0.5 + 0.5 * attempt);
    const Said part = run("plan " + starter + " --study part.study --json part.json --quiet", folder, later);
    if (part.exit_code == 0) break;
    INFO(part.err);
    CHECK(part.exit_code == 130);
    CHECK(part.err.find("interrupted") != std::string::npos);
    ++interruptions;
  }
  INFO(interruptions << " interruptions");
  CHECK(slurp(folder.path() / "part.json") == slurp(folder.path() / "whole.json"));
}

TEST_CASE("every broken scenario exits with 2 and names a line") {
  const TemporaryFolder folder;
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(TRADEWIND_SOURCE_DIR "/tests/data/broken")) {
    if (entry.path().extension() != ".json") continue;
    const Said said = run("validate '" + entry.path().string() + "'", folder);
    INFO(entry.path() << "\n" << said.err);
    CHECK(said.exit_code == 2);
    CHECK(said.err.find("error:") != std::string::npos);
    ++files;
  }
  CHECK(files >= 18);
}

TEST_CASE("the chat example has a front of at least eight points, none beaten by another") {
  const TemporaryFolder folder;
  const Said planned =
      run("plan '" + examples +
              "chat.json' --study chat.study --points 8 --verify-rounds 0 --verify-replications 0 --local-search 0 --json front.json --quiet",
          folder);
  INFO(planned.err);
  REQUIRE(planned.exit_code == 0);
  const json front = json::parse(slurp(folder.path() / "front.json"))["front"];
  CHECK(front.size() >= 8);
  for (std::size_t i = 1; i < front.size(); ++i) {
    CHECK(front[i]["p95_ms"] > front[i - 1]["p95_ms"]);
    CHECK(front[i]["monthly_usd"] < front[i - 1]["monthly_usd"]);
    CHECK(front[i]["simulated"] == true);
  }
}
