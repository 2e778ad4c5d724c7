// The target "kserve": on top of the overlays of "kubernetes", an InferenceService in place of each Deployment and its ScaledObject.
#include <fmt/format.h>

#include "kserve/inference_service.h"
#include "kubernetes/manifests.h"
#include "target.h"

namespace tradewind {
namespace kserve {
namespace {

using yaml::List;
using yaml::Map;

Map deleted(const char* version, const char* kind, const std::string& name) {
  return {{"$patch", "delete"}, {"apiVersion", version}, {"kind", kind}, {"metadata", Map{{"name", name}}}};
}

// Where an InferenceService names ConfigMaps: their generated names have a hash.
Map name_references() {
  const auto field = [](const char* path) { return Map{{"kind", "InferenceService"}, {"path", path}}; };
  return {{"nameReference", List{Map{{"kind", "ConfigMap"},
                                     {"fieldSpecs", List{field("spec/predictor/volumes/configMap/name"),
                                                         field("spec/predictor/initContainers/env/valueFrom/configMapKeyRef/name")}}}}}};
}

Bundle region_folder(const ExportInput& input, const RegionPlan& region) {
  const std::string folder = "kserve/regions/" + region.name + "/";
  Bundle files;
  List resources{"../../../kubernetes/overlays/" + region.name}, patches;
  for (const PoolPlan& pool : region.pools) {
    files.push_back({folder + pool.name + ".yaml", yaml::text(inference_service(input, region, pool))});
    files.push_back({folder + pool.name + "-deployment.yaml", yaml::text(deleted("apps/v1", "Deployment", pool.name))});
    files.push_back({folder + pool.name + "-scaling.yaml", yaml::text(deleted("keda.sh/v1alpha1", "ScaledObject", pool.name))});
    resources.add(pool.name + ".yaml");
    patches.add(Map{{"path", pool.name + "-deployment.yaml"}}).add(Map{{"path", pool.name + "-scaling.yaml"}});
  }
  const Map kustomize = {{"apiVersion", "kustomize.config.k8s.io/v1beta1"},
                         {"kind", "Kustomization"},
                         {"namespace", kubernetes::namespace_name(input.world)},
                         {"resources", resources},
                         {"labels", kubernetes::cost_labels(input, region)},
                         {"configurations", List{"name-references.yaml"}},
                         {"patches", patches}};
  files.push_back({folder + "name-references.yaml", yaml::text(name_references())});
  files.push_back({folder + "kustomization.yaml", yaml::text(kustomize)});
  return files;
}

Bundle files(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  Bundle bundle;
  for (const RegionPlan& region : regions)
    for (BundleFile& file : region_folder(input, region)) bundle.push_back(std::move(file));
  return bundle;
}

constexpr const char* what_is_in = R"(## What is in `kserve/`

For teams that run KServe (0.16 or newer, deployment mode Standard, with KEDA): `regions/<provider>-<region>` is the overlay of `kubernetes/`
with an InferenceService in place of each Deployment and ScaledObject; the same pods, found by the same labels. Apply it in place of the overlay.
KServe makes the ScaledObject: what it cannot say is left out, the fall-back without metrics, replicas by the clock and cool-down. Argo
Rollouts (`rollouts/`) needs the Deployment: use one of the two.

)";

std::string readme(const ExportInput&, const std::vector<RegionPlan>& regions) {
  std::string text = what_is_in;
  for (const RegionPlan& region : regions) text += fmt::format("    kubectl --context {0} apply -k kserve/regions/{0}\n", region.name);
  return text + "\n";
}

}  // namespace
}  // namespace kserve

const Target kserve_target = {.name = "kserve",
                              .writes = "an InferenceService in place of each Deployment; on top of kubernetes",
                              .made_for = "KServe 0.16+ with KEDA",
                              .files = kserve::files,
                              .readme = kserve::readme,
                              .builds_on = "kubernetes"};

}  // namespace tradewind
