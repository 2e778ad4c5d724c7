#include "tradewind/scenarios/topology.h"

#include <array>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "support/tiny_world.h"

using namespace tradewind;
using Catch::Approx;

namespace {

// The same pools and, where both are weighted, the same shares to the last bit.
bool same(const Topology& a, const Topology& b) {
  if (a.policy != b.policy || a.pools.size() != b.pools.size() || a.shares.size() != b.shares.size()) return false;
  for (std::size_t i = 0; i < a.pools.size(); ++i)
    if (a.pools[i].workload != b.pools[i].workload || a.pools[i].offer != b.pools[i].offer || a.pools[i].replicas != b.pools[i].replicas)
      return false;
  for (std::size_t w = 0; w < a.shares.size(); ++w)
    for (std::size_t p = 0; p < a.shares[w].rows(); ++p)
      for (std::size_t r = 0; r < a.shares[w].columns(); ++r)
        if (a.shares[w](p, r) != b.shares[w](p, r)) return false;
  return true;
}

Topology weighted(const World& world) {
  Topology topology = test::tiny_topology(world, {0, 2}, 3);
  topology.policy = RoutingPolicy::weighted;
  topology.shares = {Grid(3, 3)};
  topology.shares[0](0, 0) = 1.0 / 3;
  topology.shares[0](0, 2) = 2.0 / 3;
  topology.shares[0](2, 2) = 1;
  return topology;
}

const std::string pool = R"({"region": "aws:us-east-1", "instance_type": "p5.4xlarge", "replicas": 2})";

std::string file_of(const std::string& pools, const std::string& routing = "") {
  return "{\"pools\": [" + pools + "]" + (routing.empty() ? "" : ", \"routing\": " + routing) + "}";
}

}  // namespace

TEST_CASE("a topology is written and read back the same") {
  const World world = test::tiny_llm_world();
  for (const Topology& topology : {test::tiny_topology(world, {0, 1, 2}, 4), weighted(world)}) {
    const std::string text = to_json(world, topology);
    const Topology back = load_topology_text(world, text, "t.json");
    CHECK(same(topology, back));
    CHECK(to_json(world, back) == text);
  }
}

TEST_CASE("the workload may be left out when there is only one, and routing is by latency") {
  const World world = test::tiny_llm_world();
  const Topology topology = load_topology_text(world, file_of(pool), "t.json");
  REQUIRE(topology.pools.size() == 1);
  CHECK((topology.pools[0].offer == 0 && topology.pools[0].replicas == 2 && topology.policy == RoutingPolicy::latency));
}

TEST_CASE("a topology that does not fit its world is refused with all that is wrong") {
  struct Case {
    std::string text, pointer, message;
  };
  const std::string shares = R"({"policy": "weighted", "shares": [{"population": "Tokyo, JP", "region": "aws:us-east-1", "share": )";
  const auto c = GENERATE_COPY(values<Case>({
      {file_of(""), "/pools", "a list of 0"},
      {"{}", "/pools", "found nothing"},
      {file_of(R"({"region": "aws:us-east-9", "instance_type": "p5.4xlarge", "replicas": 2})"), "/pools/0/region", "did you mean \"aws:us-east-1\"?"},
      {file_of(R"({"region": "aws:us-east-1", "instance_type": "p5.4xlage", "replicas": 2})"), "/pools/0/instance_type",
       "did you mean \"p5.4xlarge\"?"},
      {file_of(R"({"region": "aws:us-east-1", "instance_type": "p5.4xlarge", "replicas": 0})"), "/pools/0/replicas", "from 1 to 1000000"},
      {file_of(R"({"workload": "chap", "region": "aws:us-east-1", "instance_type": "p5.4xlarge", "replicas": 2})"), "/pools/0/workload",
       "did you mean \"chat\"?"},
      {file_of(pool + "," + pool), "/pools/1", "a second pool"},
      {file_of(pool, R"({"policy": "weighted", "shares": [{"population": "Tokio, JP", "region": "aws:us-east-1", "share": 1}]})"),
       "/routing/shares/0/population", "did you mean \"Tokyo, JP\"?"},
      {file_of(pool, R"({"policy": "weighted", "shares": [{"population": "Tokyo, JP", "region": "aws:eu-west-1", "share": 1}]})"),
       "/routing/shares/0/region", "has no pool"},
      {file_of(pool, shares + "0.4}]}"), "/routing/shares", "add up to 0.4"},
      {file_of(pool, shares + "1.5}]}"), "/routing/shares/0/share", "from 0 to 1"},
      {file_of(pool, R"({"shares": [{"population": "Tokyo, JP", "region": "aws:us-east-1", "share": 1}]})"), "/routing/shares",
       "only with the policy \"weighted\""},
      {file_of(pool, R"({"policy": "anycast"})"), "/routing/policy", "one of \"latency\", \"weighted\""},
  }));
  CAPTURE(c.text);
  const World world = test::tiny_llm_world();
  try {
    load_topology_text(world, c.text, "t.json");
    FAIL("it was read");
  } catch (const InvalidInput& invalid) {
    REQUIRE(invalid.problems().size() == 1);
    CHECK(invalid.problems()[0].pointer == c.pointer);
    CHECK(std::string(invalid.what()).find(c.message) != std::string::npos);
  }
}

