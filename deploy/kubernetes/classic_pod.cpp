#include "kubernetes/classic_pod.h"

#include <utility>

#include "kubernetes/pod.h"

namespace tradewind::kubernetes {
namespace {

using yaml::List;
using yaml::Map;

// Copies from s3://, gs:// and https://<account>.blob.core.windows.net/ (https://github.com/kserve/kserve, python/storage).
constexpr const char* fetcher_image = "kserve/storage-initializer:v0.16.0";

Map fetcher(const PoolPlan& plan) {
  const Map uri = {{"name", "MODEL_STORAGE_URI"},
                   {"valueFrom", Map{{"configMapKeyRef", Map{{"name", plan.name + "-model"}, {"key", "MODEL_STORAGE_URI"}}}}}};
  return {{"name", "fetch-model"},
          {"image", fetcher_image},
          {"args", List{"$(MODEL_STORAGE_URI)", std::string(models) + "/" + served_model(plan) + "/1"}},
          {"env", List{uri}},
          {"resources", Map{{"requests", Map{{"cpu", "100m"}, {"memory", "256Mi"}}}, {"limits", Map{{"memory", "1Gi"}}}}},
          {"securityContext", container_security()},
          {"volumeMounts", List{mount("models", models), mount("tmp", "/tmp")}}};
}

}  // namespace

Map classic_container(ClassicContainer from) {
  from.config.add("readOnly", true);
  Map container = {{"name", from.name},
                   {"image", from.image},
                   {"command", List{from.command}},
                   {"args", std::move(from.arguments)},
                   {"ports", port_list(from.ports)},
                   {"startupProbe", http_probe(from.ready, "http", 5, classic_start_s / 5)},
                   {"readinessProbe", http_probe(from.ready, "http", 5, 3)},
                   {"livenessProbe", http_probe(from.live, "http", 10, 6)},
                   {"lifecycle", drain()}};
  if (!from.environment.items.empty()) container.add("env", std::move(from.environment));
  return container.add("securityContext", container_security())
      .add("volumeMounts", List{mount("models", models), std::move(from.config), mount("shm", "/dev/shm"), mount("tmp", "/tmp")});
}

Map classic_pod(const PoolPlan& plan, const std::string& app, Map container) {
  return {{"serviceAccountName", plan.name},
          {"automountServiceAccountToken", false},
          {"enableServiceLinks", false},
          {"terminationGracePeriodSeconds", drain_s + classic_finish_s + 5},
          {"securityContext", pod_security(classic_user, classic_user)},
          {"topologySpreadConstraints", spread_over_zones(app, plan)},
          {"tolerations", gpu_toleration()},
          {"initContainers", List{fetcher(plan)}},
          {"containers", List{std::move(container)}},
          {"volumes", List{Map{{"name", "models"}, {"emptyDir", Map{}}}, Map{{"name", "tmp"}, {"emptyDir", Map{}}},
                           Map{{"name", "server"}, {"configMap", Map{{"name", plan.name + "-server"}}}},
                           Map{{"name", "shm"}, {"emptyDir", Map{{"medium", "Memory"}, {"sizeLimit", "1Gi"}}}}}}};
}

}  // namespace tradewind::kubernetes
