#include "tradewind/scenarios/traffic_managers.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "tradewind/scenarios/problem.h"

using namespace tradewind;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("every shipped traffic manager has its settings, and every figure its source", "[catalogue]") {
  for (const char* id : {"aws_route53_latency", "aws_route53_weighted", "aws_global_accelerator", "google_global_load_balancer",
                         "google_cloud_service_mesh", "azure_traffic_manager", "azure_front_door", "cloudflare_load_balancer"}) {
    INFO(id);
    CHECK(find_traffic_manager(id) != nullptr);
  }
  CHECK(find_traffic_manager("none") == nullptr);
  CHECK(std::is_sorted(traffic_managers().begin(), traffic_managers().end(), [](const auto& a, const auto& b) { return a.id < b.id; }));
  for (const TrafficManager& manager : traffic_managers()) {
    INFO(manager.id);
    for (const TrafficFact& fact : manager.facts) {
      INFO(fact.parameter);
      CHECK_FALSE(fact.source.empty());
      CHECK((fact.basis == "documented" || fact.basis == "measured" || fact.basis == "rule of thumb" || fact.basis == "assumption"));
    }
    const auto states = [&](std::string_view parameter) {
      return std::any_of(manager.facts.begin(), manager.facts.end(), [&](const TrafficFact& fact) { return fact.parameter == parameter; });
    };
    for (const char* needed : {"layer", "steering", "all_down", "interval_s", "timeout_s"}) CHECK(states(needed));
    CHECK(states("sample") != states("down_after"));
    CHECK((manager.layer == TrafficLayer::dns) == states("ttl_s"));
  }
}

TEST_CASE("the figures of the traffic managers are read as they are written", "[catalogue]") {
  const TrafficManager& route53 = *find_traffic_manager("aws_route53_weighted");
  CHECK(route53.provider == "aws");
  CHECK(route53.layer == TrafficLayer::dns);
  CHECK(route53.steering == SteeringPolicy::weighted);
  CHECK(route53.all_down == AllDown::answer_all);
  CHECK(route53.interval_from_reply);
  CHECK(route53.probers == 15);
  CHECK(route53.quorum == 0.18);
  const TrafficManager& front_door = *find_traffic_manager("azure_front_door");
  CHECK(front_door.edges_judge);
  CHECK(front_door.sample == 4);
  CHECK(front_door.bucket_ms == 50);
  CHECK(find_traffic_manager("aws_global_accelerator")->tries == 3);
  CHECK(find_traffic_manager("azure_traffic_manager")->down_after == 4);
}

TEST_CASE("a table of traffic managers with mistakes is refused with its line", "[catalogue]") {
  const auto message = [](const std::string& row) {
    try {
      read_traffic_managers("managers,parameter,value,basis,source,date,note\nx_y,interval_s,30,documented,a,,\n" + row + "\n", "managers.csv");
    } catch (const InvalidInput& problem) {
      return std::string(problem.what());
    }
    return std::string();
  };
  CHECK_THAT(message("x_y,intervall_s,30,documented,a,,"), ContainsSubstring("managers.csv") && ContainsSubstring("interval_s"));
  CHECK_THAT(message("x_y,timeout_s,soon,documented,a,,"), ContainsSubstring("number"));
  CHECK_THAT(message("x_y,timeout_s,-1,documented,a,,"), ContainsSubstring("at least 0"));
  CHECK_THAT(message("x_y,probers,1.5,documented,a,,"), ContainsSubstring("whole"));
  CHECK_THAT(message("x_y,layer,cable,documented,a,,"), ContainsSubstring("dns, connection, request"));
  CHECK_THAT(message("x_z;x_y,interval_s,30,documented,a,,"), ContainsSubstring("once"));
}
