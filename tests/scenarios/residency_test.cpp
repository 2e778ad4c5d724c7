// Residency, from the scenario to the topologies that keep to it.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "support/tiny_world.h"
#include "tradewind/scenarios/topology.h"

using namespace tradewind;

namespace {

std::string scenario(const std::string& residency, const std::string& traffic = "{}") {
  return R"({"name": "r", "populations": [{"metros": {"names": ["Berlin", "Paris, FR", "London, GB", "Tokyo"]}}],
    "workloads": [{"name": "chat", "requests_per_user_day": 0.001, "slo": {"metric": "ttft", "target_ms": 1000},
                   "llm": {"model": "Llama-3.1-8B", "prompt_tokens": {"p50": 100, "p95": 200, "max": 300}, "output_tokens": {"p50": 100, "p95": 200, "max": 300}}}],
    "regions": {"names": ["aws:us-east-1", "aws:eu-west-1", "aws:eu-west-2"]}, "residency": )" +
         residency + R"(, "traffic": )" + traffic + "}";
}

std::uint32_t index_of(const World& world, const std::string& population) {
  return static_cast<std::uint32_t>(std::ranges::find(world.populations, population, &Population::name) - world.populations.begin());
}

std::string allowed(const World& world, const std::string& population) {
  std::string regions;
  for (std::uint32_t r = 0; r < world.regions.size(); ++r)
    if (world.residency.allows(0, index_of(world, population), r)) regions += (regions.empty() ? "" : " ") + world.regions[r].id;
  return regions;
}

}  // namespace

TEST_CASE("the rules of a scenario say in which regions a metro area's requests may be served") {
  const LoadedScenario loaded =
      load_scenario_text(scenario(R"([{"name": "gdpr", "metros": {"continents": ["europe"]}, "jurisdictions": ["EEA", "gb"]},
                   {"name": "german", "metros": {"countries": ["DE"]}, "jurisdictions": ["eea"], "workloads": ["chat"]}])"),
                         "r.json");
  for (const Problem& problem : loaded.problems) UNSCOPED_INFO(to_string(problem));
  REQUIRE_FALSE(has_errors(loaded.problems));
  const World& world = loaded.world;
  CHECK(allowed(world, "Berlin, DE") == "eu-west-1");
  CHECK(allowed(world, "London, GB") == "eu-west-1 eu-west-2");
  CHECK(allowed(world, "Tokyo, JP") == "eu-west-1 eu-west-2 us-east-1");
  REQUIRE(world.residency_rules.size() == 2);
  CHECK(world.residency_rules[1].populations == 1);
}

namespace {

std::string with_data(const std::string& stores, const std::string& artifacts) {
  std::string text = scenario("[]");
  text.insert(text.find("\"llm\""), R"("features": [{"store": "cards"}], )");
  text.insert(text.size() - 1, R"(, "data": {"streams": [{"name": "pay", "home": "aws:eu-west-1", "events_per_s": 10, "mirror_events_per_s": 30,
                                   "ingest_delay_s": 1, "jurisdictions": ["eea", "GB"]}], "feature_stores": [)" +
                                   stores + R"(], "artifacts": [)" + artifacts + "]}");
  return text;
}

}  // namespace

