#include "kubernetes/readme.h"

#include <fmt/format.h>

#include <algorithm>

#include "kubernetes/manifests.h"
#include "markdown.h"

namespace tradewind::kubernetes {
namespace {

constexpr const char* layout =
    "## What is in `kubernetes/`\n\n"
    "- `base/namespace`: the namespace, held to the \"restricted\" Pod Security Standard.\n"
    "- `base/<workload>`: what is the same everywhere: Deployment, Service, ScaledObject, disruption budget, network policy, pod monitor, alerts.\n"
    "- `overlays/<provider>-<region>`: for the cluster in that region: instance type, resources, replicas, thresholds, cost labels.\n\n";

constexpr const char* needs =
    "## What the clusters need\n\n"
    "- Kubernetes 1.30 or newer with a GPU node pool of the instance type above. Nodes may carry the taint `nvidia.com/gpu`, and must offer the\n"
    "  resource `nvidia.com/gpu` (NVIDIA device plugin or GPU operator).\n"
    "- Prometheus Operator and kube-state-metrics. The ScaledObjects ask `http://prometheus-operated.monitoring.svc:9090`; patch `serverAddress` "
    "where yours\n"
    "  is elsewhere. Its `podMonitorSelector` and `ruleSelector` must take objects of this namespace.\n"
    "- KEDA 2.12 or newer. Should it or Prometheus fail, the planned replicas stay.\n\n";

bool any_pool(const std::vector<RegionPlan>& regions, bool llm) {
  return std::any_of(regions.begin(), regions.end(), [llm](const RegionPlan& region) {
    return std::any_of(region.pools.begin(), region.pools.end(), [llm](const PoolPlan& pool) { return pool.workload->is_llm() == llm; });
  });
}

std::string token_section(const std::string& space) {
  return fmt::format(
      "**The token of the Hugging Face hub**, where the model is gated. No secret is in this bundle; make it in each cluster, or from your secret "
      "store:\n\n"
      "    kubectl create namespace {0}\n"
      "    kubectl -n {0} create secret generic hugging-face-token --from-literal=token=\"$HF_TOKEN\"\n\n",
      space);
}

std::string storage_section(const std::vector<RegionPlan>& regions) {
  std::string text =
      "**Where the classic models are.** Set `MODEL_STORAGE_URI` in each overlay's `kustomization.yaml` (marked SET THIS): the folder that holds the "
      "files of\n"
      "one version of the model. An init container copies it before the server starts.\n\n";
  for (const RegionPlan& region : regions)
    for (const PoolPlan& pool : region.pools)
      if (!pool.workload->is_llm())
        text += fmt::format("- `overlays/{}`, {}: `{}`\n", region.name, markdown(pool.workload->name), model_storage_placeholder(region, pool));
  return text +
         "\nGive the ServiceAccount of the workload read access to it (EKS Pod Identity or IRSA, GKE Workload Identity, AKS workload identity). "
         "Where that goes\n"
         "through a metadata address of the node (GKE, EKS Pod Identity), allow that address in the network policy.\n\n";
}

std::string apply_section(const std::string& space, const std::vector<RegionPlan>& regions) {
  std::string text = "## Apply\n\nOne region at a time, each to its own cluster:\n\n";
  for (const RegionPlan& region : regions)
    text += fmt::format("    kubectl --context {0} diff -k kubernetes/overlays/{0}\n    kubectl --context {0} apply -k kubernetes/overlays/{0}\n",
                        region.name);
  text +=
      "\nThe contexts are named after the overlays; use yours. Pods applied to the cluster of another region stay pending, for their node selector "
      "names the\n"
      "region. Then:\n\n";
  for (const PoolPlan& plan : workload_plans(regions)) text += fmt::format("    kubectl -n {} rollout status deployment/{}\n", space, plan.name);
  return text + "\n";
}

std::string balancing_note(const std::vector<RegionPlan>& regions) {
  std::string text;
  for (const PoolPlan& plan : workload_plans(regions))
    if (plan.workload->balancing != Balancing::round_robin)
      text += fmt::format(
          "- `{}` was simulated with `{}` balancing over its replicas. A ClusterIP Service picks at random: set it in your gateway or mesh.\n",
          plan.name, to_string(plan.workload->balancing));
  return text;
}

constexpr const char* scaling =
    "## Scaling\n\n"
    "What was simulated and priced is the planned number of replicas, all week; it is the minimum of each ScaledObject. Above it there is headroom "
    "for what the\n"
    "forecast did not see; it costs extra. CPU says nothing about a GPU server, so KEDA asks Prometheus: for vLLM the requests running and waiting a "
    "replica, for\n"
    "Triton and TensorFlow Serving the requests/s a replica. A replica is added when the simulated load of the busiest hour is passed by half; "
    "scaling down waits\n"
    "for at least ten minutes. A rollout starts one replica more than planned for as long as it lasts.\n\n";

constexpr const char* absent =
    "## What is not here\n\n"
    "- Clusters, node pools, and the global routing that sends each user to a region: the expected latency counts on it (`topology.json`, "
    "`routing`).\n"
    "- Gateway, TLS and authentication: the Services are ClusterIP, for the model servers have none of these. The expected cost has one load "
    "balancer a region.\n";

}  // namespace

std::string readme(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  const std::string space = namespace_name(input.world);
  std::string text = std::string(layout) + needs + "## Before you apply\n\n";
  if (any_pool(regions, true)) text += token_section(space);
  if (any_pool(regions, false)) text += storage_section(regions);
  return text + apply_section(space, regions) + scaling + absent + balancing_note(regions) + "\n";
}

}  // namespace tradewind::kubernetes
