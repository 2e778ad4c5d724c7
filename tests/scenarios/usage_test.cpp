#include "tradewind/scenarios/usage.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "support/tiny_world.h"

using namespace tradewind;
using Catch::Approx;

TEST_CASE("usage of a month by hand: a classic workload in two regions") {
  // Three populations send 20 requests/s each, all week: 20 x 730 h x 3600 s = 52,560,000 requests a month each.
  const World world = test::tiny_classic_world(20);
  const Usage usage = expected_usage(world, test::tiny_topology(world, {0, 2}, 5));
  REQUIRE(usage.pools.size() == 2);
  CHECK(usage.pools[1].instance_hours == Approx(5 * 730));
  // New York and Dublin go to us-east-1, Tokyo to ap-northeast-1.
  REQUIRE(usage.requests.size() == 2);
  CHECK((usage.requests[0].region == 0 && usage.requests[0].requests == Approx(2 * 52'560'000.0)));
  CHECK((usage.requests[1].region == 2 && usage.requests[1].requests == Approx(52'560'000.0)));
  CHECK(usage.requests[1].request_gb == Approx(52.56e6 * 2000 / 1e9));
  CHECK(usage.requests[1].new_connections == Approx(52.56e6 * 0.3));
  REQUIRE(usage.internet_egress.size() == 3);
  CHECK((usage.internet_egress[1].region == 0 && usage.internet_egress[1].population == 1));
  CHECK(usage.internet_egress[1].gb == Approx(52.56e6 * 500 / 1e9));
  CHECK(usage.total_requests() == Approx(3 * 52.56e6));
}

TEST_CASE("an answer of a language model weighs its tokens and their framing") {
  const World world = test::tiny_llm_world(1);
  const auto& llm = std::get<LlmServing>(world.workloads[0].serving);
  const Usage usage = expected_usage(world, test::tiny_topology(world, {1}, 1));
  const double requests = 3 * 730 * 3600.0;
  double gb = 0;
  for (const InternetEgress& egress : usage.internet_egress) gb += egress.gb;
  CHECK(gb == Approx(requests * llm.output_tokens.mean() * 204 / 1e9));
  CHECK(usage.requests.at(0).request_gb == Approx(requests * llm.prompt_tokens.mean() * 4 / 1e9));
}

TEST_CASE("shares of a population are shares of its bytes, and nothing is lost") {
  const World world = test::tiny_classic_world(20);
  Topology topology = test::tiny_topology(world, {0, 1, 2}, 1);
  const Usage nearest = expected_usage(world, topology);
  topology.policy = RoutingPolicy::weighted;
  topology.shares = {Grid(3, 3, 1.0 / 3)};
  const Usage spread = expected_usage(world, topology);
  CHECK(spread.internet_egress.size() == 9);
  CHECK(spread.total_requests() == Approx(nearest.total_requests()));
  for (const InternetEgress& egress : spread.internet_egress) CHECK(egress.gb == Approx(52.56e6 / 3 * 500 / 1e9));
}

TEST_CASE("a month of a weekly rhythm has the mean rate of the week") {
  World world = test::tiny_classic_world(0);
  for (std::size_t hour = 0; hour < 84; ++hour) world.rate_rps[0](0, hour) = 10;
  CHECK(expected_usage(world, test::tiny_topology(world, {0}, 1)).total_requests() == Approx(5 * 730 * 3600.0));
}
