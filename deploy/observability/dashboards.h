// Grafana dashboards as JSON, on the series that the rules record: forecast and reality in one picture.
#pragma once

#include <string>
#include <vector>

#include "observability/region_rules.h"

namespace tradewind::observability {

// Of one region; a row of panels for each workload.
std::string region_dashboard(const ExportInput& input, const RegionPlan& region);

// Of all regions, for a data source that sees all of them.
std::string global_dashboard(const ExportInput& input, const std::vector<RegionPlan>& regions);

}  // namespace tradewind::observability
