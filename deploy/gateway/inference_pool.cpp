// InferencePool and endpoint picker of the Gateway API Inference Extension (https://gateway-api-inference-extension.sigs.k8s.io; flags, ports and
// rights as its chart inferencepool has them, 2026).
#include "gateway/parts.h"
#include "kubernetes/pod.h"
#include "kubernetes_object.h"
#include "names.h"

namespace tradewind::gateway {
namespace {

using yaml::List;
using yaml::Map;
using yaml::Node;
using yaml::note;

constexpr const char* picker_image = "registry.k8s.io/gateway-api-inference-extension/epp:v1.4.0";
constexpr const char* picker_app = "endpoint-picker";
constexpr int picker_user = 65532;  // "nonroot" of distroless images
constexpr int picker_port = 9002, picker_health_port = 9003, picker_metrics_port = 9090;

Map scored(const char* plugin, int weight) { return {{"pluginRef", plugin}, {"weight", weight}}; }

// What stands in for the simulated balancing: scores of the replicas by the figures that vLLM exports.
List scores(Balancing balancing) {
  if (balancing == Balancing::prefix_affinity)
    return {scored("prefix-cache-scorer", 3), scored("queue-scorer", 2), scored("kv-cache-utilization-scorer", 2)};
  if (balancing == Balancing::least_tokens) return {scored("kv-cache-utilization-scorer", 2), scored("queue-scorer", 1)};
  return {scored("queue-scorer", 1), scored("running-requests-size-scorer", 1)};
}

List plugins(const List& scores) {
  List list;
  for (const Node& score : scores.items) list.add(Map{{"type", std::get<Map>(score.value).entries.front().value}});
  return list;
}

Map health_probe(int period_s) {
  return {{"grpc", Map{{"port", picker_health_port}, {"service", "inference-extension"}}}, {"periodSeconds", period_s}};
}

Map picker_pod(const ExportInput& input, const PoolPlan& pool) {
  const Map container = {
      {"name", "picker"},
      {"image", picker_image},
      {"args", List{"--pool-name=" + pool.name, "--pool-namespace=" + kubernetes::namespace_name(input.world), "--config-file=/config/plugins.yaml",
                    "--zap-encoder=json", "--tracing=false", note("Prometheus reads them without a token.", "--metrics-endpoint-auth=false")}},
      {"env", List{Map{{"name", "NAMESPACE"}, {"valueFrom", Map{{"fieldRef", Map{{"fieldPath", "metadata.namespace"}}}}}},
                   Map{{"name", "EPP_NAME"}, {"valueFrom", Map{{"fieldRef", Map{{"fieldPath", "metadata.name"}}}}}}}},
      {"ports", kubernetes::port_list({{"grpc", picker_port}, {"grpc-health", picker_health_port}, {"metrics", picker_metrics_port}})},
      {"readinessProbe", health_probe(2)},
      {"livenessProbe", health_probe(10)},
      {"resources", Map{{"requests", Map{{"cpu", "500m"}, {"memory", "1Gi"}}}, {"limits", Map{{"memory", "4Gi"}}}}},
      {"securityContext", kubernetes::container_security()},
      {"volumeMounts", List{kubernetes::mount("config", "/config")}}};
  return {{"serviceAccountName", picker_name(pool)},
          {"enableServiceLinks", false},
          {"priorityClassName", kubernetes::priority_class_name(input.world)},
          {"securityContext", kubernetes::pod_security(picker_user, picker_user)},
          {"containers", List{container}},
          {"volumes", List{Map{{"name", "config"}, {"configMap", Map{{"name", picker_name(pool)}}}}}}};
}

Map picker_deployment(const ExportInput& input, const PoolPlan& pool) {
  const Map labels = kubernetes::selector_labels(picker_app, pool.name);
  return kubernetes_object("apps/v1", "Deployment", picker_name(pool))
      .add("spec", Map{{"replicas", note("One: what it knows of queues and caches is its own. Without it requests go to any replica.", 1)},
                       {"strategy", Map{{"type", "Recreate"}}},
                       {"selector", Map{{"matchLabels", labels}}},
                       {"template", Map{{"metadata", Map{{"labels", labels}}}, {"spec", picker_pod(input, pool)}}}});
}

Map picker_service(const PoolPlan& pool) {
  const Map port = {{"name", "grpc"}, {"port", picker_port}, {"targetPort", "grpc"}, {"appProtocol", "http2"}};
  return kubernetes_object("v1", "Service", picker_name(pool))
      .add("spec", Map{{"type", "ClusterIP"}, {"selector", kubernetes::selector_labels(picker_app, pool.name)}, {"ports", List{port}}});
}

Map reads(const char* group, List resources) {
  return {{"apiGroups", List{group}}, {"resources", std::move(resources)}, {"verbs", List{"get", "list", "watch"}}};
}

Map picker_role(const PoolPlan& pool) {
  return kubernetes_object("rbac.authorization.k8s.io/v1", "Role", picker_name(pool))
      .add("rules", List{reads("", {"pods"}), reads("inference.networking.k8s.io", {"inferencepools"}),
                         reads("inference.networking.x-k8s.io", {"inferenceobjectives", "inferencemodelrewrites"})});
}

Map picker_binding(const ExportInput& input, const PoolPlan& pool) {
  return kubernetes_object("rbac.authorization.k8s.io/v1", "RoleBinding", picker_name(pool))
      .add("roleRef", Map{{"apiGroup", "rbac.authorization.k8s.io"}, {"kind", "Role"}, {"name", picker_name(pool)}})
      .add("subjects", List{Map{{"kind", "ServiceAccount"}, {"name", picker_name(pool)}, {"namespace", kubernetes::namespace_name(input.world)}}});
}

Map pool_object(const PoolPlan& pool, const kubernetes::Server& server) {
  const Map picker = {{"name", picker_name(pool)},
                      {"port", Map{{"number", picker_port}}},
                      {"failureMode", note("Without the picker requests go to any replica.", "FailOpen")}};
  return kubernetes_object("inference.networking.k8s.io/v1", "InferencePool", pool.name)
      .add("spec", Map{{"selector", Map{{"matchLabels", kubernetes::selector_labels(server.app, pool.name)}}},
                       {"targetPorts", List{Map{{"number", server.ports.front().number}}}},
                       {"endpointPickerRef", picker}});
}

}  // namespace

bool has_inference_pool(const PoolPlan& pool) { return pool.workload->is_llm() && pool.workload->balancing != Balancing::round_robin; }

std::string picker_name(const PoolPlan& pool) { return companion_name(pool.name, "picker"); }

BundleFile picker_config(const PoolPlan& pool) {
  const List by = scores(pool.workload->balancing);
  const Map config = {{"apiVersion", "inference.networking.x-k8s.io/v1alpha1"},
                      {"kind", "EndpointPickerConfig"},
                      {"plugins", plugins(by)},
                      {"schedulingProfiles", List{Map{{"name", "default"}, {"plugins", by}}}}};
  return {pool.name + "-picker/plugins.yaml", yaml::text(config, std::string(to_string(pool.workload->balancing)) + " was simulated.")};
}

std::vector<kubernetes::Manifest> inference_pool(const ExportInput& input, const PoolPlan& pool) {
  const kubernetes::Server server = kubernetes::server_of(pool, kubernetes::series_selector(input.world, pool));
  const std::string prefix = pool.name + "-picker-";
  return {{pool.name + "-inference-pool.yaml", pool_object(pool, server)},
          {prefix + "deployment.yaml", picker_deployment(input, pool)},
          {prefix + "role.yaml", picker_role(pool)},
          {prefix + "role-binding.yaml", picker_binding(input, pool)},
          {prefix + "service.yaml", picker_service(pool)},
          {prefix + "service-account.yaml", kubernetes_object("v1", "ServiceAccount", picker_name(pool))}};
}

}  // namespace tradewind::gateway
