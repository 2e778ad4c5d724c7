#include "kubernetes/readme.h"

#include <fmt/format.h>

#include <algorithm>

#include "kubernetes/manifests.h"
#include "kubernetes/nodes.h"
#include "kubernetes/secrets.h"
#include "markdown.h"

namespace tradewind::kubernetes {
namespace {

constexpr const char* layout_and_needs = R"(## What is in `kubernetes/`

- `namespace`: the namespace, held to the "restricted" Pod Security Standard, and the PriorityClass of the model servers.
- `base/<workload>`: what is the same everywhere: Deployment, Service, ScaledObject, disruption budget, network
  policy, pod monitor.
- `overlays/<provider>-<region>`: for the cluster in that region: instance type, resources, replicas, thresholds of
  the autoscaler, cost labels (`provider`, `region`, `workload`, `scenario`, `study`), and a DaemonSet that pulls the
  server's image on every node before a pod needs it.
{0}
## What the clusters need

- Kubernetes 1.30 or newer with GPU nodes of the instance type above, brought as told below. Nodes may carry the taint
  `nvidia.com/gpu`, and must offer the resource `nvidia.com/gpu`.
- Room on the nodes' disks for weights beside the image; where the size of the weights is known, the pods ask for it
  as `ephemeral-storage`.
- Prometheus Operator and kube-state-metrics. The ScaledObjects ask `http://prometheus-operated.monitoring.svc:9090`;
  patch `serverAddress` where yours is elsewhere. Its `podMonitorSelector` and `ruleSelector` must take objects of
  this namespace.
- KEDA 2.12 or newer. Should it or Prometheus fail, the planned replicas stay.

)";

constexpr const char* nodes_layout =
    R"(- `nodes/<provider>-<region>`: for the whole cluster in that region: Karpenter's NodePool and EC2NodeClass on EKS, a
  ComputeClass on GKE.
)";

constexpr const char* secrets_layout =
    R"(- `secrets/<provider>-<region>`: where the pods' secrets come from, for External Secrets. It names them and holds none.
)";

constexpr const char* plugin_layout =
    R"(- `gpu-device-plugin`: NVIDIA's device plugin for EKS and AKS, whose nodes have the driver but offer no GPU to pods. GKE
  has its own. Leave it out where the GPU operator runs.
)";

// One owner of every machine.
constexpr const char* nodes_section = R"(## Who brings the GPU nodes

One of the two for each pool, never both:

- **Terraform or Pulumi**, where the scenario's `nodes.provisioner` is `cluster_autoscaler`, and always on AKS: node pools with the
  planned instances as the least and the headroom as the most. On EKS the headroom needs a cluster autoscaler of yours.
- **The cluster itself**, where it is `karpenter`: machines come with the pods that need them and go when empty. On EKS
  Karpenter 1.6 or newer; Terraform or Pulumi gives it its rights (service account `kube-system/karpenter`) and a queue of
  interruptions, named as the cluster:

      helm upgrade --install karpenter oci://public.ecr.aws/karpenter/karpenter -n kube-system \
        --set settings.clusterName=CLUSTER --set settings.interruptionQueue=CLUSTER

  An account that never had spot instances needs the role for them once:
  `aws iam create-service-linked-role --aws-service-name spot.amazonaws.com`.
  On GKE 1.33.3-gke.1136000 or newer compute classes make node pools by themselves; older ones need node
  auto-provisioning switched on. Set `serviceAccount` in each class.

{}
)";

constexpr const char* token = R"(**The token of the Hugging Face hub**, where the model is gated. No secret is in this bundle. With External Secrets
(0.16 or newer) `secrets/<provider>-<region>` fetches it from the cloud's store, where it lies as
`{1}`: Secrets Manager, read by the operator's own Pod Identity (`secretsmanager:GetSecretValue`);
Secret Manager of Google Cloud, read by the service account `secret-reader` of the namespace
(`roles/secretmanager.secretAccessor` for that principal of the workload identity pool); Key Vault, read by a managed
identity federated with it. Or make it by hand in each cluster:

    kubectl --context CLUSTER apply -k kubernetes/namespace
    kubectl --context CLUSTER -n {0} create secret generic hugging-face-token --from-literal=token="$HF_TOKEN"

)";

