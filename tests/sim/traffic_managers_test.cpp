// The managers of the catalogue: from a region's death to the last client that follows, against the windows that their documentation gives.
#include "tradewind/scenarios/steering.h"
#include "traffic/managers.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>

#include "random/draws.h"

using namespace tradewind;
using namespace tradewind::traffic;
using Catch::Matchers::WithinAbs;
using kernel::from_s;
using kernel::to_s;

namespace {

const TrafficManager& manager(std::string_view id) {
  const TrafficManager* found = find_traffic_manager(id);
  REQUIRE(found != nullptr);
  return *found;
}

// Seconds from the death of the nearest region to the moment when clients go to the other one, over many draws of the phases of probers and clients.
std::vector<double> shifts_s(const TrafficManager& manager, int draws, bool obedient = true) {
  FollowingSettings settings = following_settings(manager);
  if (obedient) settings.outstay.clear();
  const Following following(settings);
  std::vector<double> shifts;
  for (int draw = 0; draw < draws; ++draw) {
    const auto number = static_cast<std::uint32_t>(draw);
    HealthChecks checks(check_settings(manager), {random::Stream(1, number, random::Purpose::probes, 0, 0)});
    const Time death = from_s(1000);
    checks.always(death, 0, {.ok = false, .after = kernel::never});
    History<bool> healthy(true);
    while (checks.next_wake() != kernel::never)
      for (const VerdictChange& change : checks.wake(checks.next_wake())) healthy.record(change.time, change.healthy);
    std::vector<History<bool>> reachable{History<bool>(true), History<bool>(true)};
    reachable[0].record(death, false);
    const auto u = random::Stream(1, number, random::Purpose::journey, 0, 0).draw(0);
    const ClientDraws client{.cache_phase = u[0], .cache_kind = u[1], .connection_phase = u[2]};
    const auto there = [&](Time now) {
      const auto pick = [](bool up) { return std::optional<std::uint32_t>(up ? 0 : 1); };
      return following.follow(now, client, healthy, reachable, pick).region == 1U;
    };
    Time before = death, after = death + from_s(4000);
    REQUIRE((!there(before) && there(after)));
    while (after - before > 1000) ((there((before + after) / 2)) ? after : before) = (before + after) / 2;
    shifts.push_back(to_s(after - death));
  }
  std::sort(shifts.begin(), shifts.end());
  return shifts;
}

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

}  // namespace

TEST_CASE("the shift after a region's death: every manager by arithmetic", "[traffic]") {
  // Detection between the bounds, then a share of the TTL. Means: half of the interval and of the TTL more than the shortest (Route 53: 13/16).
  struct Case {
    std::string_view id;
    double shortest_s, detection_longest_s, ttl_s, mean_s;
  };
  for (const Case& c :
       {Case{"aws_route53_latency", 72, 102, 60, 72 + 30 * 13.0 / 16 + 30}, Case{"azure_traffic_manager", 100, 130, 30, 130},
        Case{"aws_global_accelerator", 70, 100, 0, 85}, Case{"google_global_load_balancer", 10, 15, 0, 12.5}, Case{"azure_front_door", 40, 70, 0, 55},
        Case{"cloudflare_load_balancer", 15, 75, 0, 45}, Case{"cloudflare_load_balancer_dns", 15, 75, 30, 60}}) {
    INFO(c.id);
    const Span detected = detection(check_settings(manager(c.id)));
    CHECK(to_s(detected.shortest) == c.shortest_s);
    CHECK(to_s(detected.longest) == c.detection_longest_s);
    const auto shifts = shifts_s(manager(c.id), 4000);
    CHECK(shifts.front() >= c.shortest_s);
    CHECK(shifts.back() <= c.detection_longest_s + c.ttl_s + 1e-6);
    CHECK_THAT(mean(shifts), WithinAbs(c.mean_s, 4 * (c.detection_longest_s - c.shortest_s + c.ttl_s) / std::sqrt(12 * 4000.0)));
  }
}

TEST_CASE("Traffic Manager: the whole distribution is uniform + uniform", "[traffic]") {
  // 100 s + U(0, 30) + U(0, 30): a triangle from 100 to 160 s.
  const auto shifts = shifts_s(manager("azure_traffic_manager"), 4000);
  double most = 0;
  for (std::size_t i = 0; i < shifts.size(); ++i) {
    const double x = std::clamp((shifts[i] - 100) / 30, 0.0, 2.0);
    const double p = x < 1 ? x * x / 2 : 1 - (2 - x) * (2 - x) / 2;
    most = std::max(most, std::abs(p - static_cast<double>(i) / 4000));
  }
  CHECK(most < 1.95 / std::sqrt(4000.0));
}

TEST_CASE("facts: the windows that the services' documentation gives", "[traffic]") {
  // Traffic Manager (service_timings, azure-docs 2018): new clients have left after at most four probes and the TTL, 3 x 30 + 10 + 30 + 30 s.
  CHECK(shifts_s(manager("azure_traffic_manager"), 1000).back() <= 160);
  // Route 53: with 18 % of 15 checkers at 30 s a probe comes every 2 s on average.
  const TrafficManager& route53 = manager("aws_route53_latency");
  CHECK(route53.interval_s / route53.probers == 2);
  CHECK(std::floor(route53.quorum * route53.probers) == 2);  // three must see it healthy
  // Clients that outstay the TTL make Route 53's tail: 8.7 % keep an answer for up to 10 minutes instead of one.
  const auto all = shifts_s(route53, 4000, false);
  const auto late = std::count_if(all.begin(), all.end(), [](double s) { return s > 102 + 60; });
  CHECK(late / 4000.0 > 0.0874 * 0.7);
  CHECK(late / 4000.0 < 0.0874 * 1.05);
}

TEST_CASE("policies look at what they are named for", "[traffic]") {
  const Option facts{.priority = 3, .rtt_ms = 70, .weight = 5};
  CHECK(option(SteeringPolicy::latency, facts).rtt_ms == 70);
  CHECK(option(SteeringPolicy::latency, facts).priority == 3);
  CHECK(option(SteeringPolicy::weighted, facts).rtt_ms == 0);
  CHECK(option(SteeringPolicy::weighted, facts).priority == 0);
  CHECK(option(SteeringPolicy::weighted, facts).weight == 5);
  CHECK(option(SteeringPolicy::geo, facts).priority == 3);
  CHECK(option(SteeringPolicy::geo, facts).rtt_ms == 70);
  CHECK(option(SteeringPolicy::multivalue, facts).weight == 1);
}
