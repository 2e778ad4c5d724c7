// Mutated examples: whatever stands in the file, reading it ends with a world or with problems that say where, never with a crash.
#include <catch2/catch_test_macros.hpp>
#include <random>

#include "support/command.h"
#include "tradewind/scenarios/topology.h"

using namespace tradewind;

namespace {

using Random = std::mt19937_64;

std::size_t below(Random& random, std::size_t bound) { return static_cast<std::size_t>(random() % bound); }

// One random edit: a byte changed, a range deleted, doubled or overwritten by a hostile token, or the end cut off.
std::string mutated(std::string text, Random& random) {
  static const std::vector<std::string> tokens = {"null",
                                                  "-1",
                                                  "1e999",
                                                  "NaN",
                                                  "\"\\u0000\"",
                                                  "[[[[",
                                                  "{}",
                                                  "\"",
                                                  ",,",
                                                  "true",
                                                  "0.5",
                                                  "\xff",
                                                  "\"no\\n\"",
                                                  "99999999999999999999",
                                                  "//",
                                                  "[1,",
                                                  "\"aws:nowhere\"",
                                                  "\xef\xbb\xbf"};
  const std::size_t at = below(random, text.size()), length = std::min(text.size() - at, 1 + below(random, 20));
  switch (below(random, 5)) {
    case 0:
      text[at] = static_cast<char>(random());
      break;
    case 1:
      text.erase(at, length);
      break;
    case 2:
      text.insert(at, text.substr(at, length));
      break;
    case 3:
      text.replace(at, length, tokens[below(random, tokens.size())]);
      break;
    default:
      text.resize(at);
  }
  return text.empty() ? "{" : text;
}

}  // namespace

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
