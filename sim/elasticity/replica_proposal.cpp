// What one metric proposes: the controller's replica calculator.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "elasticity/hpa.h"

namespace tradewind::elasticity {
namespace {

struct Tolerance {
  double down, up;
  bool holds(double ratio) const { return 1.0 - down <= ratio && ratio <= 1.0 + up; }
};

Tolerance tolerance_of(const HpaSettings& settings) {
  if (!settings.behavior) return {settings.tolerance, settings.tolerance};
  return {settings.behavior->down.tolerance.value_or(settings.tolerance), settings.behavior->up.tolerance.value_or(settings.tolerance)};
}

std::int32_t ceil_replicas(double replicas) {
  return replicas > std::numeric_limits<std::int32_t>::max() ? std::numeric_limits<std::int32_t>::max()
                                                             : static_cast<std::int32_t>(std::ceil(replicas));
}

// A pod that still starts says nothing about its CPU.
bool cpu_unready(const HpaSettings& settings, const Pod& pod, const PodSample& sample, Time now) {
  if (pod.started + settings.cpu_initialization_period > now) return !pod.ready || sample.taken < pod.ready_changed + sample.window;
  return !pod.ready && pod.started + settings.initial_readiness_delay > pod.ready_changed;
}

struct Groups {
  std::vector<std::int64_t> values;  // of the pods that count
  std::size_t unready = 0, missing = 0;
};

Groups group(const HpaSettings& settings, const MetricSpec& spec, const MetricReading& reading, std::span<const Pod> pods, Time now) {
  Groups groups;
  for (std::size_t i = 0; i < pods.size(); ++i) {
    const Pod& pod = pods[i];
    const PodSample sample = i < reading.pods.size() ? reading.pods[i] : PodSample{};
    if (pod.phase == PodPhase::failed || pod.phase == PodPhase::terminating) continue;
    if (pod.phase == PodPhase::pending)
      ++groups.unready;
    else if (!sample.value)
      ++groups.missing;
    else if (spec.cpu && cpu_unready(settings, pod, sample, now))
      ++groups.unready;
    else
      groups.values.push_back(*sample.value);
  }
  return groups;
}

double usage_ratio(const MetricSpec& spec, std::span<const std::int64_t> values) {
  const std::int64_t sum = std::accumulate(values.begin(), values.end(), std::int64_t{0}), count = static_cast<std::int64_t>(values.size());
  const std::int64_t usage = spec.kind == MetricKind::resource_utilization ? sum * 100 / (spec.pod_request * count) : sum / count;
  return static_cast<double>(usage) / static_cast<double>(spec.target);
}

// In a scale-down, missing pods count as busy: with all of their request, or with the target.
std::int64_t busy_value(const MetricSpec& spec) {
  return spec.kind == MetricKind::resource_utilization ? spec.pod_request * std::max<std::int64_t>(100, spec.target) / 100 : spec.target;
}

std::optional<std::int32_t> per_pod(const HpaSettings& settings, const MetricSpec& spec, const MetricReading& reading, const Observation& seen,
                                    Time now) {
  Groups groups = group(settings, spec, reading, seen.pods, now);
  if (groups.values.empty()) return std::nullopt;
  const Tolerance tolerance = tolerance_of(settings);
  const double ratio = usage_ratio(spec, groups.values);
  const bool up_with_unready = groups.unready > 0 && ratio > 1;
  if (!up_with_unready && groups.missing == 0)
    return tolerance.holds(ratio) ? seen.spec_replicas : ceil_replicas(ratio * static_cast<double>(groups.values.size()));
  // Pods without a figure damp the change: they are taken to be what speaks against it.
  if (ratio != 1) groups.values.insert(groups.values.end(), groups.missing, ratio < 1 ? busy_value(spec) : 0);
  if (up_with_unready) groups.values.insert(groups.values.end(), groups.unready, 0);
  const double damped = usage_ratio(spec, groups.values);
  if (tolerance.holds(damped) || (ratio < 1 && damped > 1) || (ratio > 1 && damped < 1)) return seen.spec_replicas;
  const std::int32_t replicas = ceil_replicas(damped * static_cast<double>(groups.values.size()));
  const bool turns = (damped < 1 && replicas > seen.spec_replicas) || (damped > 1 && replicas < seen.spec_replicas);
  return turns ? seen.spec_replicas : replicas;
}

std::optional<std::int32_t> one_value(const HpaSettings& settings, const MetricSpec& spec, double total, const Observation& seen) {
  const double ratio = total / static_cast<double>(spec.target);
  if (seen.spec_replicas == 0) return ceil_replicas(ratio);
  if (tolerance_of(settings).holds(ratio)) return seen.spec_replicas;
  if (seen.pods.empty()) return std::nullopt;
  const auto ready = std::ranges::count_if(seen.pods, [](const Pod& pod) { return pod.phase == PodPhase::running && pod.ready; });
  return ceil_replicas(ratio * static_cast<double>(ready));
}

std::int32_t averaged(const HpaSettings& settings, const MetricSpec& spec, double total, const Observation& seen) {
  // The replicas of the status: pods that exist and are not on their way out.
  const auto existing =
      std::ranges::count_if(seen.pods, [](const Pod& pod) { return pod.phase != PodPhase::terminating && pod.phase != PodPhase::failed; });
  const double target = static_cast<double>(spec.target), ratio = total / (target * static_cast<double>(existing));
  return tolerance_of(settings).holds(ratio) ? static_cast<std::int32_t>(existing) : ceil_replicas(total / target);
}

}  // namespace

std::int64_t milli(double value) { return static_cast<std::int64_t>(std::ceil(value * 1000)); }

std::optional<std::int32_t> proposal(const HpaSettings& settings, const MetricSpec& spec, const MetricReading& reading, const Observation& seen,
                                     Time now) {
  if (spec.kind == MetricKind::resource_utilization || spec.kind == MetricKind::pods_average) return per_pod(settings, spec, reading, seen, now);
  if (!reading.total) return std::nullopt;
  const auto total = static_cast<double>(*reading.total);
  return spec.kind == MetricKind::value ? one_value(settings, spec, total, seen) : averaged(settings, spec, total, seen);
}

}  // namespace tradewind::elasticity
