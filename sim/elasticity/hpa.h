// The Kubernetes HorizontalPodAutoscaler (autoscaling/v2), as its controller computes it.
//   kubernetes/kubernetes, pkg/controller/podautoscaler/horizontal.go and replica_calculator.go (of 1.33 and later, read 2026-11)
//   defaults: kubernetes/api, autoscaling/v2/types.go (2026-07-24); kube-controller-manager flags --horizontal-pod-autoscaler-*
//
// Values are integers in thousandths, as Kubernetes quantities are, and are divided as the controller divides them: an average of pods and a
// utilisation in percent lose their fraction before they are compared with the target.
//
// Not modelled: the controller's queue (a sync never comes late), and metrics that carry a timestamp of their own apart from their window.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "kernel/time.h"
#include "tradewind/scenarios/autoscaling.h"

namespace tradewind::elasticity {

using kernel::Time;

inline constexpr Time second = 1'000'000'000;

// Thousandths, rounded up as a Kubernetes quantity is.
std::int64_t milli(double value);

enum class MetricKind : std::uint8_t {
  resource_utilization,  // Resource, target AverageUtilization: usage of the pods over their requests, percent
  pods_average,          // Pods or Resource, target AverageValue: mean over the pods
  value,                 // Object or External, target Value: one number for all
  average_value,         // Object or External, target AverageValue: one number, divided by the replicas; this is what KEDA makes
};

struct MetricSpec {
  MetricKind kind = MetricKind::average_value;
  std::int64_t target = 1000;    // thousandths; resource_utilization: percent of the request
  bool cpu = false;              // per-pod kinds: the CPU resource, whose start-up is watched
  std::int64_t pod_request = 0;  // resource_utilization: what one pod requests, thousandths, above 0
};

using tradewind::PolicyType;
using tradewind::SelectPolicy;

struct ScalingPolicy {
  PolicyType type = PolicyType::percent;
  std::int32_t value = 100;   // above 0
  Time period = 15 * second;  // above 0, at most 30 min
};

struct ScalingRules {
  Time stabilization_window = 0;  // at most 1 h
  SelectPolicy select = SelectPolicy::max;
  std::vector<ScalingPolicy> policies;
  std::optional<double> tolerance;  // share; empty: the controller's
};

// `behavior` of the API, with its defaults: up by 4 pods or 100 % in 15 s, whichever is more, at once; down by 100 % in 15 s, with a window of 300 s.
struct Behavior {
  ScalingRules up{0, SelectPolicy::max, {{PolicyType::pods, 4, 15 * second}, {PolicyType::percent, 100, 15 * second}}, {}};
  ScalingRules down{300 * second, SelectPolicy::max, {{PolicyType::percent, 100, 15 * second}}, {}};
};

struct HpaSettings {
  std::int32_t min_replicas = 1;  // 0 needs a `value` or `average_value` metric (feature gate HPAScaleToZero)
  std::int32_t max_replicas = 1;
  std::vector<MetricSpec> metrics;
  // Empty: the older rules without `behavior`: up to max(2 x replicas, 4) in one sync, down after `downscale_stabilization`.
  std::optional<Behavior> behavior = Behavior{};
  // Flags of the controller.
  Time sync_period = 15 * second;
  double tolerance = 0.1;
  Time downscale_stabilization = 300 * second;
  Time cpu_initialization_period = 300 * second;
  Time initial_readiness_delay = 30 * second;
};

enum class PodPhase : std::uint8_t { pending, running, failed, terminating };

struct Pod {
  PodPhase phase = PodPhase::running;
  bool ready = true;
  Time started = 0;        // when the kubelet took it
  Time ready_changed = 0;  // last change of readiness
};

// What a metrics server knows of one pod.
struct PodSample {
  std::optional<std::int64_t> value;  // thousandths; empty: missing
  Time taken = 0;                     // end of the window it was taken over
  Time window = 0;
};

struct MetricReading {
  std::vector<PodSample> pods;        // per-pod kinds: one for each pod, in their order
  std::optional<std::int64_t> total;  // `value`, `average_value`: thousandths; empty: the metric is unavailable
};

struct Observation {
  std::int32_t spec_replicas = 0;          // what the target asks for now
  std::span<const Pod> pods;               // those that exist
  std::span<const MetricReading> metrics;  // one for each MetricSpec
};

// What one metric proposes; empty where it cannot be computed.
std::optional<std::int32_t> proposal(const HpaSettings& settings, const MetricSpec& spec, const MetricReading& reading, const Observation& seen,
                                     Time now);

class Hpa {
 public:
  // Throws std::invalid_argument: bounds out of order, no metric, no policy, a target or period that is not positive, scale to zero without a metric
  // that can be had without pods.
  explicit Hpa(HpaSettings settings, Time first_sync = 0);

  const HpaSettings& settings() const { return settings_; }
  Time next_wake() const { return next_sync_; }
  // One sync: the replicas that the target is to have from now on.
  std::int32_t wake(Time now, const Observation& seen);

 private:
  struct Change {
    std::int32_t replicas;
    Time at;
  };

  std::int32_t desired(Time now, const Observation& seen);
  std::optional<std::int32_t> from_metrics(Time now, const Observation& seen) const;
  std::int32_t without_behavior(Time now, std::int32_t current, std::int32_t wanted);
  std::int32_t stabilized(Time now, std::int32_t current, std::int32_t wanted);
  std::int32_t rate_limited(Time now, std::int32_t current, std::int32_t wanted) const;
  std::int32_t up_limit(Time now, std::int32_t current) const;
  std::int32_t down_limit(Time now, std::int32_t current) const;
  void remember(Time now, std::int32_t from, std::int32_t to);
  static std::int32_t changed_within(std::span<const Change> changes, Time now, Time period);

  HpaSettings settings_;
  Time next_sync_;
  std::vector<Change> recommendations_, ups_, downs_;
};

}  // namespace tradewind::elasticity