TEST_CASE("data that must not leave a jurisdiction keeps whoever needs it inside, wherever the users are") {
  const std::string artifact = R"({"name": "w", "workload": "chat", "home": "aws:us-east-1", "versions_per_month": 1})";
  const LoadedScenario loaded = load_scenario_text(with_data(R"({"name": "cards", "home": "aws:eu-west-1", "stream": "pay"})", artifact), "r.json");
  for (const Problem& problem : loaded.problems) UNSCOPED_INFO(to_string(problem));
  REQUIRE_FALSE(has_errors(loaded.problems));
  const World& world = loaded.world;
  for (const Population& population : world.populations) CHECK(allowed(world, population.name) == "eu-west-1 eu-west-2");
  // No replica may stand where nobody may be served, so nothing is copied there either.
  for (const ServingOption& option : world.serving_options) CHECK(world.regions[world.offers[option.offer].region].id != "us-east-1");
  CHECK(std::ranges::find(loaded.notes, "chat: residency leaves out aws:us-east-1") != loaded.notes.end());
  const std::string pool = R"({"pools": [{"region": "aws:us-east-1", "instance_type": "p5.48xlarge", "replicas": 1},
                                         {"region": "aws:eu-west-1", "instance_type": "p4d.24xlarge", "replicas": 1}]})";
  try {
    load_topology_text(world, pool, "t.json");
    FAIL("a pool in the United States");
  } catch (const InvalidInput& refused) {
    CHECK(to_string(refused.problems().front()).find("none may stand in this region, by the rules of residency") != std::string::npos);
  }

  const auto found = [](const std::string& text) {
    std::vector<std::string> all;
    for (const Problem& problem : load_scenario_text(text, "r.json").problems) all.push_back(problem.pointer + ": " + problem.found);
    return all;
  };
  // At home outside; a store inside one jurisdiction that follows a stream inside another.
  CHECK(found(with_data(R"({"name": "cards", "home": "aws:eu-west-1", "stream": "pay", "jurisdictions": ["US"]})", artifact)) ==
        std::vector<std::string>{"/data/feature_stores/0/home: aws:eu-west-1, outside US"});
  CHECK(found(with_data(R"({"name": "cards", "home": "aws:eu-west-1", "stream": "pay"})",
                        R"({"name": "w", "workload": "chat", "home": "aws:us-east-1", "versions_per_month": 1, "jurisdictions": ["US"]})")) ==
        std::vector<std::string>{"/data/artifacts/0/jurisdictions: no candidate region inside US with an offer for chat, where requests of Tokyo, JP "
                                 "and 3 more have to stay"});
}

TEST_CASE("without rules everything is allowed") {
  const LoadedScenario loaded = load_scenario_text(scenario("[]"), "r.json");
  REQUIRE_FALSE(has_errors(loaded.problems));
  CHECK_FALSE(loaded.world.residency.restricts());
  CHECK(loaded.world.residency.allows(0, 3, 2));
}

TEST_CASE("everybody goes to the nearest region that may serve them, and a topology that has none is refused") {
  World world = test::tiny_llm_world();
  world.residency = Residency(1, 3, 3);
  // New York's requests may not stay at home.
  world.residency.forbid(0, 0, 0);
  const std::vector<Grid> shares = routing_shares(world, test::tiny_topology(world, {0, 1, 2}, 1));
  CHECK(shares[0](0, 0) == 0);
  CHECK(shares[0](0, 1) == 1);
  CHECK(shares[0](1, 1) == 1);
  CHECK_THROWS_AS(routing_shares(world, test::tiny_topology(world, {0}, 1)), std::invalid_argument);

  const std::string home = R"({"region": "aws:us-east-1", "instance_type": "p5.4xlarge", "replicas": 2})";
  const std::string abroad = R"({"region": "aws:eu-west-1", "instance_type": "p5.4xlarge", "replicas": 2})";
  CHECK_THROWS_AS(load_topology_text(world, R"({"pools": [)" + home + "]}", "t.json"), InvalidInput);
  CHECK_NOTHROW(load_topology_text(world, R"({"pools": [)" + home + "," + abroad + "]}", "t.json"));
  const std::string shares_home =
      R"(], "routing": {"policy": "weighted", "shares": [{"population": "New York, US", "region": "aws:us-east-1", "share": 1}]}})";
  CHECK_THROWS_AS(load_topology_text(world, R"({"pools": [)" + home + "," + abroad + shares_home, "t.json"), InvalidInput);
}

TEST_CASE("dials deal the requests to the regions, the nearest first") {
  World world = test::tiny_llm_world();
  world.traffic.dials = {0.25, 0.5, 1};
  const Topology all = test::tiny_topology(world, {0, 1, 2}, 1);
  const Grid shares = routing_shares(world, all)[0];
  // Dublin: a half at home, a quarter of the other half in the nearer of the two others, the rest in the last.
  const std::uint32_t nearer = world.rtt_ms(1, 0) < world.rtt_ms(1, 2) ? 0 : 2;
  CHECK(shares(1, 1) == 0.5);
  CHECK(shares(1, nearer) == 0.5 * world.traffic.dials[nearer]);
  CHECK(shares(1, 2 - nearer) == 1 - 0.5 - shares(1, nearer));
  // What no dial takes is split as the rest is.
  world.traffic.dials = {0.5, 0.5, 0};
  const Grid less = routing_shares(world, test::tiny_topology(world, {0, 1}, 1))[0];
  CHECK(less(0, 0) == 0.5 / 0.75);
  CHECK(less(0, 1) == 0.25 / 0.75);
  world.traffic.dials = {0, 0, 0};
  CHECK(routing_shares(world, all)[0](2, 2) == 1);
}
