// Karpenter on EKS: a NodePool of a pool's instance type, as much of it as the pool may grow to, and the EC2NodeClass that it is made from.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cloud/facts.h"
#include "kubernetes/nodes.h"
#include "names.h"

namespace tradewind::kubernetes {
namespace {

using yaml::List;
using yaml::Map;
using yaml::Node;
using yaml::note;

Map cluster_object(const char* version, const char* kind, const std::string& name, Node spec) {
  return {{"apiVersion", version}, {"kind", kind}, {"metadata", Map{{"name", name}}}, {"spec", std::move(spec)}};
}

Map requirement(const char* key, List values) { return {{"key", key}, {"operator", "In"}, {"values", std::move(values)}}; }

// As bought: spot where there is any, else on demand; capacity reservations first where the scenario reserves.
Node capacity_types(const ExportInput& input, const PoolPlan& pool) {
  if (pool.spot) return note("Spot, on demand where there is none, as simulated.", requirement("karpenter.sh/capacity-type", {"spot", "on-demand"}));
  if (may_be_reserved(input.world))
    return note("Reservations of capacity that the node class finds, else on demand.",
                requirement("karpenter.sh/capacity-type", {"reserved", "on-demand"}));
  return requirement("karpenter.sh/capacity-type", {"on-demand"});
}

// When nodes go: empty ones at once, as simulated; others one at a time, for a replica takes minutes to come back.
Map disruption(const PoolPlan& pool) {
  const bool consolidate = pool.workload->nodes.consolidate;
  const Map empty = {{"nodes", "100%"}, {"reasons", List{"Empty"}}};
  const Map others = {{"nodes", "1"}, {"reasons", List{"Drifted", "Underutilized"}}};
  return {{"consolidationPolicy", note(consolidate ? "Nodes whose replicas fit on others are emptied, as simulated."
                                                   : "Replicas are never moved to save a node, as simulated.",
                                       consolidate ? "WhenEmptyOrUnderutilized" : "WhenEmpty")},
          {"consolidateAfter", "0s"},
          {"budgets", List{empty, others}}};
}

Map node_pool(const ExportInput& input, const RegionPlan& region, const PoolPlan& pool, const std::string& name, Node capacity, int instances) {
  const Map node = {
      {"nodeClassRef", Map{{"group", "karpenter.k8s.aws"}, {"kind", "EC2NodeClass"}, {"name", pool.name}}},
      {"requirements", List{requirement("node.kubernetes.io/instance-type", {pool.offer->instance_type}), std::move(capacity)}},
      {"taints", List{Map{{"key", "nvidia.com/gpu"}, {"value", "true"}, {"effect", "NoSchedule"}}}},
      {"expireAfter", note("A machine that is given back may not be had again; those with an old image are replaced first, then removed.", "Never")}};
  const Map labels = {{"metadata", Map{{"labels", node_labels(input, region, pool)}}}, {"spec", node}};
  return cluster_object(
      "karpenter.sh/v1", "NodePool", name,
      Map{{"template", labels},
          {"disruption", disruption(pool)},
          {"limits", note(fmt::format("{} instances of {} GPU{}.", instances, pool.offer->gpu_count, pool.offer->gpu_count == 1 ? "" : "s"),
                          Map{{"nvidia.com/gpu", std::to_string(instances * pool.offer->gpu_count)}})}});
}

List tagged(const std::string& key, const std::string& value) { return {Map{{"tags", Map{{key, value}}}}}; }

Map node_class(const ExportInput& input, const RegionPlan& region, const PoolPlan& pool) {
  const std::string cluster = cloud::cluster_name(input.world, region);
  const Map disk = {
      {"volumeSize", fmt::format("{}Gi", pool.node_disk_gb)}, {"volumeType", "gp3"}, {"encrypted", true}, {"deleteOnTermination", true}};
  Map spec = {{"role", note("Cluster, role and tags as terraform/ and pulumi/ name them.", cluster + "-node")},
              {"amiSelectorTerms", List{note("With the NVIDIA driver for GPU instances. Name a version in place of latest once one is tested.",
                                             Map{{"alias", "al2023@latest"}})}},
              {"subnetSelectorTerms", tagged("karpenter.sh/discovery", cluster)},
              {"securityGroupSelectorTerms", tagged("aws:eks:cluster-name", cluster)},
              {"blockDeviceMappings", List{Map{{"deviceName", "/dev/xvda"}, {"ebs", disk}}}},
              {"metadataOptions", note("Pods reach no credentials of the node.", Map{{"httpTokens", "required"}, {"httpPutResponseHopLimit", 1}})}};
  if (may_be_reserved(input.world))
    spec.add("capacityReservationSelectorTerms",
             note("Give your reservations these tags. A reservation of price alone needs none.",
                  List{Map{{"tags", Map{{"scenario", label_value(input.world.name)}, {"workload", label_value(pool.workload->name)}}}}}));
  return cluster_object("karpenter.k8s.aws/v1", "EC2NodeClass", pool.name, spec.add("tags", node_labels(input, region, pool)));
}

// Instances of the plan that may be spot where the bill buys a mix.
int spot_of_mix(const World& world, const PoolPlan& pool) {
  const std::optional<PurchaseMix>& mix = world.billing.purchase_mix;
  if (!mix || pool.spot || std::ranges::find(mix->kinds, Purchase::spot) == mix->kinds.end()) return 0;
  return static_cast<int>(std::floor(mix->spot_max_share * pool.instances));
}

}  // namespace

Bundle karpenter_nodes(const ExportInput& input, const RegionPlan& region, const PoolPlan& pool) {
  Bundle files = {
      {pool.name + "-node-class.yaml", yaml::text(node_class(input, region, pool))},
      {pool.name + "-node-pool.yaml", yaml::text(node_pool(input, region, pool, pool.name, capacity_types(input, pool), pool.max_instances),
                                                 fmt::format("Planned instances: {}; with the headroom: {}.", pool.instances, pool.max_instances))}};
  if (const int spot = spot_of_mix(input.world, pool); spot > 0) {
    Map document = node_pool(input, region, pool, companion_name(pool.name, "spot"), requirement("karpenter.sh/capacity-type", {"spot"}), spot);
    std::get<Map>(document.entries.back().value.value).add("weight", note("Before the other pool, until the limit.", 10));
    files.push_back({pool.name + "-spot-pool.yaml",
                     yaml::text(document, fmt::format("{:g} % of the {} planned instances may be spot, as the scenario's purchase mix has it.",
                                                      100 * input.world.billing.purchase_mix->spot_max_share, pool.instances))});
  }
  return files;
}

}  // namespace tradewind::kubernetes
