#include "kubernetes/nodes.h"

#include <algorithm>

#include "kubernetes/manifests.h"
#include "kubernetes/pod.h"
#include "names.h"

namespace tradewind::kubernetes {
namespace {

using yaml::List;
using yaml::Map;

constexpr const char* compute_class_label = "cloud.google.com/compute-class";

bool has_compute_class(const RegionPlan& region, const PoolPlan& pool) { return pool.nodes_by_cluster && region.region->provider == "gcp"; }

}  // namespace

Bundle region_nodes(const ExportInput& input, const RegionPlan& region) {
  const std::string folder = "kubernetes/nodes/" + region.name + "/";
  Bundle files;
  List resources;
  for (const PoolPlan& pool : region.pools) {
    if (!pool.nodes_by_cluster) continue;
    for (const BundleFile& file : region.region->provider == "gcp" ? compute_class(input, region, pool) : karpenter_nodes(input, region, pool)) {
      resources.add(file.path);
      files.push_back({folder + file.path, file.contents});
    }
  }
  if (files.empty()) return files;
  const Map document = {{"apiVersion", "kustomize.config.k8s.io/v1beta1"}, {"kind", "Kustomization"}, {"resources", resources}};
  files.push_back({folder + "kustomization.yaml", yaml::text(document, "Objects of the whole cluster: no namespace.")});
  return files;
}

Map node_selector(const RegionPlan& region, const PoolPlan& pool) {
  const Map machine =
      has_compute_class(region, pool) ? Map{{compute_class_label, pool.name}} : Map{{"node.kubernetes.io/instance-type", pool.offer->instance_type}};
  return Map(machine).add("topology.kubernetes.io/region", region.region->id);
}

List node_tolerations(const RegionPlan& region, const PoolPlan& pool) {
  List list = gpu_toleration();
  if (has_compute_class(region, pool))
    list.add(Map{{"key", compute_class_label}, {"operator", "Equal"}, {"value", pool.name}, {"effect", "NoSchedule"}});
  if (pool.spot && region.region->provider == "azure")
    list.add(Map{{"key", "kubernetes.azure.com/scalesetpriority"}, {"operator", "Equal"}, {"value", "spot"}, {"effect", "NoSchedule"}});
  return list;
}

Map node_labels(const ExportInput& input, const RegionPlan& region, const PoolPlan& pool) {
  return region_labels(input, region).add("workload", label_value(pool.workload->name));
}

bool may_be_reserved(const World& world) {
  const auto reserved = [](Purchase purchase) { return purchase == Purchase::reserved_1y || purchase == Purchase::reserved_3y; };
  return reserved(world.purchase) || (world.billing.purchase_mix && std::ranges::any_of(world.billing.purchase_mix->kinds, reserved));
}

}  // namespace tradewind::kubernetes
