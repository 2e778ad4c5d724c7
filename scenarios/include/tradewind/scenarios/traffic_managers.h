// The services that steer users to regions, with their time constants as they ship: every figure with its source.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tradewind {

// Where a manager decides.
enum class TrafficLayer {
  dns,         // when a client looks up the name: caches and connections hold on to the answer
  connection,  // when a client opens a connection, which then stays where it is
  request      // for every request, in a proxy at the edge
};

// What it goes by.
enum class SteeringPolicy { latency, weighted, geo, priority, multivalue, waterfall };

// When no allowed region is healthy.
enum class AllDown {
  answer_all,  // as if all were healthy
  nearest,     // the first choice alone
  refuse       // nobody
};

// One figure and where it comes from.
struct TrafficFact {
  std::string parameter, value;  // the parameter has the name of the member of TrafficManager
  std::string basis;             // "documented", "measured", "rule of thumb", "assumption"
  std::string source, date, note;
};

// Times in seconds; 0 = there is none.
struct TrafficManager {
  std::string id;        // "aws_route53_latency"
  std::string provider;  // "aws"; the part of the id before the first underscore
  TrafficLayer layer = TrafficLayer::dns;
  SteeringPolicy steering = SteeringPolicy::latency;
  AllDown all_down = AllDown::answer_all;

  // Health checks. Down after so many failed checks in a row, up after so many good ones; or, with a sample, up while sample_ok of the last `sample`
  // succeeded. Healthy while more than `quorum` of the probers say so.
  double interval_s = 30, timeout_s = 10;
  bool interval_from_reply = false;  // the interval runs from the end of a check, else from its start
  int attempts = 1;                  // probes of one check, each sent when the one before has failed
  int probers = 1;
  double quorum = 0;
  int down_after = 1, up_after = 1;
  int sample = 0, sample_ok = 0;
  bool edges_judge = false;  // every edge site has a verdict of its own

  double ttl_s = 0;                          // of DNS answers
  double outstay_share = 0, outstay_s = 0;   // clients whose caches keep an answer for longer than its TTL, and for how long
  double connection_life_s = 0;              // of a connection that is in use
  double reconvergence_s = 0;                // mean time until a network finds another edge site after one was lost
  int tries = 0;                             // regions tried before failing open
  double bucket_ms = 0;                      // regions within this of the fastest share the load
  double failover_health = 0;                // share of healthy endpoints below which traffic leaves a region
  double fail_back_wait_s = 0, drain_s = 0;  // from the healthy verdict to traffic; from taking a region out to closing its connections

  std::vector<TrafficFact> facts;

  // Whether users reach regions of the provider over its own backbone, which they enter at the nearest edge site: the manager is an anycast service
  // of this provider. Else they take the public internet.
  bool has_backbone_to(std::string_view region_provider) const { return layer != TrafficLayer::dns && provider == region_provider; }
};

// Those that ship, ascending by id. Read once, immutable.
std::span<const TrafficManager> traffic_managers();

// The manager of this id, or nullptr.
const TrafficManager* find_traffic_manager(std::string_view id);

// Reads a table of facts: managers (ids with semicolons between them), parameter, value, basis, source, date, note. Throws InvalidInput with file and
// line for a parameter that there is not, a value that does not fit it, or a fact that is stated twice for a manager.
std::vector<TrafficManager> read_traffic_managers(std::string_view csv, const std::string& file_name);

}  // namespace tradewind
