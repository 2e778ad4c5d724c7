#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kubernetes/manifests.h"
#include "kubernetes/scaling.h"
#include "names.h"

namespace tradewind::kubernetes {
namespace {

using yaml::List;
using yaml::Map;
using yaml::Node;
using yaml::note;

// Share of an instance's CPU and memory that its replicas ask for; the rest is for the system, kubelet and DaemonSets. GKE reserves 6 % of the first
// core and 25 % of the first 4 GiB of memory, less of what follows (https://cloud.google.com/kubernetes-engine/docs/concepts/plan-node-sizes).
constexpr double requested_share = 0.8;

// CPU has no limit, so that a replica may use what its neighbours leave; memory has one, so that a leak kills the pod that has it.
Node resources(const PoolPlan& pool) {
  const double share = requested_share / pool.option->replicas_per_instance;
  const auto millicores = static_cast<std::int64_t>(std::floor(pool.offer->vcpu * share * 10)) * 100;
  const auto gib = static_cast<std::int64_t>(std::floor(pool.offer->memory_gib * share));
  Map requests, limits;
  if (millicores > 0) requests.add("cpu", fmt::format("{}m", millicores));
  if (gib > 0) requests.add("memory", fmt::format("{}Gi", gib));
  if (gib > 0) limits.add("memory", fmt::format("{}Gi", gib));
  const std::string gpus = std::to_string(pool.option->gpus_per_replica);
  requests.add("nvidia.com/gpu", gpus);
  limits.add("nvidia.com/gpu", gpus);
  const int replicas = pool.option->replicas_per_instance;
  return note(fmt::format("{:.0f} % of a {} ({} vCPU, {} GiB){}.", 100 * requested_share, pool.offer->instance_type, pool.offer->vcpu,
                          pool.offer->memory_gib, replicas > 1 ? fmt::format(", shared by {} replicas", replicas) : ""),
              Map{{"requests", requests}, {"limits", limits}});
}

Map deployment_patch(const RegionPlan& region, const PoolPlan& pool, const std::string& app) {
  // The region keeps the pods pending, rather than running, where the overlay is applied to the cluster of another region.
  const Map nodes = {{"node.kubernetes.io/instance-type", pool.offer->instance_type}, {"topology.kubernetes.io/region", region.region->id}};
  const Map container = {{"name", app}, {"resources", resources(pool)}};
  return {{"apiVersion", "apps/v1"},
          {"kind", "Deployment"},
          {"metadata", Map{{"name", pool.name}}},
          {"spec", Map{{"template", Map{{"spec", Map{{"nodeSelector", nodes}, {"containers", List{container}}}}}}}}};
}

Map scaling_target(const PoolPlan& pool) { return {{"group", "keda.sh"}, {"version", "v1alpha1"}, {"kind", "ScaledObject"}, {"name", pool.name}}; }

Map model_storage(const RegionPlan& region, const PoolPlan& pool) {
  return {{"name", pool.name + "-model"},
          {"literals", List{note("SET THIS: the folder of the model in the object storage of this region.",
                                 "MODEL_STORAGE_URI=" + model_storage_placeholder(region, pool))}},
          {"options", Map{{"labels", Map{{"workload", label_value(pool.workload->name)}}}}}};
}

Map kustomization(const ExportInput& input, const RegionPlan& region) {
  List resources{"../../namespace"}, patches, generators;
  for (const PoolPlan& pool : region.pools) {
    resources.add("../../base/" + pool.name);
    patches.add(Map{{"path", pool.name + "-deployment.yaml"}});
    patches.add(Map{{"path", pool.name + "-scaling.yaml"}, {"target", scaling_target(pool)}});
    if (!pool.workload->is_llm()) generators.add(model_storage(region, pool));
  }
  Map document = {{"apiVersion", "kustomize.config.k8s.io/v1beta1"},
                  {"kind", "Kustomization"},
                  {"namespace", namespace_name(input.world)},
                  {"resources", resources},
                  {"labels", cost_labels(input, region)},
                  {"patches", patches}};
  if (!generators.items.empty()) document.add("configMapGenerator", generators);
  return document;
}

}  // namespace

// Labels by which costs are told apart; "workload" is added by the base. The pick is not on the pods: another pick with the same pods must not
// restart them.
List cost_labels(const ExportInput& input, const RegionPlan& region) {
  const Map pairs = {{"provider", label_value(region.region->provider)},
                     {"region", label_value(region.region->id)},
                     {"scenario", label_value(input.world.name)},
                     {"study", label_value(input.study_id)}};
  return {Map{{"includeTemplates", true}, {"pairs", pairs}}, Map{{"pairs", Map{{"pick", label_value(input.pick)}}}}};
}

std::string model_storage_placeholder(const RegionPlan& region, const PoolPlan& pool) {
  const std::string path = "CHANGE-ME/" + pool.name + "/" + served_model(pool);
  if (region.region->provider == "gcp") return "gs://" + path;
  if (region.region->provider == "azure") return "https://CHANGE-ME.blob.core.windows.net/" + pool.name + "/" + served_model(pool);
  return "s3://" + path;
}

Bundle region_overlay(const ExportInput& input, const RegionPlan& region) {
  const std::string folder = "kubernetes/overlays/" + region.name + "/";
  Bundle files;
  for (const PoolPlan& pool : region.pools) {
    const std::string app = server_of(pool, series_selector(input.world, pool)).app;
    files.push_back({folder + pool.name + "-deployment.yaml", yaml::text(deployment_patch(region, pool, app))});
    files.push_back({folder + pool.name + "-scaling.yaml", yaml::text(scaling_patch(pool))});
  }
  const std::string head = fmt::format("{}, {} ({})", region.region->city, region.region->country_iso2, region.region->key());
  files.push_back({folder + "kustomization.yaml", yaml::text(kustomization(input, region), head)});
  return files;
}

}  // namespace tradewind::kubernetes
