// What README.md says about the folder kubernetes/.
#pragma once

#include <string>
#include <vector>

#include "region_plan.h"

namespace tradewind::kubernetes {

std::string readme(const ExportInput& input, const std::vector<RegionPlan>& regions);

}  // namespace tradewind::kubernetes