constexpr const char* storage = R"(**Where the classic models are.** Set `MODEL_STORAGE_URI` in the `kustomization.yaml` of each overlay below (marked
SET THIS): the folder that holds the files of one version of the model. An init container copies it before the server
starts.

)";

constexpr const char* storage_access = R"(
Give the ServiceAccount of the workload read access to it (EKS Pod Identity or IRSA, GKE Workload Identity, AKS
workload identity; on AKS its pods need the label `azure.workload.identity/use: "true"` too). On EKS and GKE the identity
comes from an address of the node, which the network policy has to let through, or the init container waits for ever: one more
entry of `egress`, with 169.254.170.23/32 for EKS Pod Identity, 169.254.169.254/32 for GKE:

    - to: [{ipBlock: {cidr: 169.254.170.23/32}}]
      ports: [{protocol: TCP, port: 80}]

)";

constexpr const char* scaling = R"(## Scaling

What was simulated and priced is the planned number of replicas, all week; it is the minimum of each ScaledObject.
Above it is headroom for what the forecast did not see, {:.0f} % of the plan; it costs extra, and the alert AbovePlan of
the target `observability` tells when it has been in use for hours. CPU says nothing about a GPU server, so KEDA asks Prometheus: for vLLM the
requests running and waiting a replica, for Triton and TensorFlow Serving the requests/s a replica. The threshold is
the simulated load of the busiest hour and half as much again. Scaling down waits for ten minutes or more. A rollout
starts one replica more than planned for as long as it lasts.

)";

constexpr const char* simulated_scaling = R"(The ScaledObjects of {} have the scenario's own autoscaling: replicas from its least to its
most, its target of requests a replica, its behaviour and its times by the clock. Expectation of the load (`predictive`) and spot nodes are
not in them.

)";

constexpr const char* absent = R"(## What is not here

- Clusters, node pools, and the global routing that sends each user to a region: the targets `terraform` and `pulumi`
  write them, and the expected latency counts on them (`topology.json`).
- Gateway and TLS: the target `gateway` writes them. Authentication: the Services are ClusterIP, for the model servers have
  none. The bill in the study's report says which fees the expected cost includes.
)";

bool any_nodes(const std::vector<RegionPlan>& regions) {
  return std::ranges::any_of(regions, [](const RegionPlan& region) { return std::ranges::any_of(region.pools, &PoolPlan::nodes_by_cluster); });
}

// "- `aws-us-east-1`, chat: 4 p5.4xlarge, at most 6, by Karpenter"
std::string node_owners(const std::vector<RegionPlan>& regions) {
  std::string text;
  for (const RegionPlan& region : regions)
    for (const PoolPlan& pool : region.pools)
      text += fmt::format("- `{}`, {}: {} {}, at most {}, by {}\n", region.name, pool.name, pool.instances, markdown(pool.offer->instance_type),
                          pool.max_instances,
                          !pool.nodes_by_cluster             ? "a node pool"
                          : region.region->provider == "gcp" ? "a compute class"
                                                             : "Karpenter");
  return text;
}

bool any_pool(const std::vector<RegionPlan>& regions, bool llm) {
  return std::any_of(regions.begin(), regions.end(), [llm](const RegionPlan& region) {
    return std::any_of(region.pools.begin(), region.pools.end(), [llm](const PoolPlan& pool) { return pool.workload->is_llm() == llm; });
  });
}

std::string storage_section(const std::vector<RegionPlan>& regions) {
  std::string text = storage;
  for (const RegionPlan& region : regions)
    for (const PoolPlan& pool : region.pools)
      if (!pool.workload->is_llm())
        text += fmt::format("- `overlays/{}`, {}: `{}`\n", region.name, markdown(pool.workload->name), model_storage_placeholder(region, pool));
  return text + storage_access;
}

