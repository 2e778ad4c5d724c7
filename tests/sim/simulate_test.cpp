#include "tradewind/sim/simulate.h"

#include <catch2/catch_test_macros.hpp>

#include "support/tiny_world.h"

using namespace tradewind;

TEST_CASE("an outcome survives the way through JSON") {
  const World world = test::tiny_llm_world();
  const Outcome outcome = simulate(world, test::tiny_topology(world, {0, 1, 2}, 1), {.replications = 2, .windows = 4, .window_s = 20});
  const std::string text = to_json(outcome);
  CHECK(to_json(outcome_from_json(text)) == text);
}
