// NVIDIA's device plugin. Nodes of EKS (AL2023 with NVIDIA) and AKS have driver and container toolkit in their image, but nothing that offers the
// GPUs to pods (Amazon EKS user guide, "Install Kubernetes device plugin for GPUs"; Azure, "Use GPUs on AKS"; 2026-08). GKE installs its own.
#include <algorithm>

#include "kubernetes/nodes.h"
#include "kubernetes/pod.h"

namespace tradewind::kubernetes {
namespace {

using yaml::List;
using yaml::Map;
using yaml::note;

constexpr const char* plugin_image = "nvcr.io/nvidia/k8s-device-plugin:v0.17.4";  // the version of the Amazon EKS user guide, 2026-08
constexpr const char* plugin_name = "nvidia-device-plugin";
constexpr const char* plugin_sockets = "/var/lib/kubelet/device-plugins";

Map plugin_pod() {
  const Map on_gpu_nodes = {{"nodeSelectorTerms", List{Map{{"matchExpressions", List{Map{{"key", "workload"}, {"operator", "Exists"}}}}}}}};
  const Map container = {{"name", "plugin"},
                         {"image", plugin_image},
                         {"env", List{environment("FAIL_ON_INIT_ERROR", "true")}},
                         {"resources", Map{{"requests", Map{{"cpu", "50m"}, {"memory", "64Mi"}}}, {"limits", Map{{"memory", "256Mi"}}}}},
                         {"securityContext", container_security()},
                         {"volumeMounts", List{mount("sockets", plugin_sockets)}}};
  return {{"priorityClassName", "system-node-critical"},
          {"automountServiceAccountToken", false},
          {"affinity", note("Nodes of GPU pools have the label workload, whoever brings them.",
                            Map{{"nodeAffinity", Map{{"requiredDuringSchedulingIgnoredDuringExecution", on_gpu_nodes}}}})},
          {"tolerations", List{Map{{"operator", "Exists"}, {"effect", "NoSchedule"}}}},
          {"containers", List{container}},
          {"volumes", List{Map{{"name", "sockets"}, {"hostPath", Map{{"path", plugin_sockets}, {"type", "Directory"}}}}}}};
}

Map plugin_daemon_set() {
  const Map labels = {{"app.kubernetes.io/name", plugin_name}};
  return {
      {"apiVersion", "apps/v1"},
      {"kind", "DaemonSet"},
      {"metadata", Map{{"name", plugin_name}}},
      {"spec", Map{{"selector", Map{{"matchLabels", labels}}}, {"template", Map{{"metadata", Map{{"labels", labels}}}, {"spec", plugin_pod()}}}}}};
}

}  // namespace

bool needs_device_plugin(const RegionPlan& region) { return region.region->provider == "aws" || region.region->provider == "azure"; }

Bundle gpu_device_plugin(const std::vector<RegionPlan>& regions) {
  if (std::ranges::none_of(regions, needs_device_plugin)) return {};
  const std::string folder = "kubernetes/gpu-device-plugin/";
  const Map kustomize = {{"apiVersion", "kustomize.config.k8s.io/v1beta1"},
                         {"kind", "Kustomization"},
                         {"namespace", "kube-system"},
                         {"resources", List{"daemon-set.yaml"}},
                         {"labels", List{Map{{"pairs", Map{{"app.kubernetes.io/managed-by", "tradewind"}}}}}}};
  return {{folder + "daemon-set.yaml", yaml::text(plugin_daemon_set())}, {folder + "kustomization.yaml", yaml::text(kustomize)}};
}

}  // namespace tradewind::kubernetes
