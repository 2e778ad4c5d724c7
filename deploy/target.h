// A target of the export: one file next to this one, one row in the table of export.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "region_plan.h"

namespace tradewind {

struct Target {
  std::string_view name, description;
  // The target's own files, all below a folder of the target's name.
  Bundle (*files)(const ExportInput& input, const std::vector<RegionPlan>& regions);
  // The target's sections of README.md: what is in its folder, what it needs, how to apply it.
  std::string (*readme)(const ExportInput& input, const std::vector<RegionPlan>& regions);
};

extern const Target kubernetes_target;

}  // namespace tradewind
