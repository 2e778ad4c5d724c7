// Jobs that Argo CD runs around the rollout of a region: what it waits for before, and how long the region bakes after.
#pragma once

#include "region_plan.h"
#include "yaml.h"

namespace tradewind::rollouts {

// In which wave a region gets a new version, from 0 on, and how long it bakes then. Regions that no wave names come last, together.
struct Wave {
  std::size_t number = 0;
  double bake_s = 0;
};
Wave wave_of(const World& world, const Rollout& rollout, const RegionPlan& region);

// Waits until the artifact of the version lies in the region's object storage; reads ARTIFACT_URI from the ConfigMap of the job's own name.
// Meaningful only where the rollout waits for an artifact.
yaml::Map wait_job(const ExportInput& input, const RegionPlan& region, const Rollout& rollout);
std::string wait_job_name(const ExportInput& input, const Rollout& rollout);
bool waits(const World& world, const RegionPlan& region, const Rollout& rollout);
std::string artifact_placeholder(const ExportInput& input, const RegionPlan& region, const Rollout& rollout);

// Sleeps for the wave's bake time, so that the next wave does not begin before.
yaml::Map bake_job(double bake_s);

}  // namespace tradewind::rollouts
