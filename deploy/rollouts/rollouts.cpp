// The target "rollouts": on top of the overlays of "kubernetes", what brings a new version into each region, and in which order into all of them.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "kubernetes/manifests.h"
#include "markdown.h"
#include "names.h"
#include "rollouts/hooks.h"
#include "rollouts/strategy.h"
#include "target.h"

namespace tradewind {
namespace rollouts {
namespace {

using yaml::List;
using yaml::Map;
using yaml::note;

// The rollout whose waves all regions follow: the first of the scenario that is of a workload here.
const Rollout* leading_rollout(const World& world, const std::vector<RegionPlan>& regions) {
  for (const Rollout& rollout : world.rollouts)
    for (const RegionPlan& region : regions)
      for (const PoolPlan& pool : region.pools)
        if (pool.workload == &world.workloads[rollout.workload]) return &rollout;
  return nullptr;
}

Map set(const char* path, yaml::Node value) { return {{"op", "replace"}, {"path", path}, {"value", std::move(value)}}; }

// The ScaledObject scales the Rollout in place of the Deployment; the pod monitor copies the version.
List scaling_patch(const PoolPlan& pool) {
  return {set("/spec/scaleTargetRef", Map{{"apiVersion", "argoproj.io/v1alpha1"}, {"kind", "Rollout"}, {"name", pool.name}})};
}
List monitor_patch() { return {Map{{"op", "add"}, {"path", "/spec/podTargetLabels/-"}, {"value", "rollouts-pod-template-hash"}}}; }

Map patch(const std::string& path, const char* group, const char* version, const char* kind, const std::string& name) {
  return {{"path", path}, {"target", Map{{"group", group}, {"version", version}, {"kind", kind}, {"name", name}}}};
}

class RegionFolder {
 public:
  RegionFolder(const ExportInput& input, const RegionPlan& region, const Rollout* leading)
      : input_(input), region_(region), folder_("rollouts/regions/" + region.name + "/") {
    for (const PoolPlan& pool : region.pools)
      if (const Rollout* rollout = rollout_of(input.world, pool)) add_workload(pool, *rollout);
    if (leading != nullptr) add_hooks(*leading);
    files_.push_back({folder_ + "kustomization.yaml", yaml::text(kustomization())});
  }

  const Bundle& files() const { return files_; }

 private:
  void add(const std::string& name, const Map& document, const std::string& head = "") {
    files_.push_back({folder_ + name, yaml::text(document, head)});
    resources_.add(name);
  }

  void add_workload(const PoolPlan& pool, const Rollout& rollout) {
    add(pool.name + "-rollout.yaml", rollout_object(pool, rollout),
        fmt::format("The scenario's rollout {}, as simulated: {}.", slug(rollout.name), to_string(rollout.strategy)));
    if (rollout.strategy == RolloutStrategy::blue_green) add(pool.name + "-preview.yaml", preview_service(input_, pool));
    if (rollout.analysis) add(pool.name + "-analysis.yaml", analysis_template(input_, pool, rollout));
    files_.push_back({folder_ + pool.name + "-scaling.yaml", yaml::text(scaling_patch(pool))});
    patches_.add(patch(pool.name + "-scaling.yaml", "keda.sh", "v1alpha1", "ScaledObject", pool.name));
    files_.push_back({folder_ + pool.name + "-monitor.yaml", yaml::text(monitor_patch())});
    patches_.add(patch(pool.name + "-monitor.yaml", "monitoring.coreos.com", "v1", "PodMonitor", pool.name));
  }

  void add_hooks(const Rollout& leading) {
    if (waits(input_.world, region_, leading)) {
      add("wait.yaml", wait_job(input_, region_, leading));
      generators_.add(Map{{"name", wait_job_name(input_, leading)},
                          {"literals", List{note("SET THIS with every version: the object that is copied last.",
                                                 "ARTIFACT_URI=" + artifact_placeholder(input_, region_, leading))}},
                          // A hook runs before the ConfigMaps of the sync are there, unless one is a hook itself.
                          {"options", Map{{"annotations", Map{{"argocd.argoproj.io/hook", "PreSync"}, {"argocd.argoproj.io/sync-wave", "-1"}}}}}});
    }
    if (const double bake_s = wave_of(input_.world, leading, region_).bake_s; bake_s > 0) add("bake.yaml", bake_job(bake_s));
  }

  Map kustomization() const {
    Map document = {{"apiVersion", "kustomize.config.k8s.io/v1beta1"},
                    {"kind", "Kustomization"},
                    {"namespace", kubernetes::namespace_name(input_.world)},
                    {"resources", resources_},
                    {"labels", kubernetes::cost_labels(input_, region_)}};
    if (!patches_.items.empty()) document.add("patches", patches_);
    if (!generators_.items.empty()) document.add("configMapGenerator", generators_);
    return document;
  }

