// Chaos Mesh experiments for the failures that were simulated, each with the effect that is expected.
#pragma once

#include "region_plan.h"

namespace tradewind::resilience {

// resilience/chaos/<region>/<failure>.yaml for every failure that can be brought about in a cluster: the loss of a region, a zone, a node.
Bundle experiments(const ExportInput& input, const std::vector<RegionPlan>& regions);

// Names of the failures that cannot.
std::vector<std::string> without_experiment(const ExportInput& input, const std::vector<RegionPlan>& regions);

}  // namespace tradewind::resilience