TEST_CASE("several problems of a topology are reported together") {
  const World world = test::tiny_llm_world();
  try {
    load_topology_text(world, file_of(R"({"region": "aws:none", "instance_type": "p5.4xlarge", "replicas": -1}, {"colour": 1})"), "t.json");
    FAIL("it was read");
  } catch (const InvalidInput& invalid) {
    CHECK(invalid.problems().size() == 6);
  }
}

TEST_CASE("a workload without a pool is refused") {
  World world = test::tiny_llm_world();
  world.workloads.push_back(world.workloads[0]);
  world.workloads[1].name = "other";
  world.rate_rps.push_back(world.rate_rps[0]);
  const std::string named = R"({"workload": "chat", "region": "aws:us-east-1", "instance_type": "p5.4xlarge", "replicas": 2})";
  CHECK_THROWS_AS(load_topology_text(world, file_of(named), "t.json"), InvalidInput);
  CHECK_THROWS_AS(load_topology_text(world, file_of(pool), "t.json"), InvalidInput);
}

TEST_CASE("a topology file that is not there") { CHECK_THROWS_AS(load_topology(test::tiny_llm_world(), "no/such/file.json"), InvalidInput); }

TEST_CASE("latency routing sends every population to the nearest open region") {
  const World world = test::tiny_llm_world();
  const auto all = routing_shares(world, test::tiny_topology(world, {0, 1, 2}, 1));
  for (std::size_t p = 0; p < 3; ++p)
    for (std::size_t r = 0; r < 3; ++r) CHECK(all[0](p, r) == (p == r ? 1 : 0));
  const auto two = routing_shares(world, test::tiny_topology(world, {2, 1}, 1));
  CHECK((two[0](0, 1) == 1 && two[0](0, 2) == 0 && two[0](2, 2) == 1));
}

TEST_CASE("regions at the same round trip share alike") {
  World world = test::tiny_llm_world();
  world.rtt_ms(0, 1) = world.rtt_ms(0, 2) = 50;
  const Grid shares = routing_shares(world, test::tiny_topology(world, {2, 1}, 1))[0];
  CHECK((shares(0, 1) == 0.5 && shares(0, 2) == 0.5));
}

