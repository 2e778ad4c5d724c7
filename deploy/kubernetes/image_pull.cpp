#include "kubernetes/image_pull.h"

#include "kubernetes/nodes.h"
#include "kubernetes/pod.h"
#include "names.h"

namespace tradewind::kubernetes {
namespace {

using yaml::List;
using yaml::Map;
using yaml::note;

constexpr const char* pause_image = "registry.k8s.io/pause:3.10";
constexpr int pull_user = 65535;  // of the pause image

Map pull_resources() { return {{"requests", Map{{"cpu", "1m"}, {"memory", "8Mi"}}}, {"limits", Map{{"memory", "32Mi"}}}}; }

Map pull_pod(const RegionPlan& region, const PoolPlan& pool, const Server& server) {
  const Map pull = {{"name", "pull"},
                    {"image", server.image},
                    {"command", note("The image is there once this ends.", List{"true"})},
                    {"env", List{note("No GPU.", environment("NVIDIA_VISIBLE_DEVICES", "void"))}},
                    {"resources", pull_resources()},
                    {"securityContext", container_security()}};
  const Map pause = {{"name", "pause"}, {"image", pause_image}, {"resources", pull_resources()}, {"securityContext", container_security()}};
  return {{"automountServiceAccountToken", false},
          {"enableServiceLinks", false},
          {"terminationGracePeriodSeconds", 1},
          {"securityContext", pod_security(pull_user, pull_user)},
          {"nodeSelector", node_selector(region, pool)},
          {"tolerations", node_tolerations(region, pool)},
          {"initContainers", List{pull}},
          {"containers", List{pause}}};
}

}  // namespace

Map image_pull(const ExportInput& input, const RegionPlan& region, const PoolPlan& pool, const Server& server) {
  const Map selector = selector_labels(image_pull_app, pool.name);
  Map labels = selector;
  labels.add("app.kubernetes.io/part-of", label_value(input.world.name))
      .add("app.kubernetes.io/managed-by", "tradewind")
      .add("workload", label_value(pool.workload->name));
  return {{"apiVersion", "apps/v1"},
          {"kind", "DaemonSet"},
          {"metadata", Map{{"name", pool.name + "-image"}, {"labels", labels}}},
          {"spec", Map{{"selector", Map{{"matchLabels", selector}}},
                       {"updateStrategy", note("All nodes pull a new image at once.",
                                               Map{{"type", "RollingUpdate"}, {"rollingUpdate", Map{{"maxUnavailable", "100%"}}}})},
                       {"template", Map{{"metadata", Map{{"labels", labels}}}, {"spec", pull_pod(region, pool, server)}}}}}};
}

}  // namespace tradewind::kubernetes
