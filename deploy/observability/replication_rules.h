// Rules on the copies of artifacts, where the cloud tells how late they are.
#pragma once

#include "observability/rules.h"
#include "region_plan.h"

namespace tradewind::observability {

// Whether S3 makes the copies, which CloudWatch then watches.
bool by_s3(const Artifact& artifact);

// Of the artifacts that S3 replicates into a region; no group where there are none. Other services and own copying tell Prometheus nothing.
RuleFile replication_rules(const ExportInput& input, const RegionPlan& region);

}  // namespace tradewind::observability
