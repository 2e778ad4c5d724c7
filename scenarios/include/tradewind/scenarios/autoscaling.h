// How the replicas of a workload come and go.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace tradewind {

// Replicas by the clock, from one minute of the week to another, in UTC: 0 <= start < end <= 10080.
struct ScheduledReplicas {
  int start_minute = 0, end_minute = 0, replicas = 1;
};

// Replicas for the load that the world expects of a region.
struct PredictiveReplicas {
  double requests_per_replica_s = 1, margin = 0.1;
  int lead_min = 10;
};

// Nodes from spot capacity, on demand where a zone has none. See docs/elasticity.md for the sources of the defaults.
struct SpotNodes {
  double availability = 0.64, mean_spell_h = 2.2;  // of a zone
  double interruptions_per_hour = 0;               // of a single node, beside those of its zone
  double notice_s = 120;
  double correlation_inside = 0.43, correlation_across = 0.14;  // of zones of one region, and of two
};

enum class PolicyType : std::uint8_t { pods, percent };
enum class SelectPolicy : std::uint8_t { max, min, disabled };

// So many replicas, or such a share of them, may come or go within a period.
struct ScalingPolicy {
  PolicyType type = PolicyType::percent;
  int value = 100;    // above 0
  int period_s = 15;  // 1 to 1800
};

// `behavior` of Kubernetes' autoscaling/v2 in one direction; the defaults are those of Kubernetes (kubernetes/api, autoscaling/v2/types.go,
// 2026-07-24).
struct ScalingRules {
  double window_s = 0;                  // of stabilisation, at most 3600
  std::vector<ScalingPolicy> policies;  // at least one
  SelectPolicy select = SelectPolicy::max;
  double tolerance = 0.1;  // share by which the load may be off its target
};
inline const ScalingRules usual_scale_up{.window_s = 0, .policies = {{PolicyType::pods, 4, 15}, {PolicyType::percent, 100, 15}}};
inline const ScalingRules usual_scale_down{.window_s = 300, .policies = {{PolicyType::percent, 100, 15}}};

// Replicas for when the metrics have been missing for more than so many readings in a row.
struct FallbackReplicas {
  int failure_threshold = 3, replicas = 1;
};

// Replicas of a region by the number of requests, and beside it by the clock and by expectation: the most count.
// What the target of a replica counts: requests that wait or run, or those alone that wait.
enum class ScalingMetric { requests, waiting_requests };

struct Autoscaling {
  int min_replicas = 1, max_replicas = 1;  // at least 0: a region may sleep
  double target_requests = 1;              // a replica, as `metric` counts them
  double polling_interval_s = 15;
  ScalingRules scale_up = usual_scale_up, scale_down = usual_scale_down;
  double cooldown_period_s = 300;  // without requests, before a region sleeps
  double activation_requests = 0;  // above which it is awake
  double grace_period_s = 30;      // that a replica that is to go may take to finish its requests
  ScalingMetric metric = ScalingMetric::requests;
  std::optional<FallbackReplicas> fallback = {};
  std::vector<ScheduledReplicas> schedule = {};
  std::optional<PredictiveReplicas> predictive = {};
  std::optional<SpotNodes> spot = {};
  bool sleeps() const { return min_replicas == 0; }
};

}  // namespace tradewind
