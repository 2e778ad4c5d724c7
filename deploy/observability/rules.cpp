#include "observability/rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

namespace tradewind::observability {
namespace {

using yaml::List;
using yaml::Map;
using yaml::Node;
using yaml::note;

Map map_of(const Labels& labels) {
  Map map;
  for (const auto& [name, value] : labels) map.add(name, value);
  return map;
}

Labels labels_of(const Alert& alert) {
  Labels labels = alert.labels;
  labels.emplace_back("severity", alert.severity);
  return labels;
}

Node with_comment(const std::string& comment, Map map) { return comment.empty() ? Node(std::move(map)) : note(comment, std::move(map)); }

Node rule(const Record& record) {
  Map map = {{"record", record.name}, {"expr", record.expression}};
  if (!record.labels.empty()) map.add("labels", map_of(record.labels));
  return with_comment(record.comment, std::move(map));
}

Node rule(const Alert& alert) {
  Map map = {{"alert", alert.name}, {"expr", alert.expression}};
  if (!alert.lasts.empty()) map.add("for", alert.lasts);
  return with_comment(alert.comment, map.add("labels", map_of(labels_of(alert))).add("annotations", Map{{"summary", alert.summary}}));
}

bool has_rules(const Group& group) { return !group.records.empty() || !group.alerts.empty(); }

Map rule_object(const RuleFile& file) {
  List groups;
  for (const Group& group : file.groups) {
    if (!has_rules(group)) continue;
    List rules;
    for (const Record& record : group.records) rules.add(rule(record));
    for (const Alert& alert : group.alerts) rules.add(rule(alert));
    groups.add(Map{{"name", group.name}, {"rules", rules}});
  }
  return {{"apiVersion", "monitoring.coreos.com/v1"},
          {"kind", "PrometheusRule"},
          {"metadata", Map{{"name", file.name}}},
          {"spec", Map{{"groups", groups}}}};
}

const Alert& alert_of(const RuleFile& file, const std::string& name) {
  for (const Group& group : file.groups)
    for (const Alert& alert : group.alerts)
      if (alert.name == name) return alert;
  throw std::logic_error(fmt::format("{} has no alert {}", file.name, name));
}

Node test_of(const RuleFile& file, const AlertCheck& check) {
  const Alert& alert = alert_of(file, check.alert);
  List expected;
  if (check.fires)
    expected.add(
        Map{{"exp_labels", map_of(labels_of(alert))}, {"exp_annotations", Map{{"summary", check.summary.empty() ? alert.summary : check.summary}}}});
  return Map{{"eval_time", check.after}, {"alertname", alert.name}, {"exp_alerts", expected}};
}

Map test_object(const RuleFile& file) {
  List tests;
  for (const RuleCase& each : file.cases) {
    List series, checks;
    for (const Series& one : each.series) series.add(Map{{"series", one.name}, {"values", one.values}});
    for (const AlertCheck& check : each.checks) checks.add(test_of(file, check));
    tests.add(Map{{"name", each.name}, {"interval", "1m"}, {"input_series", series}, {"alert_rule_test", checks}});
  }
  return {{"rule_files", List{file.name + ".yaml"}}, {"evaluation_interval", "1m"}, {"tests", tests}};
}

}  // namespace

void add_files(Bundle& bundle, const std::string& folder, const RuleFile& file) {
  if (std::ranges::none_of(file.groups, has_rules)) return;
  bundle.push_back({folder + file.name + ".yaml", yaml::text(rule_object(file))});
  if (file.cases.empty()) return;
  bundle.push_back({folder + file.name + "_test.yaml",
                    yaml::text(test_object(file), "Unit test for promtool; check-rules.sh takes the rules out of their object first.")});
}

std::string selected(const std::string& series, const Labels& labels) {
  std::string matchers;
  for (const auto& [name, value] : labels) matchers += fmt::format("{}{}=\"{}\"", matchers.empty() ? "" : ",", name, value);
  return fmt::format("{}{{{}}}", series, matchers);
}

Alert alert_above(const std::string& name, const Threshold& threshold, const std::string& lasts, const std::string& severity,
                  const std::string& summary, const std::string& comment) {
  return {name,
          fmt::format("{} > {:.4g}", selected(threshold.series, threshold.labels), threshold.bound),
          lasts,
          severity,
          summary,
          comment,
          threshold.labels,
          threshold};
}

std::string humanized(double value) {
  if (value == 0) return "0";
  constexpr std::array<std::string_view, 5> units = {"u", "m", "", "k", "M"};
  std::size_t unit = 2;
  for (; value >= 1000 && unit + 1 < units.size(); ++unit) value /= 1000;
  for (; value < 1 && unit > 0; --unit) value *= 1000;
  return fmt::format("{:.4g}{}", value, units[unit]);
}

std::string with_value(std::string summary, const std::string& value) {
  if (const std::size_t at = summary.find(number); at != std::string::npos) summary.replace(at, number.size(), value);
  return summary;
}

std::string minutes(double seconds) { return fmt::format("{:.0f}m", std::max(1.0, std::ceil(seconds / 60))); }

}  // namespace tradewind::observability
