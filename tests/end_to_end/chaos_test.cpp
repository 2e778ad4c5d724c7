// The verb `chaos` as a user meets it.
#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <nlohmann/json.hpp>

#include "support/command.h"

using namespace tradewind::test;
using nlohmann::json;

namespace {

const std::string starter = "'" TRADEWIND_SOURCE_DIR "/scenarios/examples/starter.json'";
const std::string times = " --fault-at 20 --fault-for 240 --after 40 --warmup 20";

void write_topologies(const TemporaryFolder& folder) {
  const auto pool = [](const std::string& region, const std::string& instance, int replicas) {
    return R"({"region": ")" + region + R"(", "instance_type": ")" + instance + R"(", "replicas": )" + std::to_string(replicas) + "}";
  };
  spit(folder.path() / "topology.json",
       "{\"pools\": [" + pool("aws:eu-central-1", "g6e.xlarge", 6) + ", " + pool("aws:eu-west-1", "p4d.24xlarge", 8) + "]}");
  // The second region cannot carry what the first one had.
  spit(folder.path() / "lopsided.json",
       "{\"pools\": [" + pool("aws:eu-central-1", "g6e.xlarge", 6) + ", " + pool("aws:eu-west-1", "g5.xlarge", 1) + "]}");
  spit(folder.path() / "alone.json", "{\"pools\": [" + pool("aws:eu-central-1", "g6e.xlarge", 6) + "]}");
}

}  // namespace

TEST_CASE("chaos tells of every failure, as table, JSON, JUnit, HTML and CSV") {
  const TemporaryFolder folder;
  write_topologies(folder);
  const Said said = run("chaos " + starter + " --topology topology.json" + times + " --json c.json --junit c.xml --html c.html --csv c.csv", folder);
  INFO(said.err);
  REQUIRE(said.exit_code == 0);
  CHECK(said.out.find("starter: 6 failures in turn under aws_route53_latency, load of ") == 0);

  const json result = json::parse(slurp(folder.path() / "c.json"));
  CHECK(result["regions"] == json{"aws:eu-central-1", "aws:eu-west-1"});
  REQUIRE(result["experiments"].size() == 6);
  CHECK(result["baseline"]["timeline"]["at_s"].size() == 60);
  bool held = false;
  for (const json& experiment : result["experiments"]) {
    INFO(experiment["name"]);
    CHECK(said.out.find(experiment["name"].get<std::string>()) != std::string::npos);
    // The worst first: nothing that does not hold comes after something that holds.
    CHECK_FALSE((held && !experiment["holds"].get<bool>()));
    held = experiment["holds"];
    if (experiment["kind"] == "region") CHECK(experiment["events"].size() >= 2);
    // Before the fault, nothing differs from the run without one.
    for (std::size_t moment = 0; moment < 4; ++moment)
      CHECK(experiment["timeline"]["sent"][moment] == result["baseline"]["timeline"]["sent"][moment]);
  }

  boost::property_tree::ptree junit;
  read_xml((folder.path() / "c.xml").string(), junit);
  CHECK(junit.get_child("testsuites.testsuite").count("testcase") == 6);
  const std::string page = slurp(folder.path() / "c.html");
  CHECK(page.find("</html>") != std::string::npos);
  for (const std::string file : {"c.html", "c.xml", "c.csv"}) CHECK(said.err.find("wrote " + file) != std::string::npos);
  const std::string table = slurp(folder.path() / "c.csv");
  CHECK(std::count(table.begin(), table.end(), '\n') == 1 + 7 * 60);
}

TEST_CASE("chaos gives the same bytes for any number of threads") {
  const TemporaryFolder folder;
  write_topologies(folder);
  json results[2];
  for (const int threads : {1, 2}) {
    const std::string n = std::to_string(threads);
    const std::string files = " --json " + n + ".json --junit " + n + ".xml --html " + n + ".html --csv " + n + ".csv --quiet";
    const Said said = run("chaos " + starter + " --topology topology.json --faults region --replications 2 --threads " + n + times + files, folder);
    INFO(said.err);
    REQUIRE(said.exit_code == 0);
    CHECK(said.err.empty());
    results[threads - 1] = json::parse(slurp(folder.path() / (n + ".json")));
    results[threads - 1].erase("wall_s");
  }
  CHECK(results[0].dump() == results[1].dump());
  for (const std::string kind : {".xml", ".html", ".csv"}) CHECK(slurp(folder.path() / ("1" + kind)) == slurp(folder.path() / ("2" + kind)));
}

