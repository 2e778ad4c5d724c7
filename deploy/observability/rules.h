// Rules files of Prometheus as a bundle has them: a PrometheusRule, and beside it a unit test for promtool with series that are made up.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tradewind/deploy/bundle.h"
#include "yaml.h"

namespace tradewind::observability {

using Labels = std::vector<std::pair<std::string, std::string>>;

struct Record {
  std::string name, expression;
  std::string comment = {};  // where a figure in it comes from
  Labels labels = {};
};

// A recorded series above a bound: what any store that gets the recorded series can watch, whatever its language.
struct Threshold {
  std::string series;
  Labels labels;
  double bound = 0;
};

// series{label="value",...} of a recorded series.
std::string selected(const std::string& series, const Labels& labels);

struct Alert {
  std::string name, expression;
  std::string lasts;  // "10m"; empty: at once
  std::string severity;
  std::string summary;  // a template of Prometheus: no text of others
  std::string comment = {};
  Labels labels = {};
  std::optional<Threshold> threshold = {};  // the expression says the same
};
// An alert of the series' own labels. `summary`: with the place `number` for the value.
Alert alert_above(const std::string& name, const Threshold& threshold, const std::string& lasts, const std::string& severity,
                  const std::string& summary, const std::string& comment = {});

// "page": a person comes at once; "ticket": within the day.
inline constexpr const char* page = "page";
inline constexpr const char* ticket = "ticket";

struct Group {
  std::string name;
  std::vector<Record> records;  // before the alerts
  std::vector<Alert> alerts;
};

// A series of a unit test, in promtool's notation of values: "0+60x100" starts at 0 and rises by 60 a step, 100 times.
struct Series {
  std::string name, values;
};

// What an alert has to do some time after the series begin.
struct AlertCheck {
  std::string alert;  // of the file
  std::string after;  // "65m"
  bool fires = false;
  std::string summary = {};  // as it is then, where the template has a value
};

// Series a minute apart, and what comes of them.
struct RuleCase {
  std::string name;
  std::vector<Series> series;
  std::vector<AlertCheck> checks;
};

struct RuleFile {
  std::string name;  // DNS label: name of the object and of the files
  std::vector<Group> groups;
  std::vector<RuleCase> cases;
};

// The value of an expression in a summary, and a summary with such a place filled in: of tests.
inline const std::string number = "{{ $value | humanize }}";
std::string humanized(double value);  // as `humanize` prints a number from 1e-6 up to 1e9
std::string with_value(std::string summary, const std::string& value);

// <folder><name>.yaml, and <name>_test.yaml where there are cases. Groups without rules are left out.
void add_files(Bundle& bundle, const std::string& folder, const RuleFile& file);

// Whole minutes in Prometheus' notation, rounded up, at least one: "80m".
std::string minutes(double seconds);

}  // namespace tradewind::observability
