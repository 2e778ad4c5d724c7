#include <fmt/format.h>

#include "kubernetes/manifests.h"
#include "kubernetes/pod.h"
#include "kubernetes/scaling.h"
#include "kubernetes_object.h"
#include "names.h"

namespace tradewind::kubernetes {
namespace {

using yaml::List;
using yaml::Map;
using yaml::Node;
using yaml::note;

// Replicas that a rollout may start over the planned number, each for the length of its start.
constexpr int surge = 1;

Map deployment(const World& world, const PoolPlan& plan, const Server& server) {
  const Map labels = selector_labels(server.app, plan.name);
  Map pod = server.pod;
  pod.add("priorityClassName", priority_class_name(world));
  Map document = kubernetes_object("apps/v1", "Deployment", plan.name);
  return document.add(
      "spec", note("No replicas here: the ScaledObject holds them, and applying the manifest again must not take back what it has added.",
                   Map{{"selector", Map{{"matchLabels", labels}}},
                       {"progressDeadlineSeconds", note(fmt::format("{} s for node and image, {} s for the start.", node_and_image_s, server.start_s),
                                                        node_and_image_s + server.start_s)},
                       {"strategy", Map{{"type", "RollingUpdate"}, {"rollingUpdate", Map{{"maxSurge", surge}, {"maxUnavailable", 0}}}}},
                       {"template", Map{{"metadata", Map{{"labels", labels}}}, {"spec", pod}}}}));
}

// Has GKE make the groups of endpoints that Google's load balancer leads to (https://cloud.google.com/kubernetes-engine/docs/how-to/standalone-neg).
Map endpoint_groups(const World& world, const PoolPlan& plan, const Server& server) {
  const std::string ports =
      fmt::format(R"({{"exposed_ports":{{"{}":{{"name":"{}"}}}}}})", server.ports.front().number, endpoint_group_name(world, plan));
  return {{"cloud.google.com/neg", note("For the load balancer of terraform/ and pulumi/.", ports)}};
}

Map service(const World& world, const PoolPlan& plan, const Server& server) {
  List ports;
  for (const Port& port : server.ports)
    if (port.name != "metrics") ports.add(Map{{"name", port.name}, {"port", port.number}, {"targetPort", port.name}});
  Map metadata = {{"name", plan.name}};
  if (world.traffic.manager.provider == "google") metadata.add("annotations", endpoint_groups(world, plan, server));
  return Map{{"apiVersion", "v1"}, {"kind", "Service"}, {"metadata", metadata}}.add(
      "spec", Map{{"type", "ClusterIP"}, {"selector", selector_labels(server.app, plan.name)}, {"ports", ports}});
}

Map service_account(const PoolPlan& plan) { return kubernetes_object("v1", "ServiceAccount", plan.name).add("automountServiceAccountToken", false); }

Node most_unavailable(const Nodes& nodes) {
  if (nodes.max_unavailable_percent > 0) return note("As simulated.", fmt::format("{}%", nodes.max_unavailable_percent));
  return nodes.max_unavailable > 0 ? note("As simulated.", nodes.max_unavailable) : note("One at a time: a replica takes minutes to come back.", 1);
}

Map disruption_budget(const PoolPlan& plan, const Server& server) {
  return kubernetes_object("policy/v1", "PodDisruptionBudget", plan.name)
      .add("spec", Map{{"maxUnavailable", most_unavailable(plan.workload->nodes)},
                       {"selector", Map{{"matchLabels", selector_labels(server.app, plan.name)}}}});
}

Map in_namespace(const std::string& name) { return {{"namespaceSelector", Map{{"matchLabels", Map{{"kubernetes.io/metadata.name", name}}}}}}; }

Map network_policy(const World& world, const PoolPlan& plan, const Server& server) {
  List serving, dns = {Map{{"protocol", "UDP"}, {"port", 53}}, Map{{"protocol", "TCP"}, {"port", 53}}};
  for (const Port& port : server.ports) serving.add(Map{{"protocol", "TCP"}, {"port", port.number}});
  const Node node_dns = note("NodeLocal DNSCache, where the cluster has it.", Map{{"ipBlock", Map{{"cidr", "169.254.20.10/32"}}}});
  List egress{Map{{"to", List{in_namespace("kube-system"), node_dns}}, {"ports", dns}},
              note("Weights come over HTTPS.", Map{{"ports", List{Map{{"protocol", "TCP"}, {"port", 443}}}}})};
  if (!plan.workload->features.empty())
    egress.add(note("Features are read from the stores of the target data-plane.", Map{{"to", List{in_namespace(data_namespace(world))}}}));
  return kubernetes_object("networking.k8s.io/v1", "NetworkPolicy", plan.name)
      .add("spec", Map{{"podSelector", Map{{"matchLabels", selector_labels(server.app, plan.name)}}},
                       {"policyTypes", List{"Ingress", "Egress"}},
                       {"ingress", List{Map{{"ports", serving}}}},
                       {"egress", egress}});
}

Map pod_monitor(const PoolPlan& plan, const Server& server) {
  return kubernetes_object("monitoring.coreos.com/v1", "PodMonitor", plan.name)
      .add("spec", Map{{"selector", Map{{"matchLabels", selector_labels(server.app, plan.name)}}},
                       {"podTargetLabels", List{"app.kubernetes.io/instance"}},
                       {"podMetricsEndpoints", List{Map{{"port", server.metrics_port}, {"path", server.metrics_path}, {"interval", "15s"}}}}});
}

Map kustomization(const World& world, const PoolPlan& plan, const Server& server, const List& resources) {
  Map document = {{"apiVersion", "kustomize.config.k8s.io/v1beta1"},
                  {"kind", "Kustomization"},
                  {"resources", resources},
                  {"labels", List{Map{{"includeTemplates", true}, {"pairs", workload_labels(world, plan, server)}}}}};
  if (server.config.empty()) return document;
  List files;
  for (const BundleFile& file : server.config) files.add(file.path);
  return document.add("configMapGenerator", List{Map{{"name", plan.name + "-server"}, {"files", files}}});
}

}  // namespace

std::string namespace_name(const World& world) { return dns_label("inference-" + world.name); }

std::string endpoint_group_name(const World& world, const PoolPlan& plan) { return dns_label(world.name + "-" + plan.name, 63); }

std::string series_selector(const World& world, const PoolPlan& plan) {
  return fmt::format("namespace=\"{}\",app_kubernetes_io_instance=\"{}\"", namespace_name(world), plan.name);
}

std::string priority_class_name(const World& world) { return namespace_name(world); }

Bundle namespace_base(const World& world) {
  const std::string folder = "kubernetes/namespace/";
  const Map priority = {
      {"apiVersion", "scheduling.k8s.io/v1"},
      {"kind", "PriorityClass"},
      {"metadata", Map{{"name", priority_class_name(world)}}},
      {"value", 100000},
      {"description", "Model servers that answer users: they take the place of pods without a priority, as batch jobs on the same GPUs."}};
  const Map labels = {{"pod-security.kubernetes.io/enforce", "restricted"}};
  const Map document = {{"apiVersion", "v1"}, {"kind", "Namespace"}, {"metadata", Map{{"name", namespace_name(world)}, {"labels", labels}}}};
  const Map kustomize = {
      {"apiVersion", "kustomize.config.k8s.io/v1beta1"},
      {"kind", "Kustomization"},
      {"resources", List{"namespace.yaml", "priority-class.yaml"}},
      {"labels", List{Map{{"pairs", Map{{"app.kubernetes.io/part-of", label_value(world.name)}, {"app.kubernetes.io/managed-by", "tradewind"}}}}}}};
  return {{folder + "kustomization.yaml", yaml::text(kustomize)},
          {folder + "namespace.yaml", yaml::text(document)},
          {folder + "priority-class.yaml", yaml::text(priority)}};
}

Map workload_labels(const World& world, const PoolPlan& plan, const Server& server) {
  return {{"app.kubernetes.io/name", server.app},
          {"app.kubernetes.io/instance", plan.name},
          {"app.kubernetes.io/part-of", label_value(world.name)},
          {"app.kubernetes.io/managed-by", "tradewind"},
          {"workload", label_value(plan.workload->name)}};
}

std::vector<Manifest> workload_objects(const World& world, const PoolPlan& plan, const Server& server) {
  return {{"deployment.yaml", deployment(world, plan, server)},
          {"disruption-budget.yaml", disruption_budget(plan, server)},
          {"network-policy.yaml", network_policy(world, plan, server)},
          {"pod-monitor.yaml", pod_monitor(plan, server)},
          {"scaled-object.yaml", scaled_object(plan, server)},
          {"service-account.yaml", service_account(plan)},
          {"service.yaml", service(world, plan, server)}};
}

Bundle workload_base(const World& world, const PoolPlan& plan) {
  const Server server = server_of(plan, series_selector(world, plan));
  const std::string folder = "kubernetes/base/" + plan.name + "/";
  Bundle files;
  List resources;
  for (const Manifest& manifest : workload_objects(world, plan, server)) {
    files.push_back({folder + manifest.file, yaml::text(manifest.object)});
    resources.add(manifest.file);
  }
  for (const BundleFile& file : server.config) files.push_back({folder + file.path, file.contents});
  files.push_back({folder + "kustomization.yaml", yaml::text(kustomization(world, plan, server, resources))});
  return files;
}

}  // namespace tradewind::kubernetes
