// Deployments as kubectl tells them.
#include <algorithm>
#include <map>

#include "import/reading.h"

namespace tradewind::importing {
namespace {

const json& pod_of(const json& item) { return at(item, {"spec", "template", "spec"}); }

// Without a number one, which is the default of Kubernetes.
int replicas_of(const json& item) {
  const json& replicas = at(item, {"spec", "replicas"});
  return replicas.is_null() ? 1 : count(replicas);
}

int gpus_of(const json& item) {
  int gpus = 0;
  const json& containers = at(pod_of(item), {"containers"});
  if (containers.is_array())
    for (const json& container : containers)
      gpus += std::max(count(at(container, {"resources", "limits", "nvidia.com/gpu"})),
                       count(at(container, {"resources", "requests", "nvidia.com/gpu"})));
  return gpus;
}

std::string affinity_region(const json& item) {
  const json& terms = at(pod_of(item), {"affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms"});
  if (!terms.is_array()) return "";
  for (const json& term : terms)
    for (const json& expression : at(term, {"matchExpressions"})) {
      const json& values = at(expression, {"values"});
      if (text_at(expression, {"operator"}) != "In" || !values.is_array() || values.empty() || !values[0].is_string()) continue;
      const std::string key = text_at(expression, {"key"}), value = values[0];
      if (key == "topology.kubernetes.io/region") return value;
      if (key == "topology.kubernetes.io/zone") return region_of_zone(value);
    }
  return "";
}

std::string name_of(const json& item) { return text_at(item, {"metadata", "namespace"}) + "/" + text_at(item, {"metadata", "name"}); }

// What a list has beside the Deployments, without which some of them are not understood.
struct Beside {
  std::map<std::string, std::string> machines;  // that compute classes of GKE ask for first, by class
  std::map<std::string, int> replicas;          // of Deployments whose pods an Argo Rollout has taken over, by namespace and name
};

Beside beside(const json& items) {
  Beside found;
  for (const json& item : items) {
    const std::string kind = text_at(item, {"kind"});
    const json& priorities = at(item, {"spec", "priorities"});
    if (kind == "ComputeClass" && priorities.is_array() && !priorities.empty())
      found.machines[text_at(item, {"metadata", "name"})] = text_at(priorities[0], {"machineType"});
    if (kind == "Rollout" && text_at(item, {"spec", "workloadRef", "kind"}) == "Deployment")
      found.replicas[text_at(item, {"metadata", "namespace"}) + "/" + text_at(item, {"spec", "workloadRef", "name"})] = replicas_of(item);
  }
  return found;
}

// The type of the machine, by itself or by the compute class that chooses it.
std::string machine_of(const json& selector, const Beside& others) {
  const std::string type = text_at(selector, {"node.kubernetes.io/instance-type"});
  const auto chosen = others.machines.find(text_at(selector, {"cloud.google.com/compute-class"}));
  return type.empty() && chosen != others.machines.end() ? chosen->second : type;
}

RunningPool pool_of(const json& item, const Beside& others) {
  RunningPool pool;
  const std::string name = text_at(item, {"metadata", "name"});
  pool.source = "Deployment " + name_of(item);
  for (const std::string& candidate :
       {text_at(item, {"metadata", "labels", "workload"}), text_at(item, {"metadata", "labels", "app.kubernetes.io/instance"}), name})
    if (!candidate.empty()) pool.names.push_back(candidate);
  const json& selector = at(pod_of(item), {"nodeSelector"});
  pool.provider = text_at(item, {"metadata", "labels", "provider"});
  pool.region = text_at(selector, {"topology.kubernetes.io/region"});
  if (pool.region.empty()) pool.region = affinity_region(item);
  if (pool.region.empty()) pool.region = text_at(item, {"metadata", "labels", "region"});
  pool.instance_type = machine_of(selector, others);
  pool.gpu_product = text_at(selector, {"nvidia.com/gpu.product"});
  const auto taken_over = others.replicas.find(name_of(item));
  pool.replicas = taken_over == others.replicas.end() ? replicas_of(item) : taken_over->second;
  return pool;
}

}  // namespace

bool has_deployments(const json& document) { return at(document, {"items"}).is_array() || text_at(document, {"kind"}) == "Deployment"; }

std::vector<RunningPool> deployments(const json& document) {
  std::vector<RunningPool> pools;
  const bool one = text_at(document, {"kind"}) == "Deployment";
  const json items = one ? json::array({document}) : at(document, {"items"});
  const Beside others = beside(items);
  for (const json& item : items)
    if (gpus_of(item) > 0) pools.push_back(pool_of(item, others));
  return pools;
}

}  // namespace tradewind::importing
