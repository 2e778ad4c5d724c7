#include "rollouts/strategy.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kubernetes/manifests.h"
#include "kubernetes/pod.h"
#include "kubernetes/scaling.h"
#include "kubernetes_object.h"
#include "names.h"
#include "observability/sli.h"

namespace tradewind::rollouts {
namespace {

using yaml::List;
using yaml::Map;
using yaml::Node;
using yaml::note;

// What a pod of the new version is told apart by: the controller's label, copied by the pod monitor.
constexpr const char* version_label = "rollouts_pod_template_hash";

std::string seconds(double value) { return fmt::format("{:.0f}s", std::max(1.0, value)); }
int whole(double value) { return static_cast<int>(std::lround(value)); }

std::string preview_name(const PoolPlan& pool) { return companion_name(pool.name, "preview"); }

std::string template_name(const PoolPlan& pool) { return pool.name + "-analysis"; }

Map analysis_run(const PoolPlan& pool) {
  const Map newest = {{"name", "version"}, {"valueFrom", Map{{"podTemplateHashValue", "Latest"}}}};
  return {{"templates", List{Map{{"templateName", template_name(pool)}}}}, {"args", List{newest}}};
}

// Without a router in front, a weight is a share of the replicas, rounded up.
Map canary(const PoolPlan& pool, const Rollout& rollout) {
  List steps;
  for (const CanaryStep& step : rollout.steps) {
    if (step.weight >= 1) break;  // what comes after the last step
    const int weight = std::clamp(whole(100 * step.weight), 1, 99);
    const int replicas = static_cast<int>(std::ceil(step.weight * pool.replicas));
    steps.add(note(fmt::format("{} of {} replicas.", replicas, pool.replicas), Map{{"setWeight", weight}}));
    steps.add(Map{{"pause", Map{{"duration", seconds(step.pause_s)}}}});
  }
  Map map = {{"maxSurge", fmt::format("{}%", std::max(1, whole(100 * rollout.max_surge)))}, {"maxUnavailable", 0}, {"steps", steps}};
  if (rollout.analysis) map.add("analysis", analysis_run(pool));
  return map;
}

Map blue_green(const PoolPlan& pool, const Rollout& rollout) {
  Map map = {{"activeService", pool.name},
             {"previewService", preview_name(pool)},
             {"autoPromotionEnabled", true},
             {"scaleDownDelaySeconds", whole(rollout.scale_down_delay_s)}};
  if (rollout.analysis) map.add("postPromotionAnalysis", analysis_run(pool));
  return map;
}

// A query is empty, which passes, until the new version has answered so many requests in an interval.
std::string enough(const std::string& share, const std::string& requests_rps, const RolloutAnalysis& analysis) {
  return fmt::format("({}) and ({}) * {:g} >= {}", share, requests_rps, analysis.interval_s, analysis.min_requests);
}

Node metric(const char* name, const std::string& query, double most, const RolloutAnalysis& analysis, const std::string& comment) {
  return note(comment, Map{{"name", name},
                           {"interval", seconds(analysis.interval_s)},
                           {"initialDelay", seconds(analysis.interval_s + analysis.metrics_delay_s)},
                           {"failureLimit", analysis.failure_limit},
                           {"successCondition", fmt::format("len(result) == 0 || isNaN(result[0]) || result[0] <= {:.4g}", most)},
                           {"provider", Map{{"prometheus", Map{{"address", kubernetes::prometheus_address}, {"query", query}}}}}});
}

}  // namespace

const Rollout* rollout_of(const World& world, const PoolPlan& pool) {
  for (const Rollout& rollout : world.rollouts)
    if (&world.workloads[rollout.workload] == pool.workload) return rollout.strategy == RolloutStrategy::rolling ? nullptr : &rollout;
  return nullptr;
}

Map rollout_object(const PoolPlan& pool, const Rollout& rollout) {
  const bool by_canary = rollout.strategy == RolloutStrategy::canary;
  return kubernetes_object("argoproj.io/v1alpha1", "Rollout", pool.name)
      .add("spec", Map{{"workloadRef", note("The Deployment keeps the pods' description; its own replicas go once these are ready.",
                                            Map{{"apiVersion", "apps/v1"}, {"kind", "Deployment"}, {"name", pool.name}, {"scaleDown", "onsuccess"}})},
                       {"progressDeadlineSeconds", whole(rollout.progress_deadline_s)},
                       {"progressDeadlineAbort", true},
                       {"strategy", by_canary ? Map{{"canary", canary(pool, rollout)}} : Map{{"blueGreen", blue_green(pool, rollout)}}}});
}

Map preview_service(const ExportInput& input, const PoolPlan& pool) {
  const kubernetes::Server server = kubernetes::server_of(pool, kubernetes::series_selector(input.world, pool));
  return kubernetes_object("v1", "Service", preview_name(pool))
      .add("spec", Map{{"type", "ClusterIP"},
                       {"selector", kubernetes::selector_labels(server.app, pool.name)},
                       {"ports", List{Map{{"name", "http"}, {"port", server.ports.front().number}, {"targetPort", "http"}}}}});
}

Map analysis_template(const ExportInput& input, const PoolPlan& pool, const Rollout& rollout) {
  const RolloutAnalysis& analysis = *rollout.analysis;
  const std::string selector = fmt::format("{},{}=\"{{{{args.version}}}}\"", kubernetes::series_selector(input.world, pool), version_label);
  const kubernetes::Server server = kubernetes::server_of(pool, selector);
  const double target = analysis.max_latency_ms > 0 ? analysis.max_latency_ms : observability::server_target_ms(pool);
  const observability::Indicator indicator = observability::indicator_of(server, selector, target);
  const double late = 1 - pool.workload->slo.percentile / 100;
  List metrics{
      metric("late", enough(fmt::format("({}) / ({})", indicator.late_rps, indicator.requests_rps), indicator.requests_rps, analysis),
             std::min(1.0, late + analysis.max_error_share), analysis,
             fmt::format("Late beyond {:g} ms at the server, or failed: {:g} % may be late, {:g} % may fail, as the simulated analysis has it.",
                         target, 100 * late, 100 * analysis.max_error_share))};
  if (!server.refused.empty())
    metrics.add(metric("failed",
                       enough(fmt::format("sum(rate({}[5m])) / ({})", server.refused, indicator.requests_rps), indicator.requests_rps, analysis),
                       analysis.max_error_share, analysis, "Failed."));
  return kubernetes_object("argoproj.io/v1alpha1", "AnalysisTemplate", template_name(pool))
      .add("spec", Map{{"args", List{Map{{"name", "version"}}}}, {"metrics", metrics}});
}

}  // namespace tradewind::rollouts
