// A rollout of the scenario as Argo Rollouts carries it out in one region: object, services, analysis.
#pragma once

#include "region_plan.h"
#include "yaml.h"

namespace tradewind::rollouts {

// The first rollout of the workload in the scenario that needs Argo: canary or blue-green. nullptr: the Deployment replaces its replicas itself.
const Rollout* rollout_of(const World& world, const PoolPlan& pool);

// Takes the pods of the target kubernetes' Deployment over; has no replicas, for the ScaledObject holds them.
yaml::Map rollout_object(const PoolPlan& pool, const Rollout& rollout);

// Where the new version of a blue-green rollout waits. Meaningful for that strategy alone.
yaml::Map preview_service(const ExportInput& input, const PoolPlan& pool);

// The new version by itself against the old one's objective. Meaningful only where the rollout has an analysis.
yaml::Map analysis_template(const ExportInput& input, const PoolPlan& pool, const Rollout& rollout);

}  // namespace tradewind::rollouts
