// What people do about a failure: by its kind, with the commands for this topology.
#pragma once

#include "region_plan.h"
#include "runbook/page.h"

namespace tradewind::runbook {

// The section of a failure that was simulated.
void add_failure(Page& page, const ExportInput& input, const std::vector<RegionPlan>& regions, const ExpectedFailure& failure);

// The bundle's region that a failure's name ends with, or nullptr.
const RegionPlan* region_of(const std::vector<RegionPlan>& regions, std::string_view name);

// "2 min 5 s"
std::string duration(double seconds);

}  // namespace tradewind::runbook
