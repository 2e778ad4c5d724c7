// Rules over all regions, for a store that sees the metrics of every cluster (Thanos, Mimir, Grafana Cloud).
#pragma once

#include "observability/rules.h"
#include "region_plan.h"

namespace tradewind::observability {

// Regions that have gone silent, regions with different versions, the bill's instances as a whole.
RuleFile global_rules(const ExportInput& input, const std::vector<RegionPlan>& regions);

}  // namespace tradewind::observability
