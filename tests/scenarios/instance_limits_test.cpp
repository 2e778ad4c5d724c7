#include "tradewind/scenarios/instance_limits.h"

#include <catch2/catch_test_macros.hpp>

#include "support/tiny_world.h"
#include "tradewind/scenarios/problem.h"

using namespace tradewind;

namespace {

// p5.4xlarge, one GPU each, is the first offer of a region; 3 in us-east-1 and 3 in eu-west-1.
struct Placed {
  World world = test::tiny_llm_world();
  Topology topology = test::tiny_topology(world, {0, 1}, 3);
};

}  // namespace

TEST_CASE("a pool grows within the limit of its region and every quota over its offer") {
  Placed placed;
  CHECK(instance_limit(placed.world, placed.topology, 0) == 1000);
  placed.world.constraints.max_instances_per_region = 8;
  CHECK(instance_limit(placed.world, placed.topology, 0) == 8);
  const std::uint32_t here = placed.topology.pools[0].offer, there = placed.topology.pools[1].offer;
  placed.world.constraints.quotas = {{"at most 7 in both regions", {here, there}, 7, false}};
  CHECK(instance_limit(placed.world, placed.topology, 0) == 4);  // the other pool has 3 of the 7
  CHECK(instance_limit(placed.world, placed.topology, 1) == 4);
  placed.world.constraints.quotas.push_back({"at most 2 there", {there}, 2, false});
  CHECK(instance_limit(placed.world, placed.topology, 1) == 3);  // what stands is not taken away
  CHECK(instance_limit(placed.world, placed.topology, 0) == 4);
}

TEST_CASE("quotas of GPUs count the GPUs of an instance") {
  Placed placed;
  placed.world.offers[placed.topology.pools[0].offer].gpu_count = 4;
  placed.world.constraints.quotas = {{"at most 20 GPUs", {placed.topology.pools[0].offer}, 20, true}};
  CHECK(instance_limit(placed.world, placed.topology, 0) == 5);
  CHECK(instance_limit(placed.world, placed.topology, 1) == 1000);
}

TEST_CASE("a topology file past a limit is refused, with the limit in words") {
  Placed placed;
  const std::string text = to_json(placed.world, placed.topology);
  CHECK_NOTHROW(load_topology_text(placed.world, text, "t.json"));
  placed.world.constraints.max_instances_per_region = 2;
  placed.world.constraints.quotas = {
      {"at most 5 instances of p5.4xlarge", {placed.topology.pools[0].offer, placed.topology.pools[1].offer}, 5, false}};
  try {
    load_topology_text(placed.world, text, "t.json");
    FAIL("it was taken");
  } catch (const InvalidInput& error) {
    REQUIRE(error.problems().size() == 3);
    CHECK(error.problems()[0].found == "3 where the scenario has at most 2 instances in aws:us-east-1");
    CHECK(error.problems()[2].found == "6 where the scenario has at most 5 instances of p5.4xlarge");
  }
}
