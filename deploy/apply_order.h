// In which order what a bundle holds is put into service: a section at the head of its README.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "region_plan.h"

namespace tradewind {

// `targets`: names of those that are written.
std::string apply_order(const ExportInput& input, const std::vector<RegionPlan>& regions, const std::vector<std::string_view>& targets);

}  // namespace tradewind
