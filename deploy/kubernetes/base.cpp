#include <fmt/format.h>

#include "kubernetes/manifests.h"
#include "kubernetes/pod.h"
#include "kubernetes/scaling.h"
#include "names.h"

namespace tradewind::kubernetes {
namespace {

using yaml::List;
using yaml::Map;
using yaml::Node;
using yaml::note;

// Replicas that a rollout may start over the planned number, each for the length of its start.
constexpr int surge = 1;

Map object(const char* version, const char* kind, const std::string& name) {
  return {{"apiVersion", version}, {"kind", kind}, {"metadata", Map{{"name", name}}}};
}

Map deployment(const PoolPlan& plan, const Server& server) {
  const Map labels = selector_labels(server.app, plan.name);
  Map document = object("apps/v1", "Deployment", plan.name);
  return document.add(
      "spec", note("No replicas here: the ScaledObject holds them, and applying the manifest again must not take back what it has added.",
                   Map{{"selector", Map{{"matchLabels", labels}}},
                       {"progressDeadlineSeconds", note(fmt::format("{} s for node and image, {} s for the start.", node_and_image_s, server.start_s),
                                                        node_and_image_s + server.start_s)},
                       {"strategy", Map{{"type", "RollingUpdate"}, {"rollingUpdate", Map{{"maxSurge", surge}, {"maxUnavailable", 0}}}}},
                       {"template", Map{{"metadata", Map{{"labels", labels}}}, {"spec", server.pod}}}}));
}

Map service(const PoolPlan& plan, const Server& server) {
  List ports;
  for (const Port& port : server.ports)
    if (port.name != "metrics") ports.add(Map{{"name", port.name}, {"port", port.number}, {"targetPort", port.name}});
  return object("v1", "Service", plan.name)
      .add("spec", Map{{"type", "ClusterIP"}, {"selector", selector_labels(server.app, plan.name)}, {"ports", ports}});
}

Map service_account(const PoolPlan& plan) { return object("v1", "ServiceAccount", plan.name).add("automountServiceAccountToken", false); }

Map disruption_budget(const PoolPlan& plan, const Server& server) {
  return object("policy/v1", "PodDisruptionBudget", plan.name)
      .add("spec", Map{{"maxUnavailable", note("One at a time: a replica takes minutes to come back.", 1)},
                       {"selector", Map{{"matchLabels", selector_labels(server.app, plan.name)}}}});
}

Map network_policy(const PoolPlan& plan, const Server& server) {
  List serving, dns = {Map{{"protocol", "UDP"}, {"port", 53}}, Map{{"protocol", "TCP"}, {"port", 53}}};
  for (const Port& port : server.ports) serving.add(Map{{"protocol", "TCP"}, {"port", port.number}});
  const Map cluster_dns = {{"namespaceSelector", Map{{"matchLabels", Map{{"kubernetes.io/metadata.name", "kube-system"}}}}}};
  const Node node_dns = note("NodeLocal DNSCache, where the cluster has it.", Map{{"ipBlock", Map{{"cidr", "169.254.20.10/32"}}}});
  return object("networking.k8s.io/v1", "NetworkPolicy", plan.name)
      .add("spec", Map{{"podSelector", Map{{"matchLabels", selector_labels(server.app, plan.name)}}},
                       {"policyTypes", List{"Ingress", "Egress"}},
                       {"ingress", List{Map{{"ports", serving}}}},
                       {"egress", List{Map{{"to", List{cluster_dns, node_dns}}, {"ports", dns}},
                                       note("Weights come over HTTPS.", Map{{"ports", List{Map{{"protocol", "TCP"}, {"port", 443}}}}})}}});
}

Map pod_monitor(const PoolPlan& plan, const Server& server) {
  return object("monitoring.coreos.com/v1", "PodMonitor", plan.name)
      .add("spec", Map{{"selector", Map{{"matchLabels", selector_labels(server.app, plan.name)}}},
                       {"podTargetLabels", List{"app.kubernetes.io/instance"}},
                       {"podMetricsEndpoints", List{Map{{"port", server.metrics_port}, {"path", server.metrics_path}, {"interval", "15s"}}}}});
}

Map kustomization(const World& world, const PoolPlan& plan, const Server& server, const List& resources) {
  const Map labels = {{"app.kubernetes.io/name", server.app},
                      {"app.kubernetes.io/instance", plan.name},
                      {"app.kubernetes.io/part-of", label_value(world.name)},
                      {"app.kubernetes.io/managed-by", "tradewind"},
                      {"workload", label_value(plan.workload->name)}};
  Map document = {{"apiVersion", "kustomize.config.k8s.io/v1beta1"},
                  {"kind", "Kustomization"},
                  {"resources", resources},
                  {"labels", List{Map{{"includeTemplates", true}, {"pairs", labels}}}}};
  if (server.config.empty()) return document;
  List files;
  for (const BundleFile& file : server.config) files.add(file.path);
  return document.add("configMapGenerator", List{Map{{"name", plan.name + "-server"}, {"files", files}}});
}

}  // namespace

std::string namespace_name(const World& world) { return dns_label("inference-" + world.name); }

std::string series_selector(const World& world, const PoolPlan& plan) {
  return fmt::format("namespace=\"{}\",app_kubernetes_io_instance=\"{}\"", namespace_name(world), plan.name);
}

Bundle namespace_base(const World& world) {
  const std::string folder = "kubernetes/namespace/";
  const Map labels = {{"pod-security.kubernetes.io/enforce", "restricted"}};
  const Map document = {{"apiVersion", "v1"}, {"kind", "Namespace"}, {"metadata", Map{{"name", namespace_name(world)}, {"labels", labels}}}};
  const Map kustomize = {
      {"apiVersion", "kustomize.config.k8s.io/v1beta1"},
      {"kind", "Kustomization"},
      {"resources", List{"namespace.yaml"}},
      {"labels", List{Map{{"pairs", Map{{"app.kubernetes.io/part-of", label_value(world.name)}, {"app.kubernetes.io/managed-by", "tradewind"}}}}}}};
  return {{folder + "kustomization.yaml", yaml::text(kustomize)}, {folder + "namespace.yaml", yaml::text(document)}};
}

Bundle workload_base(const World& world, const PoolPlan& plan) {
  const Server server = server_of(plan, series_selector(world, plan));
  const std::string folder = "kubernetes/base/" + plan.name + "/";
  Bundle files;
  List resources;
  const auto add = [&](const std::string& name, const Map& document) {
    files.push_back({folder + name, yaml::text(document)});
    resources.add(name);
  };
  add("deployment.yaml", deployment(plan, server));
  add("disruption-budget.yaml", disruption_budget(plan, server));
  add("network-policy.yaml", network_policy(plan, server));
  add("pod-monitor.yaml", pod_monitor(plan, server));
  add("scaled-object.yaml", scaled_object(plan, server));
  add("service-account.yaml", service_account(plan));
  add("service.yaml", service(plan, server));
  for (const BundleFile& file : server.config) files.push_back({folder + file.path, file.contents});
  files.push_back({folder + "kustomization.yaml", yaml::text(kustomization(world, plan, server, resources))});
  return files;
}

}  // namespace tradewind::kubernetes