  const ExportInput& input_;
  const RegionPlan& region_;
  std::string folder_;
  Bundle files_;
  List resources_{"../../../kubernetes/overlays/" + region_.name}, patches_, generators_;
};

// Without a rollout in the scenario: one region after the other, the one with the fewest requests first.
std::vector<std::size_t> waves(const ExportInput& input, const std::vector<RegionPlan>& regions, const Rollout* leading) {
  std::vector<std::size_t> numbers(regions.size());
  if (leading != nullptr) {
    std::map<std::size_t, std::size_t> dense;  // waves that have an open region, without gaps
    for (const RegionPlan& region : regions) dense[wave_of(input.world, *leading, region).number];
    std::size_t next = 0;
    for (auto& [number, place] : dense) place = next++;
    for (std::size_t i = 0; i < regions.size(); ++i) numbers[i] = dense[wave_of(input.world, *leading, regions[i]).number];
    return numbers;
  }
  const auto requests = [](const RegionPlan& region) {
    double rps = 0;
    for (const PoolPlan& pool : region.pools) rps += pool.mean_rps;
    return rps;
  };
  for (std::size_t i = 0; i < regions.size(); ++i)
    for (std::size_t j = 0; j < regions.size(); ++j)
      if (std::pair(requests(regions[j]), j) < std::pair(requests(regions[i]), i)) ++numbers[i];
  return numbers;
}

Map application_template(const ExportInput& input) {
  const std::string space = kubernetes::namespace_name(input.world);
  const Map source = {{"repoURL", note("SET THIS: the repository that holds this bundle.", "https://CHANGE-ME.example/bundle.git")},
                      {"targetRevision", "main"},
                      {"path", "rollouts/regions/{{.region}}"}};
  return {{"metadata", Map{{"name", dns_label(input.world.name, 30) + "-{{.region}}"}, {"labels", Map{{"wave", "{{.wave}}"}}}}},
          {"spec", Map{{"project", "default"},
                       {"source", source},
                       {"destination", Map{{"name", "{{.region}}"}, {"namespace", space}}},
                       {"syncPolicy", Map{{"syncOptions", List{"ServerSideApply=true"}}}}}}};
}

Map application_set(const ExportInput& input, const std::vector<RegionPlan>& regions, const std::vector<std::size_t>& wave) {
  List elements, steps;
  for (std::size_t i = 0; i < regions.size(); ++i) elements.add(Map{{"region", regions[i].name}, {"wave", std::to_string(wave[i])}});
  for (std::size_t number = 0; number <= *std::ranges::max_element(wave); ++number)
    steps.add(Map{{"matchExpressions", List{Map{{"key", "wave"}, {"operator", "In"}, {"values", List{std::to_string(number)}}}}}});
  return {{"apiVersion", "argoproj.io/v1alpha1"},
          {"kind", "ApplicationSet"},
          {"metadata", Map{{"name", kubernetes::namespace_name(input.world)}, {"namespace", "argocd"}}},
          {"spec", Map{{"goTemplate", true},
                       {"goTemplateOptions", List{"missingkey=error"}},
                       {"generators", List{Map{{"list", Map{{"elements", elements}}}}}},
                       {"strategy", Map{{"type", "RollingSync"}, {"rollingSync", Map{{"steps", steps}}}}},
                       {"template", application_template(input)}}}};
}

Bundle files(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  const Rollout* leading = leading_rollout(input.world, regions);
  const std::string head = leading == nullptr ? "The scenario has no rollout: one region after the other, the one with the fewest requests first."
                                              : fmt::format("The waves of the scenario's rollout {}.", slug(leading->name));
  Bundle bundle = {{"rollouts/argocd/application-set.yaml", yaml::text(application_set(input, regions, waves(input, regions, leading)), head)}};
  for (const RegionPlan& region : regions) {
    const RegionFolder folder(input, region, leading);
    bundle.insert(bundle.end(), folder.files().begin(), folder.files().end());
  }
  return bundle;
}

constexpr const char* what_is_in = R"(## What is in `rollouts/`

- `argocd`: an ApplicationSet for Argo CD whose waves of regions come one after the other (RollingSync): the next one begins when every region of the
  one before is healthy. Register each cluster in Argo CD under the name of its overlay, and set `repoURL`.
- `regions/<provider>-<region>`: the overlay of `kubernetes/` and, where the scenario has a canary or blue-green rollout, an Argo Rollout that takes
  the Deployment's pods over, with the analysis that was simulated. Apply this folder in place of the overlay. `wait.yaml` holds a region's sync back
  until the version's artifact has been copied there; `bake.yaml` holds the next wave back.

It needs Argo CD 2.12 or newer with progressive syncs enabled, Argo Rollouts 1.7 or newer. To take a version back: `kubectl argo rollouts abort`, then
revert in the repository. Without a traffic router in front, the weights of a canary are shares of the replicas, not of the requests.

Put the bundle into the repository with what you have set, and apply the ApplicationSet to the cluster of Argo CD; then sync each Application
once, for nothing syncs before somebody says so:

    kubectl --context ARGOCD apply -f rollouts/argocd/application-set.yaml

)";

constexpr const char* wait_needs =
    R"(`wait.yaml` asks the region's bucket as the ServiceAccount `default` of the namespace: give it the right to read there (EKS Pod Identity, GKE or AKS
workload identity).

)";

std::string readme(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  std::string text = what_is_in;
  const Rollout* leading = leading_rollout(input.world, regions);
  if (leading != nullptr && std::ranges::any_of(regions, [&](const RegionPlan& region) { return waits(input.world, region, *leading); }))
    text += wait_needs;
  for (const PoolPlan& pool : workload_plans(regions)) {
    const Rollout* rollout = rollout_of(input.world, pool);
    text += rollout == nullptr
                ? fmt::format("- `{}`: its Deployment replaces one replica after the other.\n", pool.name)
                : fmt::format("- `{}`: {}, as the scenario's rollout {}.\n", pool.name, to_string(rollout->strategy), markdown(rollout->name));
  }
  return text + "\n";
}

}  // namespace
}  // namespace rollouts

const Target rollouts_target = {
    .name = "rollouts",
    .writes = "Argo Rollouts as simulated, with analysis; an ApplicationSet with the waves of regions; on top of kubernetes",
    .made_for = "Argo CD 2.12+, Argo Rollouts 1.7+",
    .files = rollouts::files,
    .readme = rollouts::readme,
    .builds_on = "kubernetes"};

}  // namespace tradewind
