// Mutated examples: whatever stands in the file, reading it ends with a world or with problems that say where, never with a crash.
#include <catch2/catch_test_macros.hpp>

#include "support/command.h"
#include "support/mutated.h"
#include "tradewind/scenarios/topology.h"

using namespace tradewind;
using test::below;
using test::mutated;
using test::Random;

TEST_CASE("mutated scenarios are read or refused, never worse") {
  Random random(20260114);
  for (const std::string name : {"starter", "fraud", "chat"}) {
    const std::string original = test::slurp(TRADEWIND_SOURCE_DIR "/scenarios/examples/" + name + ".json");
    REQUIRE_FALSE(original.empty());
    for (int round = 0; round < 400; ++round) {
      std::string text = original;
      for (std::size_t edits = 1 + below(random, 3); edits > 0; --edits) text = mutated(text, random);
      const LoadedScenario loaded = load_scenario_text(text, name);
      if (has_errors(loaded.problems)) {
        for (const Problem& problem : loaded.problems) {
          CHECK(problem.line >= 0);
          CHECK_FALSE(problem.expected.empty());
        }
      } else {
        CHECK_FALSE(loaded.world.regions.empty());
      }
    }
  }
}

TEST_CASE("mutated topologies are read or refused, never worse") {
  const LoadedScenario starter = load_scenario(TRADEWIND_SOURCE_DIR "/scenarios/examples/starter.json");
  REQUIRE_FALSE(has_errors(starter.problems));
  Topology topology;
  const ServingOption& option = starter.world.serving_options.front();
  topology.pools.push_back({option.workload, option.offer, 2});
  const std::string original = to_json(starter.world, topology);
  Random random(7);
  for (int round = 0; round < 500; ++round) {
    try {
      const Topology read = load_topology_text(starter.world, mutated(original, random), "t.json");
      CHECK_FALSE(read.pools.empty());
    } catch (const InvalidInput& refused) {
      CHECK_FALSE(refused.problems().empty());
    }
  }
}
