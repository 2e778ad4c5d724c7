// What an overlay says of a region, as values of the chart.
#pragma once

#include "region_plan.h"
#include "yaml.h"

namespace tradewind::helm {

yaml::Map region_values(const ExportInput& input, const RegionPlan& region);

}  // namespace tradewind::helm
