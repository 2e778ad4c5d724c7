// The targets "datadog" and "newrelic".
#include "monitors/monitors.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "observability/global_rules.h"
#include "observability/region_rules.h"
#include "target.h"

namespace tradewind {
namespace monitors {
namespace {

using observability::Alert;
using observability::RuleFile;

constexpr int evaluation_s = 60;  // Prometheus' default is a minute or less

std::vector<Alert> all_alerts(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  std::vector<RuleFile> files;
  for (const RegionPlan& region : regions) std::ranges::move(observability::region_rules(input, region), std::back_inserter(files));
  files.push_back(observability::global_rules(input, regions));
  std::vector<Alert> alerts;
  for (RuleFile& file : files)
    for (observability::Group& group : file.groups) std::ranges::move(group.alerts, std::back_inserter(alerts));
  return alerts;
}

std::string label(const Alert& alert, std::string_view name) {
  for (const auto& [key, value] : alert.labels)
    if (key == name) return value;
  return "";
}

// What an alert is about: the workload, or the artifact.
std::string subject(const Alert& alert) {
  const std::string workload = label(alert, "workload");
  return workload.empty() ? label(alert, "artifact") : workload;
}

std::string listed(const std::set<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += fmt::format("{}`{}`", text.empty() ? "" : ", ", name);
  return text;
}

constexpr const char* common = R"(The same thresholds as the alerts of `observability/`: burn rates of the objectives' budgets, missing replicas, the
simulated knee, versions, late copies, load and cost above the forecast. They stand on the series `tradewind:...` that the rules record in each
region's Prometheus, so those have to be sent: {}. `region:all` is recorded by the store that sees all clusters.
{} stay with Prometheus: they compare several series, or tell that one is missing.

)";

std::string datadog_readme(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  return "## What is in `monitors/datadog/`\n\n" +
         fmt::format(common, "`openmetrics.yaml` is the configuration of the Agent's OpenMetrics check, which asks Prometheus' `/federate`",
                     listed(unwatched(input, regions))) +
         "Keys come from the environment (`DD_API_KEY`, `DD_APP_KEY`). `page` and `ticket` are whom a monitor notifies, as `@pagerduty-inference`.\n"
         "`terraform -chdir=monitors/datadog init`, then `apply`.\n\n";
}

std::string new_relic_readme(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  return "## What is in `monitors/newrelic/`\n\n" +
         fmt::format(common, "`remote-write.yaml` is a patch for the Prometheus object of the operator, one in each region",
                     listed(unwatched(input, regions))) +
         "The key comes from the environment (`TF_VAR_api_key`). Two policies, `page` and `ticket`, have the conditions; lead them to people "
         "with\n"
         "workflows of your own. `terraform -chdir=monitors/newrelic init`, then `apply`.\n\n";
}

}  // namespace

std::vector<Alert> watched(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  std::vector<Alert> alerts = all_alerts(input, regions);
  std::erase_if(alerts, [](const Alert& alert) { return !alert.threshold; });
  return alerts;
}

std::set<std::string> unwatched(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  std::set<std::string> names;
  for (const Alert& alert : all_alerts(input, regions))
    if (!alert.threshold) names.insert(alert.name);
  return names;
}

std::set<std::string> series(const std::vector<Alert>& alerts) {
  std::set<std::string> names;
  for (const Alert& alert : alerts) names.insert(alert.threshold->series);
  return names;
}

std::string title(const Alert& alert) { return fmt::format("{} in {}: {}", subject(alert), label(alert, "region"), alert.name); }

std::string resource_name(const Alert& alert) {
  // A name must not begin with a digit, which a label may.
  return terraform::identifier(fmt::format("on_{}_{}_{}", subject(alert), label(alert, "region"), alert.name));
}

int lasting_s(const Alert& alert) {
  int count = 0;
  std::from_chars(alert.lasts.data(), alert.lasts.data() + alert.lasts.size(), count);
  return std::max(evaluation_s, count * (alert.lasts.ends_with("h") ? 3600 : 60));
}

std::string summary(const Alert& alert, const std::string& value) { return observability::with_value(alert.summary, value); }

}  // namespace monitors

const Target datadog_target = {"datadog",
                               "monitors on the series that observability records, as Terraform",
                               "Terraform 1.5+; provider datadog 4; Agent 7",
                               monitors::datadog_files,
                               monitors::datadog_readme,
                               false,
                               true,
                               "observability"};

const Target newrelic_target = {"newrelic",
                                "alert conditions on the series that observability records, as Terraform",
                                "Terraform 1.5+; provider newrelic 3.76",
                                monitors::new_relic_files,
                                monitors::new_relic_readme,
                                false,
                                true,
                                "observability"};

}  // namespace tradewind
