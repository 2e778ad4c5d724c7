// Alert conditions of New Relic, and how the series get there.
#include <fmt/format.h>

#include "monitors/monitors.h"
#include "names.h"
#include "yaml.h"

namespace tradewind::monitors {
namespace {

using observability::Alert;
using yaml::List;
using yaml::Map;
using yaml::note;

constexpr int window_s = 60;  // the series are recorded every minute
constexpr int longest_violation_s = 86400;

// Names and values of labels here are DNS labels and words of this tool: nothing in them ends a quotation.
std::string nrql(const Alert& alert) {
  std::string where;
  for (const auto& [name, value] : alert.threshold->labels) where += fmt::format("{} {} = '{}'", where.empty() ? "" : " AND", name, value);
  return fmt::format("SELECT latest(`{}`) FROM Metric WHERE{}", alert.threshold->series, where);
}

Json condition(const Alert& alert) {
  Json json;
  if (!alert.comment.empty()) json["//"] = terraform::literal(alert.comment);
  json.update(
      {{"policy_id", terraform::expression("newrelic_alert_policy." + alert.severity + ".id")},
       {"name", title(alert)},
       {"description", summary(alert, "{{conditionValue}}")},
       {"type", "static"},
       {"enabled", true},
       {"violation_time_limit_seconds", longest_violation_s},
       {"aggregation_window", window_s},
       {"aggregation_method", "event_timer"},
       {"aggregation_timer", 2 * window_s},
       {"fill_option", "none"},
       {"nrql", {{"query", nrql(alert)}}},
       {"critical",
        {{"operator", "above"}, {"threshold", alert.threshold->bound}, {"threshold_duration", lasting_s(alert)}, {"threshold_occurrences", "all"}}}});
  return json;
}

std::string remote_write() {
  const Map write = {{"url", note("SET THIS: the name of the region's cluster; metric-api.eu.newrelic.com for accounts in Europe.",
                                  "https://metric-api.newrelic.com/prometheus/v1/write?prometheus_server=CHANGE-ME")},
                     {"authorization", Map{{"credentials", Map{{"name", "new-relic"}, {"key", "license-key"}}}}},
                     {"writeRelabelConfigs", List{Map{{"sourceLabels", List{"__name__"}}, {"regex", "tradewind:.+"}, {"action", "keep"}}}}};
  return yaml::text(Map{{"spec", Map{{"remoteWrite", List{write}}}}},
                    "Patch for the Prometheus object of the operator: kubectl patch prometheus NAME --type merge --patch-file. The secret new-relic "
                    "is yours to make.");
}

}  // namespace

Bundle new_relic_files(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  const std::vector<Alert> alerts = watched(input, regions);
  terraform::Root root;
  root.provider("newrelic", "newrelic/newrelic", "~> 3.76",
                {{"account_id", terraform::expression("var.account_id")}, {"api_key", terraform::expression("var.api_key")}});
  root.variable({"api_key", cloud::SettingType::text, "User key of New Relic; give it as TF_VAR_api_key.", {}, "NRAK-CHANGE-ME", true});
  root.variable({"account_id", cloud::SettingType::text, "Id of the account of New Relic.", {}, "1234567"});
  Json& resources = root.file("monitors")["resource"];
  for (const char* severity : {observability::page, observability::ticket})
    resources["newrelic_alert_policy"][severity] = {{"name", fmt::format("{}: {}", label_value(input.world.name), severity)},
                                                    {"incident_preference", "PER_CONDITION"}};
  for (const Alert& alert : alerts) resources["newrelic_nrql_alert_condition"][resource_name(alert)] = condition(alert);
  Bundle bundle = root.files("monitors/newrelic");
  bundle.push_back({"monitors/newrelic/remote-write.yaml", remote_write()});
  return bundle;
}

}  // namespace tradewind::monitors
