// The alerts of the target observability that other stores can watch: those that stand on a recorded series and a bound.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "observability/rules.h"
#include "region_plan.h"
#include "terraform/document.h"

namespace tradewind::monitors {

using terraform::Json;

// In the order of the rules: region by region, then those over all regions. Those over all regions stand on series that only a store has that sees
// every cluster.
std::vector<observability::Alert> watched(const ExportInput& input, const std::vector<RegionPlan>& regions);

// Names of alerts without a threshold: Prometheus alone watches them.
std::set<std::string> unwatched(const ExportInput& input, const std::vector<RegionPlan>& regions);

// The series that have to reach the store.
std::set<std::string> series(const std::vector<observability::Alert>& alerts);

// "chat in aws-us-east-1: Saturated", by the labels.
std::string title(const observability::Alert& alert);
// Name of the resource: "chat_aws_us_east_1_Saturated".
std::string resource_name(const observability::Alert& alert);
// How long the series has to stay above its bound; at least as long as a rule is apart from the next one.
int lasting_s(const observability::Alert& alert);
// The summary with `value` in the place of the value.
std::string summary(const observability::Alert& alert, const std::string& value);

// Files below monitors/<name>/.
Bundle datadog_files(const ExportInput& input, const std::vector<RegionPlan>& regions);
Bundle new_relic_files(const ExportInput& input, const std::vector<RegionPlan>& regions);

}  // namespace tradewind::monitors
