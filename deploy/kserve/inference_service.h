// A workload of a region as KServe runs it.
#pragma once

#include "region_plan.h"
#include "yaml.h"

namespace tradewind::kserve {

// An InferenceService whose predictor is the pod of the target kubernetes, scaled by KEDA on what its ScaledObject asks.
yaml::Map inference_service(const ExportInput& input, const RegionPlan& region, const PoolPlan& pool);

}  // namespace tradewind::kserve
