#include "kubernetes/scaling.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "yaml_edit.h"

namespace tradewind::kubernetes {
namespace {

using yaml::List;
using yaml::Map;
using yaml::Node;
using yaml::note;

constexpr int longest_stabilization_s = 3600;  // limit of autoscaling/v2
constexpr int minutes_of_day = 24 * 60, days_of_week = 7;

int whole(double seconds) { return static_cast<int>(std::lround(seconds)); }

// --- The scenario's autoscaling

Map rules(const ScalingRules& rules) {
  List policies;
  for (const ScalingPolicy& policy : rules.policies)
    policies.add(Map{{"type", policy.type == PolicyType::pods ? "Pods" : "Percent"}, {"value", policy.value}, {"periodSeconds", policy.period_s}});
  const char* select = rules.select == SelectPolicy::min ? "Min" : rules.select == SelectPolicy::disabled ? "Disabled" : "Max";
  return {{"stabilizationWindowSeconds", whole(rules.window_s)}, {"selectPolicy", select}, {"policies", policies}};
}

// Minute of the week, 0 = Monday 00:00 UTC, as cron has it.
std::string cron(int minute_of_week) {
  const int day = minute_of_week / minutes_of_day, minute = minute_of_week % minutes_of_day;
  return fmt::format("{} {} * * {}", minute % 60, minute / 60, (day + 1) % days_of_week);
}

Map clock_trigger(const ScheduledReplicas& scheduled) {
  return {{"type", "cron"},
          {"metadata", Map{{"timezone", "Etc/UTC"},
                           {"start", cron(scheduled.start_minute)},
                           {"end", cron(scheduled.end_minute)},
                           {"desiredReplicas", std::to_string(scheduled.replicas)}}}};
}

Map prometheus_trigger(const std::string& query) {
  return {{"type", "prometheus"}, {"metricType", "AverageValue"}, {"metadata", Map{{"serverAddress", prometheus_address}, {"query", query}}}};
}

Map simulated_spec(const PoolPlan& plan, const Server& server, const Autoscaling& scaling) {
  const bool waiting = scaling.metric == ScalingMetric::waiting_requests;
  List triggers{note(waiting ? "Requests waiting, as simulated." : "Requests waiting or running, as simulated.",
                     prometheus_trigger(waiting ? server.requests_waiting : server.requests_inside))};
  for (const ScheduledReplicas& scheduled : scaling.schedule) triggers.add(clock_trigger(scheduled));
  Map spec = {{"scaleTargetRef", Map{{"name", plan.name}}}, {"pollingInterval", std::max(1, whole(scaling.polling_interval_s))}};
  if (scaling.sleeps()) spec.add("cooldownPeriod", note("Without requests, before the region sleeps.", whole(scaling.cooldown_period_s)));
  return spec
      .add("advanced", Map{{"horizontalPodAutoscalerConfig",
                            Map{{"behavior", Map{{"scaleUp", rules(scaling.scale_up)}, {"scaleDown", rules(scaling.scale_down)}}}}}})
      .add("triggers", triggers);
}

// --- Without one: the plan, and room for what the forecast did not see

// Adds replicas within minutes and takes them away slowly: each of them pays for its start.
Map careful_behavior(const Server& server) {
  const Map up = {{"stabilizationWindowSeconds", 30}, {"policies", List{Map{{"type", "Percent"}, {"value", 50}, {"periodSeconds", 60}}}}};
  const Map down = {{"stabilizationWindowSeconds",
                     note(fmt::format("Ten minutes, or the start of a replica ({} s) if that is longer, at most an hour.", server.start_s),
                          std::clamp(server.start_s, 600, longest_stabilization_s))},
                    {"policies", List{Map{{"type", "Pods"}, {"value", 1}, {"periodSeconds", 120}}}}};
  return {{"scaleUp", up}, {"scaleDown", down}};
}

Map planned_spec(const PoolPlan& plan, const Server& server) {
  return {{"scaleTargetRef", Map{{"name", plan.name}}},
          {"pollingInterval", 15},
          {"advanced", Map{{"horizontalPodAutoscalerConfig", Map{{"behavior", careful_behavior(server)}}}}},
          {"triggers", List{prometheus_trigger(server.load)}}};
}

Map set(const std::string& path, Node value) { return {{"op", "add"}, {"path", path}, {"value", std::move(value)}}; }

Map fallback(int failures, int replicas) { return {{"failureThreshold", failures}, {"replicas", replicas}}; }

List simulated_patch(const PoolPlan& pool, const Autoscaling& scaling) {
  const FallbackReplicas without_metrics = scaling.fallback.value_or(FallbackReplicas{3, pool.replicas});
  List patch{note(fmt::format("From {} to {} replicas were simulated; {} are planned for the busiest hour.", scaling.min_replicas,
                              scaling.max_replicas, pool.replicas),
                  set("/spec/minReplicaCount", scaling.min_replicas)),
             set("/spec/maxReplicaCount", std::max(scaling.max_replicas, 1)),
             note(scaling.fallback ? "Without metrics: as simulated." : "Without Prometheus: what was planned.",
                  set("/spec/fallback", fallback(without_metrics.failure_threshold, without_metrics.replicas))),
             note(scaling.metric == ScalingMetric::waiting_requests ? "Requests a replica that wait: the simulated target."
                                                                    : "Requests a replica, waiting or running: the simulated target.",
                  set("/spec/triggers/0/metadata/threshold", fmt::format("{:g}", scaling.target_requests)))};
  if (scaling.sleeps()) patch.add(set("/spec/triggers/0/metadata/activationThreshold", fmt::format("{:g}", scaling.activation_requests)));
  return patch;
}

// A JSON patch, for a merge patch would replace the list of triggers.
List planned_patch(const PoolPlan& pool) {
  const Threshold threshold = threshold_of(pool);
  return {note(fmt::format("{} replicas were simulated and priced.", pool.replicas), set("/spec/minReplicaCount", pool.replicas)),
          note(fmt::format("Headroom of {:.0f} %, not in the expected cost, within the scenario's limit of instances.", 100 * scaling_headroom),
               set("/spec/maxReplicaCount", pool.max_replicas)),
          note("Without Prometheus: what was planned.", set("/spec/fallback", fallback(3, pool.replicas))),
          note(threshold.reason, set("/spec/triggers/0/metadata/threshold", std::to_string(threshold.value)))};
}

}  // namespace

Map scaled_object(const PoolPlan& plan, const Server& server) {
  const std::optional<Autoscaling>& scaling = plan.workload->autoscaling;
  return {{"apiVersion", "keda.sh/v1alpha1"},
          {"kind", "ScaledObject"},
          {"metadata", Map{{"name", plan.name}}},
          {"spec", note("The overlays add the replicas, at least and at most, and the threshold.",
                        scaling ? simulated_spec(plan, server, *scaling) : planned_spec(plan, server))}};
}

List scaling_patch(const PoolPlan& pool) {
  const std::optional<Autoscaling>& scaling = pool.workload->autoscaling;
  return scaling ? simulated_patch(pool, *scaling) : planned_patch(pool);
}

Map scaling_values(const PoolPlan& pool) {
  Map values;
  for (const Node& item : scaling_patch(pool).items) {
    Map change = std::get<Map>(item.value);
    const std::string pointer = std::get<std::string>(yaml::at(change, "/path").value);
    values.add(pointer.substr(pointer.rfind('/') + 1), note(item.comment, yaml::at(change, "/value")));
  }
  return values;
}

}  // namespace tradewind::kubernetes
