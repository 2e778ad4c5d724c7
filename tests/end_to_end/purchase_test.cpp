// The purchase mix as a user meets it: the shipped example, and the page that quotes it.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <nlohmann/json.hpp>

#include "support/command.h"

using namespace tradewind::test;
using nlohmann::json;

namespace {

const std::string examples = TRADEWIND_SOURCE_DIR "/scenarios/examples/billing/";
const std::string example = "'" + examples + "night-and-day.json' --topology '" + examples + "night-and-day-topology.json'";

// By item and region, those of instances.
json instance_lines(const json& cost) {
  json lines = json::object();
  for (const json& line : cost["lines"])
    if (line["service"] == "gpu instances") lines[line["region"].get<std::string>() + " " + line["item"].get<std::string>()] = line["amount_usd"];
  return lines;
}

// "7,381"
std::string grouped(double usd) {
  std::string digits = std::to_string(std::lround(usd));
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

}  // namespace

TEST_CASE("the example is bought as its page says, and a simulated bill has the same instances") {
  const TemporaryFolder folder;
  const Said priced = run("price " + example + " --json - --focus focus.csv", folder);
  INFO(priced.err);
  REQUIRE(priced.exit_code == 0);
  const json cost = json::parse(priced.out);
  const std::string page = slurp(TRADEWIND_SOURCE_DIR "/docs/purchase.md");
  REQUIRE(cost["purchase"].size() == 3);
  double mix = 0;
  for (const json& type : cost["purchase"]) {
    INFO(type);
    mix += type["monthly_usd"].get<double>();
    CHECK(page.find("| " + grouped(type["monthly_usd"]) + " |") != std::string::npos);
    CHECK(std::abs(type["saving_usd"].get<double>() + type["monthly_usd"].get<double>() - type["on_demand_usd"].get<double>()) < 1e-6);
    CHECK(type["kinds"].contains("spot"));
    const json& stop = type["break_even"];
    CHECK(stop["last_saves_usd_per_hour"] > stop["usd_per_hour"]);
    CHECK(stop["next_saves_usd_per_hour"] <= stop["usd_per_hour"]);
  }
  CHECK(page.find("| " + grouped(mix) + " |") != std::string::npos);
  const std::string rows = slurp(folder.path() / "focus.csv");
  CHECK(rows.find(",Dynamic,") != std::string::npos);
  CHECK(rows.find(",Unused,") != std::string::npos);

  const Said simulated = run("simulate " + example + " --replications 1 --windows 2 --quiet --json -", folder);
  INFO(simulated.err);
  REQUIRE(simulated.exit_code == 0);
  CHECK(instance_lines(json::parse(simulated.out)["cost"]) == instance_lines(cost));
}

TEST_CASE("the purchase is a table where there is a mix, and nothing where there is none") {
  const TemporaryFolder folder;
  const Said said = run("price " + example, folder, "NO_COLOR=1");
  REQUIRE(said.exit_code == 0);
  CHECK(said.out.find("\nPurchase\n") != std::string::npos);
  CHECK(said.out.find("pays from") != std::string::npos);
  json plain = json::parse(slurp(examples + "night-and-day.json"));
  plain.erase("billing");
  plain.erase("$schema");
  spit(folder.path() / "plain.json", plain.dump());
  const std::string topology = " --topology '" + examples + "night-and-day-topology.json'";
  const Said without = run("price plain.json" + topology, folder);
  REQUIRE(without.exit_code == 0);
  CHECK(without.out.find("Purchase") == std::string::npos);
  CHECK_FALSE(json::parse(run("price plain.json --json -" + topology, folder).out).contains("purchase"));
}