TEST_CASE("where no shares are stated, the traffic manager deals the requests") {
  World world = test::tiny_llm_world();
  world.populations[0].country_iso2 = "FR", world.populations[0].continent = "europe";
  const auto shares = [&](const char* manager) {
    world.traffic.manager = *find_traffic_manager(manager);
    const Grid all = routing_shares(world, test::tiny_topology(world, {2, 0, 1}, 1))[0];
    return std::array{all(0, 0), all(0, 1), all(0, 2)};  // of the first population, which is 10, 80 and 160 ms from the regions
  };
  using Shares = std::array<double, 3>;
  CHECK(shares("aws_route53_latency") == Shares{1, 0, 0});
  CHECK(shares("aws_route53_weighted") == Shares{1, 0, 0});     // by latency, as there are no weights
  CHECK(shares("aws_route53_geolocation") == Shares{0, 1, 0});  // the record of its continent
  CHECK(shares("aws_route53_failover") == Shares{0, 0, 1});     // the first of the topology
  CHECK(shares("aws_route53_multivalue") == Shares{1.0 / 3, 1.0 / 3, 1.0 / 3});
  CHECK(shares("azure_front_door") == Shares{1, 0, 0});
  world.rtt_ms(0, 1) = 60;  // as fast as the first, as Front Door sees it
  CHECK(shares("azure_front_door") == Shares{0.5, 0.5, 0});
  world.residency = Residency(1, 3, 3);
  world.residency.forbid(0, 0, 2);
  CHECK(shares("aws_route53_failover") == Shares{1, 0, 0});
}

TEST_CASE("regions that are filled by rate pass on what is too much in an hour, and the shares are those of a mean week") {
  World world = test::tiny_llm_world();
  world.traffic.manager = *find_traffic_manager("google_global_load_balancer");
  world.traffic.max_rate_per_replica_rps = 2;
  for (std::size_t p = 0; p < 3; ++p)
    for (std::size_t hour = 0; hour < hours_per_week; ++hour) world.rate_rps[0](p, hour) = 0;
  world.rate_rps[0](0, 8) = 6;  // two of them find no room
  world.rate_rps[0](0, 9) = 2;
  Topology topology = test::tiny_topology(world, {0, 1, 2}, 4);
  topology.pools[0].replicas = 2;
  const Grid shares = routing_shares(world, topology)[0];
  CHECK((shares(0, 0) == Approx(6.0 / 8) && shares(0, 1) == Approx(2.0 / 8) && shares(0, 2) == 0));
  CHECK(shares(2, 2) == 1);  // sends nothing, and would go to its nearest region
  // With room for everybody these are the shares of a manager that goes by latency, to the last bit.
  topology.pools[0].replicas = 3;
  const Grid filled = routing_shares(world, topology)[0];
  world.traffic.max_rate_per_replica_rps = 0;
  const Grid nearest = routing_shares(world, topology)[0];
  for (std::size_t p = 0; p < 3; ++p)
    for (std::size_t region = 0; region < 3; ++region) CHECK(filled(p, region) == nearest(p, region));
}

TEST_CASE("weighted routing follows the stated shares, scaled to one, and else the nearest region") {
  const World world = test::tiny_llm_world();
  Topology topology = weighted(world);
  topology.shares[0](0, 0) = 0.5;
  topology.shares[0](0, 2) = 0.25;
  const auto shares = routing_shares(world, topology);
  CHECK((shares[0](0, 0) == Approx(2.0 / 3) && shares[0](0, 2) == Approx(1.0 / 3)));
  CHECK((shares[0](1, 0) == 1 && shares[0](1, 2) == 0));  // Dublin states nothing: New York is nearer than Tokyo
  CHECK(shares[0](2, 2) == 1);
}

TEST_CASE("instances are replicas over replicas per instance, rounded up") {
  World world = test::tiny_llm_world();
  world.serving_options[0].replicas_per_instance = 4;
  for (const auto& [replicas, expected] : {std::pair(1, 1), {4, 1}, {5, 2}, {8, 2}, {9, 3}}) CHECK(instances(world, {0, 0, replicas}) == expected);
  world.serving_options.clear();
  CHECK_THROWS_AS(instances(world, {0, 0, 1}), std::invalid_argument);
}

TEST_CASE("open regions are ascending and each once") {
  const World world = test::tiny_llm_world();
  CHECK(open_regions(world, test::tiny_topology(world, {2, 0, 2}, 1)) == std::vector<std::uint32_t>{0, 2});
}
