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

namespace {

// Dublin asks 12 requests/s in hours 0 to 9 of the week, 6 in 10 to 19, none after; one pool of 10 replicas of the classic workload in eu-west-1.
World following_world(const Autoscaling& scaling) {
  World world = test::tiny_classic_world(0);
  for (std::size_t hour = 0; hour < 20; ++hour) world.rate_rps[0](1, hour) = hour < 10 ? 12 : 6;
  world.workloads[0].autoscaling = scaling;
  world.billing.follow_demand = true;
  return world;
}

}  // namespace

TEST_CASE("instances follow the demand within the limits of autoscaling, and its schedule") {
  World world = following_world({.min_replicas = 2, .max_replicas = 40, .schedule = {{30 * 60 + 59, 31 * 60 + 1, 7}}});
  Topology topology = test::tiny_topology(world, {1}, 10);
  std::vector<int> need = hourly_need(world, topology).at(0);
  REQUIRE(need.size() == hours_per_week);
  CHECK((need[0] == 10 && need[9] == 10));
  CHECK((need[10] == 5 && need[19] == 5));
  CHECK((need[20] == 2 && need[167] == 2));
  CHECK((need[29] == 2 && need[30] == 7 && need[31] == 7 && need[32] == 2));  // a minute of an hour counts as the hour
  const PoolUsage usage = expected_usage(world, topology).pools.at(0);
  CHECK(usage.hourly_instances == need);
  CHECK(usage.instance_hours == Approx((10 * 10 + 10 * 5 + 2 * 7 + 146 * 2) / 168.0 * 730));

  // Whole replicas of the load that 10 carry at 12 requests/s: 0.84 x 10, rounded up.
  world.rate_rps[0](1, 5) = 10.08;
  CHECK(hourly_need(world, topology)[0][5] == 9);
  world.workloads[0].autoscaling->max_replicas = 8;
  CHECK(hourly_need(world, topology)[0][0] == 8);
  // Four replicas to an instance.
  for (ServingOption& option : world.serving_options) option.replicas_per_instance = 4;
  need = hourly_need(world, topology)[0];
  CHECK((need[0] == 2 && need[10] == 2 && need[20] == 1));
  world.workloads[0].autoscaling->min_replicas = 0;
  CHECK(hourly_need(world, topology)[0][20] == 0);
}

TEST_CASE("of a pool only its own region's requests are followed") {
  World world = following_world({.min_replicas = 1, .max_replicas = 40});
  for (std::size_t hour = 0; hour < hours_per_week; ++hour) world.rate_rps[0](2, hour) = hour < 84 ? 1 : 0.5;
  const auto need = hourly_need(world, test::tiny_topology(world, {1, 2}, 10));
  CHECK((need[0][50] == 1 && need[1][50] == 10 && need[1][100] == 5));
}

TEST_CASE("without autoscaling, or where the bill does not follow it, the topology's replicas are needed all week") {
  World world = following_world({.min_replicas = 2, .max_replicas = 40});
  world.billing.follow_demand = false;
  const Topology topology = test::tiny_topology(world, {1}, 10);
  CHECK(hourly_need(world, topology)[0] == std::vector<int>(hours_per_week, 10));
  CHECK(expected_usage(world, topology).pools[0].hourly_instances.empty());
  CHECK(expected_usage(world, topology).pools[0].instance_hours == 7300);
  world.billing.follow_demand = true;
  world.workloads[0].autoscaling.reset();
  CHECK(hourly_need(world, topology)[0] == std::vector<int>(hours_per_week, 10));
}
