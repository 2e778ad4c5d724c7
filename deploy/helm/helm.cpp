// The target "helm": the overlays of "kubernetes" as one chart, with values for each region.
#include <fmt/format.h>

#include "helm/templates.h"
#include "helm/values.h"
#include "markdown.h"
#include "names.h"
#include "target.h"

namespace tradewind {
namespace helm {
namespace {

using yaml::Map;
using yaml::note;

constexpr const char* chart_version = "0.1.0";  // of a chart that is made anew with every export

std::string chart_name(const World& world) { return kubernetes::namespace_name(world); }

Map chart_yaml(const ExportInput& input) {
  return {{"apiVersion", "v2"},
          {"name", chart_name(input.world)},
          {"description", "Model servers of one topology; the values of each region are in regions/."},
          {"type", "application"},
          {"version", chart_version},
          {"appVersion", label_value(input.pick)},
          {"kubeVersion", ">=1.30.0-0"}};
}

Map no_values() {
  return {{"labels", note("Labels for cost allocation.", Map{})},
          {"pick", note("The point of the study.", "")},
          {"workloads",
           note("By workload: nodeSelector, tolerations, resources, scaling, modelStorageUri. What is not named here is not installed.", Map{})}};
}

// A region in which the workload runs.
const RegionPlan& home_of(const std::vector<RegionPlan>& regions, const PoolPlan& plan) {
  for (const RegionPlan& region : regions)
    for (const PoolPlan& pool : region.pools)
      if (pool.workload == plan.workload) return region;
  return regions.front();
}

Bundle files(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  const std::string folder = "helm/" + chart_name(input.world) + "/";
  Bundle bundle = {
      {folder + "Chart.yaml", yaml::text(chart_yaml(input))},
      {folder + "values.yaml", yaml::text(no_values(), "Nothing by itself: install with the values of a region, regions/<region>.yaml.")}};
  std::string helpers;
  for (const PoolPlan& plan : workload_plans(regions)) {
    const Templates templates{input, chart_name(input.world), home_of(regions, plan), plan};
    for (const BundleFile& file : templates.files()) bundle.push_back({folder + file.path, file.contents});
    helpers += templates.helpers();
  }
  if (!helpers.empty()) bundle.push_back({folder + "templates/_helpers.tpl", helpers});
  for (const RegionPlan& region : regions)
    bundle.push_back({folder + "regions/" + region.name + ".yaml",
                      yaml::text(region_values(input, region),
                                 fmt::format("{}, {} ({})", region.region->city, region.region->country_iso2, region.region->key()))});
  return bundle;
}

std::string readme(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  const std::string chart = chart_name(input.world), space = kubernetes::namespace_name(input.world);
  std::string text = R"(## What is in `helm/`

The overlays of `kubernetes/` as a chart, for teams that install by Helm; use one of the two. Installed with the values of a region it
makes the same objects, but for the namespace and the PriorityClass, which come from `kubernetes/namespace`. Nodes, device plugin and
secrets come from `kubernetes/` too, the gateway from `gateway/`.

)";
  for (const RegionPlan& region : regions) {
    text += fmt::format(
        "    kubectl --context {0} apply -k kubernetes/namespace\n"
        "    helm --kube-context {0} upgrade --install {1} helm/{1} -n {2} -f helm/{1}/regions/{0}.yaml\n",
        region.name, chart, space);
    if (region.has_gateway) text += fmt::format("    kubectl --context {0} apply -k gateway/{0}\n", region.name);
  }
  return text + "\n";
}

}  // namespace
}  // namespace helm

const Target helm_target = {.name = "helm",
                            .writes = "the overlays of kubernetes as a Helm chart with values for each region; on top of kubernetes",
                            .made_for = "Helm 3.8+, 4",
                            .files = helm::files,
                            .readme = helm::readme,
                            .builds_on = "kubernetes"};

}  // namespace tradewind
