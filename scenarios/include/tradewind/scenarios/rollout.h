// Rollouts: how a new version of a workload's model takes the place of the old one in all regions. docs/rollouts.md has the sources of the defaults.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tradewind {

enum class RolloutStrategy : std::uint8_t {
  rolling,     // replicas are replaced one after the other; each takes its part of the requests
  blue_green,  // all new replicas start beside the old ones, then all requests go to them at once
  canary       // a router sends a growing share of the requests to new replicas beside the old ones
};
std::string_view to_string(RolloutStrategy strategy);

struct RolloutWave {
  std::vector<std::uint32_t> regions;  // of the world
  double bake_s = 0;                   // from when all of them have the new version until the next wave, or the end
};

struct CanaryStep {
  double weight = 0;   // share of the requests, above 0, at most 1
  double pause_s = 0;  // from when the router has it
};

// Watches the answers of the new version in each region by itself, and rolls everything back.
struct RolloutAnalysis {
  double interval_s = 60, metrics_delay_s = 30;
  int failure_limit = 0;          // intervals that may fail in a region
  double max_error_share = 0.05;  // of the requests that the new version got
  double max_latency_ms = 0;      // the SLO's percentile and metric, at the server
  int min_requests = 20;          // in an interval; fewer say nothing
};

// What is wrong with the new version.
struct BadVersion {
  double error_share = 0;     // of its requests, answered with an error
  double slowness = 1;        // factor on its time, at least 1
  double above_requests = 0;  // only while a replica has more requests, waiting or running; 0 = always
};

// Replication of the artifact into a region stands still.
struct ReplicationStall {
  std::uint32_t region = 0;
  double after_s = 0, for_s = 0;  // since the version is in the registry
};

struct Rollout {
  std::string name;
  std::uint32_t workload = 0;
  RolloutStrategy strategy = RolloutStrategy::rolling;
  std::optional<std::uint32_t> artifact;  // index into DataPlane::artifacts that new replicas load; none = nothing is replicated
  bool wait_for_replication = true;       // not: a region starts at once, and its replicas load from the artifact's home region
  bool new_image = false;                 // nodes have to pull an image too
  double pipeline_s = 0;                  // from the decision until the version is in the registry
  double sync_interval_s = 120, sync_jitter_s = 60;
  std::vector<RolloutWave> waves;                   // regions that none of them names come last, together
  double max_surge = 0.25, max_unavailable = 0.25;  // of rolling: shares of the replicas
  std::vector<CanaryStep> steps;                    // of canary; the last has weight 1
  double shift_s = 5;                               // until a router sends requests by new weights
  double scale_down_delay_s = 30;                   // that old replicas stay ready when no request goes to them any more
  double progress_deadline_s = 600;
  double grace_period_s = 30;  // that a replica may take to finish its requests
  bool sticky = false;         // turns of a conversation keep to a version as long as the weights allow it
  std::optional<RolloutAnalysis> analysis;
  std::vector<ReplicationStall> stalls;
  std::optional<BadVersion> bad_version;
};

}  // namespace tradewind
