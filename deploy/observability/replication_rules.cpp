#include "observability/replication_rules.h"

#include <fmt/format.h>

#include <algorithm>

#include "names.h"

namespace tradewind::observability {
namespace {

bool needs(const ExportInput& input, const RegionPlan& region, const Artifact& artifact) {
  if (region.region == &input.world.regions[artifact.home]) return false;
  return !artifact.workload ||
         std::ranges::any_of(region.pools, [&](const PoolPlan& pool) { return pool.workload == &input.world.workloads[*artifact.workload]; });
}

// Names as YACE makes them of CloudWatch's; buckets as the target terraform names them: <prefix>-<region>.
std::string latency_series(const RegionPlan& region, const Region& home) {
  return fmt::format("aws_s3_replication_latency_maximum{{dimension_SourceBucket=~\".+-{}\",dimension_DestinationBucket=~\".+-{}\"}}",
                     dns_label(home.provider + "-" + home.id), region.name);
}

constexpr const char* late_series = "tradewind:replication_latency_s";

Labels copy_labels(const RegionPlan& region, const Artifact& artifact) { return {{"artifact", dns_label(artifact.name)}, {"region", region.name}}; }

Record copy_latency(const ExportInput& input, const RegionPlan& region, const Artifact& artifact) {
  return {late_series, fmt::format("max({})", latency_series(region, input.world.regions[artifact.home])), {}, copy_labels(region, artifact)};
}

Alert late_copy(const RegionPlan& region, const Artifact& artifact) {
  return alert_above("ReplicationLate", {late_series, copy_labels(region, artifact), artifact.delay.target_s}, "5m", ticket,
                     "the copy of an artifact is " + number + fmt::format(" s old and not there; {:g} s are the target", artifact.delay.target_s),
                     fmt::format("{:g} % within {:g} s: {}.", artifact.delay.target_percentile, artifact.delay.target_s,
                                 artifact.delay.published ? "the design target of the service" : "the scenario's figure"));
}

}  // namespace

bool by_s3(const Artifact& artifact) {
  return artifact.replication == ArtifactReplication::s3 || artifact.replication == ArtifactReplication::s3_time_control;
}

RuleFile replication_rules(const ExportInput& input, const RegionPlan& region) {
  RuleFile file{"replication", {{"replication", {}, {}}}, {}};
  for (const Artifact& artifact : input.world.data.artifacts) {
    if (!by_s3(artifact) || artifact.delay.target_s <= 0 || !needs(input, region, artifact)) continue;
    file.groups[0].records.push_back(copy_latency(input, region, artifact));
    file.groups[0].alerts.push_back(late_copy(region, artifact));
  }
  return file;
}

}  // namespace tradewind::observability
