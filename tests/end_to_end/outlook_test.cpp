// What price says beside the lines: whose cost, the months to come, and why; and what simulate says latency is worth.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <nlohmann/json.hpp>

#include "support/command.h"

using namespace tradewind::test;
using nlohmann::json;

namespace {

const std::string examples = TRADEWIND_SOURCE_DIR "/scenarios/examples/billing/";
const std::string outlook = examples + "outlook.json --topology " + examples + "outlook-topology.json";

double cents(const json& usd) { return std::round(usd.get<double>() * 100); }

}  // namespace

TEST_CASE("price allocates a bill, looks a year ahead, and finds no reason between a topology and itself") {
  const TemporaryFolder folder;
  const Said said = run("price " + outlook + " --months 12 --against " + examples + "outlook-topology.json --json - --html bill.html", folder);
  INFO(said.err);
  REQUIRE(said.exit_code == 0);
  const json bill = json::parse(said.out);
  for (const auto& [dimension, shares] : bill["allocation"].items()) {
    INFO(dimension);
    double sum = 0;
    for (const json& share : shares) sum += cents(share["amount_usd"]);
    CHECK(sum == cents(bill["monthly_usd"]));
  }
  const json& months = bill["outlook"]["months"];
  REQUIRE(months.size() == 12);
  CHECK(cents(months[0]["total_usd"]) == cents(bill["monthly_usd"]));
  CHECK(months[11]["total_usd"] > months[0]["total_usd"]);
  CHECK(bill["outlook"]["interval"]["p5_usd"] < bill["outlook"]["total_usd"]);
  CHECK(bill["outlook"]["interval"]["p95_usd"] > bill["outlook"]["total_usd"]);
  CHECK(bill["outlook"]["tornado"][0]["factor"] == "demand");
  CHECK(bill["difference"]["steps"].empty());
  const std::string page = slurp(folder.path() / "bill.html");
  for (const char* id : {"bill", "units", "purchase", "months", "tornado", "why"})
    CHECK(page.find("<h2 id=\"" + std::string(id) + "\"") != std::string::npos);

  const Said tables = run("price " + outlook + " --by workload,population --months 2", folder);
  for (const char* text : {"By workload", "By population", "Month by month", "What matters"}) CHECK(tables.out.find(text) != std::string::npos);
  CHECK(run("price " + outlook + " --by galaxy", folder).exit_code == 2);
}

TEST_CASE("simulate tells revenue and net benefit where the scenario says what latency is worth") {
  const TemporaryFolder folder;
  const json result = json::parse(run("simulate " + outlook + " --json - --quiet", folder).out);
  const json& benefit = result["benefit"];
  CHECK(std::abs(benefit["net_usd"].get<double>() - (benefit["revenue_usd"].get<double>() - result["cost"]["monthly_usd"].get<double>())) < 0.01);
  CHECK(benefit["net_low_usd"] < benefit["net_usd"]);
  CHECK(benefit["net_usd"] < benefit["net_high_usd"]);
}

TEST_CASE("plan gives each point of the front its net benefit, the same as simulate, and names the greatest") {
  const TemporaryFolder folder;
  const Said said =
      run("plan " + examples + "outlook.json --study outlook.study --points 2 --local-search 0 --json front.json", folder, "NO_COLOR=1");
  INFO(said.err);
  REQUIRE(said.exit_code == 0);
  CHECK(said.out.find("net benefit") != std::string::npos);
  CHECK(said.out.find("* ") != std::string::npos);
  const json plan = json::parse(slurp(folder.path() / "front.json"));
  double most = -1e300;
  std::string earns_most;
  for (const json& point : plan["front"]) {
    CHECK(point["net_benefit_low_usd"] < point["net_benefit_usd"]);
    CHECK(point["net_benefit_usd"] < point["net_benefit_high_usd"]);
    if (point["net_benefit_usd"].get<double>() > most) most = point["net_benefit_usd"], earns_most = point["id"];
  }
  CHECK(plan["earns_most"] == earns_most);
  REQUIRE(run("plan " + examples + "outlook.json --study outlook.study --points 2 --local-search 0 --topology knee.json --quiet", folder).exit_code ==
          0);
  for (const json& point : plan["front"]) {
    if (point["id"] != plan["picked"]) continue;
    const std::string replications = " --replications " + std::to_string(point["replications"].get<int>());
    const json simulated = json::parse(run("simulate " + examples + "outlook.json --topology knee.json --json - --quiet" + replications, folder).out);
    CHECK(std::abs(point["net_benefit_usd"].get<double>() - simulated["benefit"]["net_usd"].get<double>()) < 0.02);
  }

  REQUIRE(run("report outlook.study --html study.html", folder).exit_code == 0);
  const std::string page = slurp(folder.path() / "study.html");
  for (const char* words : {"Net benefit", "earns most"}) CHECK(page.find(words) != std::string::npos);
}
