// Monitors of Datadog, and how the Agent gets the series.
#include <fmt/format.h>

#include <algorithm>

#include "kubernetes/scaling.h"
#include "monitors/monitors.h"
#include "names.h"
#include "yaml.h"

namespace tradewind::monitors {
namespace {

using observability::Alert;
using yaml::List;
using yaml::Map;
using yaml::note;

// "tradewind:burn_rate:1h" -> "tradewind.burn_rate.1h"
std::string metric(std::string series) {
  std::ranges::replace(series, ':', '.');
  return series;
}

std::string scope(const Alert& alert) {
  std::string text;
  for (const auto& [name, value] : alert.threshold->labels) text += fmt::format("{}{}:{}", text.empty() ? "" : ",", name, value);
  return text;
}

// The least value of the window is above the bound: it was above it all the time.
std::string query(const Alert& alert) {
  return fmt::format("min(last_{}m):avg:{}{{{}}} > {:.4g}", lasting_s(alert) / 60, metric(alert.threshold->series), scope(alert),
                     alert.threshold->bound);
}

Json monitor(const ExportInput& input, const Alert& alert) {
  Json json;
  if (!alert.comment.empty()) json["//"] = terraform::literal(alert.comment);
  json.update({{"name", title(alert)},
               {"type", "query alert"},
               {"query", query(alert)},
               {"message", summary(alert, "{{value}}") + " " + terraform::expression("var." + alert.severity)},
               {"monitor_thresholds", {{"critical", fmt::format("{:.4g}", alert.threshold->bound)}}},
               {"priority", alert.severity == observability::page ? "1" : "3"},
               {"include_tags", true},
               {"require_full_window", false},
               {"tags", Json::array({"team:platform", "scenario:" + label_value(input.world.name), "study:" + label_value(input.study_id)})}});
  return json;
}

std::string agent_check(const std::vector<Alert>& alerts) {
  List metrics;
  for (const std::string& name : series(alerts))
    metrics.add(Map{{name, Map{{"name", metric(name).substr(std::string_view("tradewind.").size())}, {"type", "gauge"}}}});
  const Map instance = {
      {"openmetrics_endpoint", note("Prometheus of the cluster; the series that the rules of observability/ record.",
                                    kubernetes::prometheus_address + std::string("/federate?match[]=%7B__name__%3D~%22tradewind:.%2B%22%7D"))},
      {"namespace", "tradewind"},
      {"metrics", metrics}};
  return yaml::text(Map{{"init_config", Map{}}, {"instances", List{instance}}}, "conf.d/openmetrics.d/tradewind.yaml of the Datadog Agent.");
}

cloud::Setting recipient(const char* severity, const char* when) {
  return {severity, cloud::SettingType::text, fmt::format("Whom monitors notify {}, as @pagerduty-inference.", when), {}, "@slack-platform"};
}

}  // namespace

Bundle datadog_files(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  const std::vector<Alert> alerts = watched(input, regions);
  terraform::Root root;
  root.provider("datadog", "datadog/datadog", "~> 4.0", {{"//", "Keys: DD_API_KEY and DD_APP_KEY."}});
  root.variable(recipient(observability::page, "at once"));
  root.variable(recipient(observability::ticket, "within the day"));
  Json& file = root.file("monitors");
  for (const Alert& alert : alerts) file["resource"]["datadog_monitor"][resource_name(alert)] = monitor(input, alert);
  Bundle bundle = root.files("monitors/datadog");
  bundle.push_back({"monitors/datadog/openmetrics.yaml", agent_check(alerts)});
  return bundle;
}

}  // namespace tradewind::monitors
