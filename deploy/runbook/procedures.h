// What people do by a plan: evacuate a region, roll back, tell versions apart, add a region. Commands and folders are those of this bundle.
#pragma once

#include <string>
#include <vector>

#include "region_plan.h"
#include "runbook/page.h"
#include "written_targets.h"

namespace tradewind::runbook {

void add_procedures(Page& page, const ExportInput& input, const std::vector<RegionPlan>& regions, const WrittenTargets& written);

// What a pool of a region that stays has to hold when another one is lost.
struct TakenOver {
  const RegionPlan* region = nullptr;
  const PoolPlan* pool = nullptr;
  int replicas = 0, instances = 0;
};

// The replicas of `lost`, given to the pools of the same workloads elsewhere in proportion to what they have, each part rounded up.
std::vector<TakenOver> taken_over(const std::vector<RegionPlan>& regions, const RegionPlan& lost);

}  // namespace tradewind::runbook
