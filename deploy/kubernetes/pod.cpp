#include "kubernetes/pod.h"

namespace tradewind::kubernetes {

using yaml::List;
using yaml::Map;
using yaml::Node;
using yaml::note;

Map pod_security(int user, int group) {
  return {{"runAsNonRoot", true}, {"runAsUser", user}, {"runAsGroup", group}, {"fsGroup", user}, {"seccompProfile", Map{{"type", "RuntimeDefault"}}}};
}

Map container_security() { return {{"allowPrivilegeEscalation", false}, {"capabilities", Map{{"drop", List{"ALL"}}}}}; }

Map http_probe(const std::string& path, const std::string& port, int period_s, int failures) {
  return {{"httpGet", Map{{"path", path}, {"port", port}}}, {"periodSeconds", period_s}, {"timeoutSeconds", 5}, {"failureThreshold", failures}};
}

Map drain() { return {{"preStop", Map{{"sleep", Map{{"seconds", drain_s}}}}}}; }

List port_list(const std::vector<Port>& ports) {
  List list;
  for (const Port& port : ports) list.add(Map{{"name", port.name}, {"containerPort", port.number}});
  return list;
}

Map environment(const std::string& name, const std::string& value) { return {{"name", name}, {"value", value}}; }

std::string literal(const std::string& text) {
  std::string out;
  for (const char c : text)
    if (c != 0x7F) out += c == '$' ? "$$" : std::string(1, c);
  return out;
}

Map identity_labels(const Region& region) { return region.provider == "azure" ? Map{{"azure.workload.identity/use", "true"}} : Map{}; }

Map mount(const std::string& volume, const std::string& path) { return {{"name", volume}, {"mountPath", path}}; }

Map selector_labels(const std::string& app, const std::string& instance) {
  return {{"app.kubernetes.io/name", app}, {"app.kubernetes.io/instance", instance}};
}

List spread_over_zones(const std::string& app, const PoolPlan& plan) {
  const int skew = plan.workload->nodes.max_zone_skew;
  return {Map{{"maxSkew", skew > 0 ? note("As simulated.", skew) : Node(1)},
              {"topologyKey", "topology.kubernetes.io/zone"},
              {"whenUnsatisfiable", skew > 0 ? "DoNotSchedule" : "ScheduleAnyway"},
              {"labelSelector", Map{{"matchLabels", selector_labels(app, plan.name)}}}}};
}

List gpu_toleration() { return {Map{{"key", "nvidia.com/gpu"}, {"operator", "Exists"}, {"effect", "NoSchedule"}}}; }

}  // namespace tradewind::kubernetes
