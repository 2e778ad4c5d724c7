// In which order what a bundle holds is put into service: a section at the head of its README.
#pragma once

#include <string>
#include <vector>

#include "region_plan.h"
#include "written_targets.h"

namespace tradewind {

std::string apply_order(const ExportInput& input, const std::vector<RegionPlan>& regions, const WrittenTargets& written);

}  // namespace tradewind
