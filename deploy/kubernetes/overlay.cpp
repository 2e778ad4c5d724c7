#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kubernetes/image_pull.h"
#include "kubernetes/manifests.h"
#include "kubernetes/nodes.h"
#include "kubernetes/pod.h"
#include "kubernetes/scaling.h"
#include "names.h"
#include "yaml_edit.h"

namespace tradewind::kubernetes {
namespace {

using yaml::List;
using yaml::Map;
using yaml::Node;
using yaml::note;

// Share of an instance's CPU and memory that its replicas ask for; the rest is for the system, kubelet and DaemonSets. GKE reserves 6 % of the first
// core and 25 % of the first 4 GiB of memory, less of what follows (https://cloud.google.com/kubernetes-engine/docs/concepts/plan-node-sizes).
constexpr double requested_share = 0.8;

Map deployment_patch(const RegionPlan& region, const PoolPlan& pool, const std::string& app) {
  Map pod = {{"nodeSelector", node_selector(region, pool)}};
  if (List tolerations = node_tolerations(region, pool); tolerations.items.size() > gpu_toleration().items.size())
    pod.add("tolerations", tolerations);
  const Map container = {{"name", app}, {"resources", pool_resources(pool)}};
  return {{"apiVersion", "apps/v1"},
          {"kind", "Deployment"},
          {"metadata", Map{{"name", pool.name}}},
          {"spec", Map{{"template", Map{{"spec", pod.add("containers", List{container})}}}}}};
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
    resources.add(pool.name + "-image.yaml");
    patches.add(Map{{"path", pool.name + "-deployment.yaml"}});
    patches.add(Map{{"path", pool.name + "-scaling.yaml"}, {"target", scaling_target(pool)}});
    if (!pool.workload->is_llm()) generators.add(model_storage(region, pool));
  }
  if (region.has_gateway) resources.add("../../../gateway/" + region.name);
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

Map region_labels(const ExportInput& input, const RegionPlan& region) {
  return {{"provider", label_value(region.region->provider)},
          {"region", label_value(region.region->id)},
          {"scenario", label_value(input.world.name)},
          {"study", label_value(input.study_id)}};
}

// CPU has no limit, so that a replica may use what its neighbours leave; memory has one, so that a leak kills the pod that has it.
Node pool_resources(const PoolPlan& pool) {
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

Node all_resources(const PoolPlan& pool, const Server& server) {
  const Node of_region = pool_resources(pool);
  Map pod = server.pod, base;
  for (const auto& [key, value] : std::get<Map>(yaml::at(pod, "/containers/0").value).entries)
    if (key == "resources") base = std::get<Map>(value.value);
  return note(of_region.comment, yaml::merged(std::move(base), std::get<Map>(of_region.value)));
}

// Labels by which costs are told apart; "workload" is added by the base. The pick is not on the pods: another pick with the same pods must not
// restart them.
List cost_labels(const ExportInput& input, const RegionPlan& region) {
  return {Map{{"includeTemplates", true}, {"pairs", region_labels(input, region)}}, Map{{"pairs", Map{{"pick", label_value(input.pick)}}}}};
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
    const Server server = server_of(pool, series_selector(input.world, pool));
    files.push_back({folder + pool.name + "-deployment.yaml", yaml::text(deployment_patch(region, pool, server.app))});
    files.push_back({folder + pool.name + "-image.yaml", yaml::text(image_pull(input, region, pool, server))});
    files.push_back({folder + pool.name + "-scaling.yaml", yaml::text(scaling_patch(pool))});
  }
  const std::string head = fmt::format("{}, {} ({})", region.region->city, region.region->country_iso2, region.region->key());
  files.push_back({folder + "kustomization.yaml", yaml::text(kustomization(input, region), head)});
  return files;
}

}  // namespace tradewind::kubernetes