std::string apply_section(const std::string& space, const std::vector<RegionPlan>& regions) {
  std::string text = "## Apply\n\nOne region at a time, each to its own cluster; the contexts here are named after the overlays:\n\n";
  for (const RegionPlan& region : regions) {
    // What is compared has to have its namespace: the API server answers for no other.
    text += fmt::format("    kubectl --context {} apply -k kubernetes/namespace\n", region.name);
    if (needs_device_plugin(region)) text += fmt::format("    kubectl --context {} apply -k kubernetes/gpu-device-plugin\n", region.name);
    if (std::ranges::any_of(region.pools, &PoolPlan::nodes_by_cluster))
      text += fmt::format("    kubectl --context {0} apply -k kubernetes/nodes/{0}\n", region.name);
    if (fetches_secrets(region))
      text += fmt::format("    kubectl --context {0} apply -k kubernetes/secrets/{0}  # with External Secrets\n", region.name);
    text += fmt::format("    kubectl --context {0} diff -k kubernetes/overlays/{0}\n    kubectl --context {0} apply -k kubernetes/overlays/{0}\n",
                        region.name);
  }
  text += "\nApplied to the cluster of another region, pods stay pending: their node selector names the region. Then:\n\n";
  for (const RegionPlan& region : regions)
    for (const PoolPlan& plan : region.pools)
      text += fmt::format("    kubectl --context {} -n {} rollout status deployment/{}\n", region.name, space, plan.name);
  return text + "\n";
}

std::string balancing_notes(const std::vector<RegionPlan>& regions) {
  std::string text;
  for (const PoolPlan& plan : workload_plans(regions))
    if (plan.workload->balancing != Balancing::round_robin)
      text += fmt::format(
          "- `{}` was simulated with `{}` balancing over its replicas. A ClusterIP Service picks at random: the\n  target `gateway` spreads requests "
          "so, another gateway or mesh must be told.\n",
          plan.name, to_string(plan.workload->balancing));
  return text;
}

std::string scaling_section(const std::vector<RegionPlan>& regions) {
  std::vector<std::string> scaled;
  for (const PoolPlan& plan : workload_plans(regions))
    if (plan.workload->autoscaling) scaled.push_back("`" + plan.name + "`");
  const bool all = scaled.size() == workload_plans(regions).size();
  std::string text = all ? "## Scaling\n\n" : fmt::format(scaling, 100 * scaling_headroom);
  return scaled.empty() ? text : text + fmt::format(simulated_scaling, fmt::join(scaled, ", "));
}

// Not every routing knows it, so whoever sets it up has to know what it may not do.
std::string residency_notes(const World& world) {
  std::string text;
  for (const ResidencyRule& rule : world.residency_rules)
    text += fmt::format(
        "- **Residency, rule `{}`**: requests of {} metro areas{} may be served inside {} alone, also when a region fails. Let the\n"
        "  routing keep to it (geographic records or policies); `topology.json` does.\n",
        markdown(rule.name), rule.populations,
        rule.workloads.empty() ? "" : fmt::format(" for {}", markdown(fmt::format("{}", fmt::join(rule.workloads, ", ")))),
        markdown(fmt::format("{}", fmt::join(rule.jurisdictions, ", "))));
  return text;
}

}  // namespace

std::string readme(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  const std::string space = namespace_name(input.world);
  const std::string extra = std::string(any_nodes(regions) ? nodes_layout : "") + (any_pool(regions, true) ? secrets_layout : "") +
                            (std::ranges::any_of(regions, needs_device_plugin) ? plugin_layout : "");
  std::string text = fmt::format(layout_and_needs, extra) + fmt::format(nodes_section, node_owners(regions));
  text += "## Before you apply\n\n";
  if (any_pool(regions, true)) text += fmt::format(token, space, remote_hub_secret(input.world));
  if (any_pool(regions, false)) text += storage_section(regions);
  return text + apply_section(space, regions) + scaling_section(regions) + absent + balancing_notes(regions) + residency_notes(input.world) + "\n";
}

}  // namespace tradewind::kubernetes
