// A load test that replays the scenario's demand: a script for k6, the demand, and a Job that runs it.
#pragma once

#include "region_plan.h"

namespace tradewind::resilience {

// resilience/load/
Bundle load_test(const ExportInput& input, const std::vector<RegionPlan>& regions);

}  // namespace tradewind::resilience
