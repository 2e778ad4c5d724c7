// The target "observability": rules with their unit tests, dashboards and a collector for each region; rules and a dashboard over all of them.
#include <fmt/format.h>

#include <filesystem>

#include "embedded/observability_files.h"
#include "kubernetes/manifests.h"
#include "names.h"
#include "observability/collector.h"
#include "observability/dashboards.h"
#include "observability/global_rules.h"
#include "observability/region_rules.h"
#include "observability/replication_rules.h"
#include "target.h"

namespace tradewind {
namespace observability {
namespace {

using yaml::List;
using yaml::Map;

// What lies in the folder: the objects, and the dashboard as a ConfigMap that Grafana's sidecar takes.
Map kustomization(const ExportInput& input, const Bundle& files, Map labels, const std::string& name) {
  List resources;
  for (const BundleFile& file : files)
    if (file.path.ends_with(".yaml") && !file.path.ends_with("_test.yaml")) resources.add(std::filesystem::path(file.path).filename().string());
  labels.add("scenario", label_value(input.world.name)).add("study", label_value(input.study_id)).add("app.kubernetes.io/managed-by", "tradewind");
  const Map dashboard = {{"name", name + "-dashboard"},
                         {"files", List{"dashboard.json"}},
                         {"options", Map{{"disableNameSuffixHash", true}, {"labels", Map{{"grafana_dashboard", "1"}}}}}};
  return {{"apiVersion", "kustomize.config.k8s.io/v1beta1"},
          {"kind", "Kustomization"},
          {"namespace", kubernetes::namespace_name(input.world)},
          {"resources", resources},
          {"labels", List{Map{{"pairs", labels}}}},
          {"configMapGenerator", List{dashboard}}};
}

void add_region(Bundle& bundle, const ExportInput& input, const RegionPlan& region) {
  const std::string folder = "observability/regions/" + region.name + "/";
  Bundle files = {{folder + "collector.yaml", yaml::text(collector(input, region))}};
  for (const RuleFile& file : region_rules(input, region)) add_files(files, folder, file);
  const Map labels = {{"provider", label_value(region.region->provider)}, {"region", label_value(region.region->id)}};
  files.push_back({folder + "kustomization.yaml", yaml::text(kustomization(input, files, labels, region.name))});
  files.push_back({folder + "dashboard.json", region_dashboard(input, region)});
  bundle.insert(bundle.end(), files.begin(), files.end());
}

void add_global(Bundle& bundle, const ExportInput& input, const std::vector<RegionPlan>& regions) {
  const std::string folder = "observability/global/";
  Bundle files;
  add_files(files, folder, global_rules(input, regions));
  files.push_back({folder + "kustomization.yaml", yaml::text(kustomization(input, files, {}, "global"))});
  files.push_back({folder + "dashboard.json", global_dashboard(input, regions)});
  bundle.insert(bundle.end(), files.begin(), files.end());
}

Bundle files(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  Bundle bundle = {{"observability/check-rules.sh", std::string(embedded::observability_files("check-rules.sh"))}};
  for (const RegionPlan& region : regions) add_region(bundle, input, region);
  add_global(bundle, input, regions);
  return bundle;
}

constexpr const char* what_is_in = R"(## What is in `observability/`

- `regions/<provider>-<region>`: for the cluster there, of each workload: burn rates of the objective's budget (14.4 times within an hour, 6 times
  within 6 hours, once within 3 days), replicas and the load at the simulated knee, the forecast beside what is; a Grafana dashboard; an
  OpenTelemetry collector. The target `kubernetes` has the pod monitors that the rules read.
- `global`: rules and a dashboard for a store that sees every cluster (Thanos, Mimir): silent regions, versions that differ, money.
- `*_test.yaml`: unit tests of the rules; `sh observability/check-rules.sh` runs them with promtool.

It needs the Prometheus Operator, kube-state-metrics, KEDA's names of autoscalers (`keda-hpa-<workload>`), Grafana with the sidecar for dashboards and
the OpenTelemetry Operator. Rules and dashboards read series named `tradewind:...` that the rules record, told apart by the labels `workload` and
`region`. Late is what is later at the server than the objective less the simulated median of the network; what never reached a server is not counted,
so watch the gateway too: have it send its traces by OTLP to `gateway-collector.{0}:4317`, whose collector counts them with the objectives as
bounds. Where that sends them stands in a secret `otlp`, which is not in this bundle; without it the collector does not start:

    kubectl --context CLUSTER -n {0} create secret generic otlp --from-literal=endpoint="$OTLP_ENDPOINT" --from-literal=authorization="$OTLP_TOKEN"

Each region's folder goes to its cluster, `observability/global` to where the store's ruler and Grafana run, in a namespace `{0}`:

)";

std::string apply_section(const std::vector<RegionPlan>& regions) {
  std::string text;
  for (const RegionPlan& region : regions) text += fmt::format("    kubectl --context {0} apply -k observability/regions/{0}\n", region.name);
  return text + "    kubectl --context GLOBAL apply -k observability/global\n\n";
}

// Which copies no alert watches, and why.
std::string unwatched_copies(const World& world) {
  std::string names;
  for (const Artifact& artifact : world.data.artifacts)
    if (!by_s3(artifact)) names += fmt::format("{}`{}` ({})", names.empty() ? "" : ", ", slug(artifact.name), to_string(artifact.replication));
  std::string text;
  if (world.data.artifacts.size() > 0)
    text += "Copies by S3 are watched through CloudWatch's ReplicationLatency, as YACE exports it to Prometheus.\n";
  if (!names.empty()) text += "No rule watches the copies of " + names + ": Prometheus is told nothing of them.\n";
  return text.empty() ? text : text + "\n";
}

std::string readme(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  return fmt::format(what_is_in, kubernetes::namespace_name(input.world)) + apply_section(regions) + unwatched_copies(input.world);
}

}  // namespace
}  // namespace observability

const Target observability_target = {
    "observability",
    "alerts on the objectives' budgets, the simulated knee and the forecast, with unit tests; dashboards; a collector",
    "Prometheus Operator 0.70+, Prometheus 2.42+, Grafana 10+, OpenTelemetry Operator 0.100+",
    observability::files,
    observability::readme,
    false,
    true};

}  // namespace tradewind
