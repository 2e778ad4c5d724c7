// What `simulate` runs when it is given no topology.
#include "tradewind/planner/starting_topology.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "support/tiny_world.h"

namespace tradewind {
namespace {

// New York may use its own region alone, and Dublin all others, of which Tokyo's has prices: it takes two. Tokyo may use both.
World bound_to_two_regions(const char* manager) {
  World world = test::tiny_classic_world(20000);
  world.traffic.manager = *find_traffic_manager(manager);
  world.residency = Residency(1, 3, 3);
  world.residency.forbid(0, 0, 1);
  world.residency.forbid(0, 0, 2);
  world.residency.forbid(0, 1, 0);
  return world;
}

int replicas_in(const World& world, const Topology& topology, std::uint32_t region) {
  int replicas = 0;
  for (const Pool& pool : topology.pools)
    if (world.offers[pool.offer].region == region) replicas += pool.replicas;
  return replicas;
}

TEST_CASE("a starting topology has its replicas where the traffic manager leads the requests") {
  const PriceBook book = PriceBook::shipped();
  const World latency = bound_to_two_regions("aws_route53_latency"), equal = bound_to_two_regions("aws_route53_multivalue");
  const Topology by_latency = starting_topology(latency, book), in_equal_parts = starting_topology(equal, book);
  const int first = replicas_in(latency, by_latency, 0), second = replicas_in(latency, by_latency, 2);
  CAPTURE(first, second);
  REQUIRE(first > 5);
  CHECK(std::abs(second - 2 * first) <= 1);  // two of the three populations, rounded up
  CHECK(replicas_in(equal, in_equal_parts, 0) == replicas_in(equal, in_equal_parts, 2));
}

}  // namespace
}  // namespace tradewind