TEST_CASE("chaos exits with 1 where everything must hold and something does not") {
  const TemporaryFolder folder;
  write_topologies(folder);
  const std::string only_regions = " --faults region --require-holds --json -" + times;
  const Said broken = run("chaos " + starter + " --topology lopsided.json" + only_regions, folder);
  INFO(broken.err);
  CHECK(broken.exit_code == 1);
  CHECK(broken.err.find("region aws:eu-central-1: ") != std::string::npos);
  CHECK(broken.err.find("gate holds: NOT MET") != std::string::npos);
  CHECK(json::parse(broken.out)["experiments"][0]["holds"] == false);
  // Nobody is left to carry anything.
  CHECK(run("chaos " + starter + " --topology alone.json" + only_regions, folder).exit_code == 1);
  // Without the flag it is a finding, not a failure.
  CHECK(run("chaos " + starter + " --topology alone.json --faults region" + times, folder).exit_code == 0);
}

TEST_CASE("chaos refuses what makes no sense, with one error") {
  const TemporaryFolder folder;
  write_topologies(folder);
  const auto [arguments, hint] = GENERATE(table<std::string, std::string>({{" --topology topology.json --faults quake", "quake"},
                                                                           {" --topology topology.json --hour 168", "--hour"},
                                                                           {" --topology topology.json --fault-for 0", "--fault-for"},
                                                                           {" --topology topology.json --moment 0", "--moment"},
                                                                           {" --topology topology.json --fault-for 86400", "a day at most"},
                                                                           {" --topology nowhere.json", "nowhere.json"},
                                                                           {" --topology topology.json --replications 0", "--replications"},
                                                                           {"", "--topology is required"}}));
  const Said said = run("chaos " + starter + arguments, folder);
  INFO(arguments << "\n" << said.err);
  CHECK(said.exit_code == 2);
  CHECK(said.out.empty());
  CHECK(said.err.find(hint) != std::string::npos);
}

TEST_CASE("an interrupted chaos campaign exits with 130") {
  const TemporaryFolder folder;
  write_topologies(folder);
  const Said said =
      run("chaos " + starter + " --topology topology.json --pairs --replications 200 --html c.html", folder, "timeout --preserve-status -s INT 2");
  CHECK(said.exit_code == 130);
  CHECK_FALSE(std::filesystem::exists(folder.path() / "c.html"));
}

TEST_CASE("the shipped examples show what they are shipped for") {
  const TemporaryFolder folder;
  const std::string examples = TRADEWIND_SOURCE_DIR "/scenarios/examples/chaos/";
  const auto experiment = [&](const std::string& scenario, const std::string& topology, const std::string& more, const std::string& name) {
    const Said said = run("chaos '" + examples + scenario + ".json' --topology '" + examples + topology +
                              "-topology.json' --faults region --quiet --json c.json" + more,
                          folder);
    INFO(said.err);
    REQUIRE(said.exit_code == 0);
    const json result = json::parse(slurp(folder.path() / "c.json"));
    for (const json& candidate : result["experiments"])
      if (candidate["name"] == name) return candidate;
    FAIL("no experiment " + name);
    return json();
  };
  const auto lost = [](const json& e) { return e["failed"].get<double>() / e["sent"].get<double>(); };

  const json spilling = experiment("region-loss", "region-loss", "", "region aws:eu-west-2");
  const json alone = experiment("region-loss-alone", "region-loss", "", "region aws:eu-west-2");
  CHECK(spilling["holds"] == true);
  CHECK(alone["holds"] == false);
  CHECK(lost(alone) > 10 * lost(spilling));

  const std::string times = " --fault-for 240 --after 600";
  const json storm = experiment("retry-storm", "retry-storm", times, "region aws:eu-central-1");
  const json prevented = experiment("retry-storm-prevented", "retry-storm", times, "region aws:eu-central-1");
  CHECK(storm["after_s"].is_null());
  CHECK(prevented["after_s"].get<double>() <= 60);
  CHECK(lost(storm) > 4 * lost(prevented));
}

TEST_CASE("chaos warns where the acceleration lets failures overlap") {
  const TemporaryFolder folder;
  write_topologies(folder);
  json scenario = json::parse(slurp(TRADEWIND_SOURCE_DIR "/scenarios/examples/starter.json"));
  scenario["reliability"] = json::parse(R"([{"kind": "region", "mtbf_h": 100, "mttr_h": 0.5}])");
  spit(folder.path() / "s.json", scenario.dump());
  const auto played = [&](const std::string& acceleration) {
    return run("chaos s.json --topology topology.json" + times + " --random 1 --acceleration " + acceleration + " --json -", folder);
  };
  const Said fast = played("100"), slow = played("5");
  REQUIRE(fast.exit_code == 0);
  // Up for 1 h and down for half an hour: a third of the time.
  CHECK(fast.err.find("at 100 times the stated rates 33.3 % of the failures find another part down, more than 5 %") != std::string::npos);
  CHECK(fast.err.find("try --acceleration 15") != std::string::npos);
  CHECK(json::parse(fast.out)["by_chance"]["overlaps_too_often"] == true);
  CHECK(slow.err.find("find another part down") == std::string::npos);
  CHECK(json::parse(slow.out)["by_chance"]["overlaps_too_often"] == false);
}
