// What a manager answers: shares of a group of clients over the regions. Every policy is one rule: regions form levels, by priority and then by round
// trip; a level takes what it may of the traffic and passes the rest on; inside a level, traffic is split by weight. Policies differ in what fills
// these columns:
//   latency      round trips; weights equal                        (Route 53 latency, Cloudflare dynamic steering, Global Accelerator)
//   weighted     one level, weights                                (Route 53 weighted, Traffic Manager weighted)
//   priority     priorities                                        (Route 53 and Traffic Manager fail-over, Cloudflare "off")
//   geo          priorities: country 0, continent 1, default 2     (Route 53 geolocation, Cloudflare geo)
//   multi-value  one level, equal weights                          (Route 53 multivalue answer)
//   Front Door   priority, then all within the latency bucket of the fastest, then weight (learn.microsoft.com, Front Door routing methods)
// Pure functions. Results follow the regions when these are permuted.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tradewind/scenarios/traffic_managers.h"

namespace tradewind::traffic {

// A region as one group of clients sees it.
struct Option {
  bool allowed = true;  // by residency: never used when false, whatever fails
  double takes = 1;     // 0 = down; between 0 and 1: share of all the group's traffic that its level takes at most, the rest flows on
  int priority = 0;     // smaller first
  double rtt_ms = 0;
  double weight = 1;  // at least 0; 0 = only while nothing of a weight is left
};

// Levels the columns of an option that a policy does not look at: latency, waterfall and geo look at priorities, then round trips, then weights (a
// geographic record leads to one region: the nearest one of its place); priority at priorities, then weights; weighted at weights alone; multi-value
// at none of them.
Option option(SteeringPolicy policy, Option facts);

struct Steering {
  double bucket_ms = 0;  // regions within this of the fastest of their level belong to it
  // When no allowed region takes anything: as if all did (Route 53, Traffic Manager, Front Door), the first level alone, or nobody.
  AllDown all_down = AllDown::answer_all;
};
Steering steering(const TrafficManager& manager);

// Shares by region, of together 1; all 0 when nobody may answer. What is left over when the levels together take less than all is given to them in
// proportion to what they took, as Envoy does.
std::vector<double> shares(std::span<const Option> options, const Steering& steering);

// Envoy and Cloud Service Mesh: a level takes min(1, factor x available share of its endpoints), with factor 1.4: below 71 % traffic begins to flow
// to the next one (envoyproxy.io, "Priority levels", "Overprovisioning factor"; percentages there are whole numbers, here they are not).
inline constexpr double envoy_overprovisioning = 1.4;
double envoy_takes(double available, double overprovisioning = envoy_overprovisioning);

// Whether a level ignores the health of its endpoints: all levels together take less than all traffic, and less than the panic threshold of its
// endpoints are available (envoyproxy.io, "Panic threshold").
inline constexpr double envoy_panic_threshold = 0.5;
bool envoy_panics(double available, double taken_by_all_levels, double threshold = envoy_panic_threshold);

// Google: health below which traffic begins to leave a backend (failoverHealthThreshold: 50 % for the classic load balancer and proxyless mesh, 70 %
// for others; google.cloud.network_services_v1, ServiceLbPolicy.FailoverConfig, 2025-11-06).
inline constexpr double google_failover_health = 0.7;

// Global Accelerator. Traffic is dealt to the regions from the nearest on: each takes its traffic dial's share of what reaches it. What a region gets
// that is down goes to the nearest of the `tries` next allowed regions that is up, whatever its dial says; when all these are down, or all dials are
// 0, the traffic goes to the nearest region: it fails open (docs.aws.amazon.com, global-accelerator, "How failover works for unhealthy endpoints";
// three tries). `options[r].takes` is the dial, `up[r]` the verdict.
std::vector<double> accelerator_shares(std::span<const Option> options, std::span<const bool> up, int tries = 3);

// Rank of a geographic rule for a client: country 0, continent 1, everybody 2; nothing when it does not concern the client.
struct GeoRule {
  std::string country_iso2, continent;  // both empty = the default rule
};
std::optional<int> geo_priority(const GeoRule& rule, const std::string& country_iso2, const std::string& continent);

// The region of a client with draw u in (0, 1], or nothing when all shares are 0. `order`: the regions by a name of their own, so that the answer
// does not depend on how they are numbered.
std::optional<std::uint32_t> pick(std::span<const double> shares, std::span<const std::uint32_t> order, double u);

}  // namespace tradewind::traffic
