#include "kserve/inference_service.h"

#include "kubernetes/manifests.h"
#include "kubernetes/nodes.h"
#include "kubernetes/scaling.h"
#include "yaml_edit.h"

namespace tradewind::kserve {
namespace {

using yaml::List;
using yaml::Map;
using yaml::Node;
using yaml::note;

// The value that the overlay's patch of the ScaledObject puts under this name.
Node scaling_value(const PoolPlan& pool, const std::string& name) {
  Map values = kubernetes::scaling_values(pool);
  return yaml::at(values, "/" + name);
}

Map scaling(const PoolPlan& pool, const kubernetes::Server& server) {
  Map scaled = kubernetes::scaled_object(pool, server);
  const Map metric = {
      {"backend", "prometheus"}, {"serverAddress", kubernetes::prometheus_address}, {"query", yaml::at(scaled, "/spec/triggers/0/metadata/query")}};
  const Map target = {{"type", "AverageValue"}, {"averageValue", scaling_value(pool, "threshold")}};
  return {{"behavior", yaml::at(scaled, "/spec/advanced/horizontalPodAutoscalerConfig/behavior")},
          {"metrics", List{Map{{"type", "External"}, {"external", Map{{"metric", metric}, {"target", target}}}}}}};
}

// Zones are spread over as in the Deployment. An InferenceService has the labels of its pods beside the pod, not above it: the scheduler is told to
// take their values from there, which with an empty selector selects the same pods (matchLabelKeys, on by default since Kubernetes 1.27).
void spread_by_own_labels(Map& pod) {
  List constraints;
  for (Node& node : std::get<List>(yaml::at(pod, "/topologySpreadConstraints").value).items) {
    Map constraint = std::get<Map>(node.value);
    List keys;
    for (const auto& [key, value] : std::get<Map>(yaml::at(constraint, "/labelSelector/matchLabels").value).entries) keys.add(key);
    yaml::put(constraint, "/labelSelector", Map{});
    constraints.add(constraint.add("matchLabelKeys", keys));
  }
  yaml::put(pod, "/topologySpreadConstraints", constraints);
}

// The pod of the base and what the overlay makes of it; KServe wants its container's name.
Map pod(const World& world, const RegionPlan& region, const PoolPlan& pool_plan, const kubernetes::Server& server) {
  Map pod = server.pod;
  Map& container = std::get<Map>(yaml::at(pod, "/containers/0").value);
  yaml::put(container, "/name", "kserve-container");
  yaml::put(container, "/resources", kubernetes::all_resources(pool_plan, server));
  yaml::put(pod, "/tolerations", kubernetes::node_tolerations(region, pool_plan));
  spread_by_own_labels(pod);
  return pod.add("nodeSelector", kubernetes::node_selector(region, pool_plan)).add("priorityClassName", kubernetes::priority_class_name(world));
}

}  // namespace

Map inference_service(const ExportInput& input, const RegionPlan& region, const PoolPlan& pool_plan) {
  const kubernetes::Server server = kubernetes::server_of(pool_plan, kubernetes::series_selector(input.world, pool_plan));
  const Map rolling = {{"type", "RollingUpdate"}, {"rollingUpdate", Map{{"maxSurge", 1}, {"maxUnavailable", 0}}}};
  Map predictor = {
      {"labels", note("By these the service, the pod monitor and the network policy of the overlay find the pods.",
                      yaml::merged(kubernetes::workload_labels(input.world, pool_plan, server), kubernetes::region_labels(input, region)))},
      {"minReplicas", scaling_value(pool_plan, "minReplicaCount")},
      {"maxReplicas", scaling_value(pool_plan, "maxReplicaCount")},
      {"autoScaling", scaling(pool_plan, server)},
      {"deploymentStrategy", rolling}};
  for (const auto& [key, value] : pod(input.world, region, pool_plan, server).entries) predictor.add(key, value);
  const Map metadata = {{"name", pool_plan.name},
                        {"annotations", Map{{"serving.kserve.io/deploymentMode", "Standard"}, {"serving.kserve.io/autoscalerClass", "keda"}}},
                        {"labels", Map{{"networking.kserve.io/visibility", note("The gateway in front is yours.", "cluster-local")}}}};
  return {{"apiVersion", "serving.kserve.io/v1beta1"}, {"kind", "InferenceService"}, {"metadata", metadata}, {"spec", Map{{"predictor", predictor}}}};
}

}  // namespace tradewind::kserve
