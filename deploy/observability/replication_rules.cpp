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
std::string latency_series(const RegionPlan& region, const Region& home, const std::string& source, const std::string& destination) {
  return fmt::format("aws_s3_replication_latency_maximum{{dimension_SourceBucket{}\"{}{}\",dimension_DestinationBucket{}\"{}{}\"}}",
                     source.empty() ? "=~" : "=", source.empty() ? ".+-" : source, dns_label(home.provider + "-" + home.id),
                     destination.empty() ? "=~" : "=", destination.empty() ? ".+-" : destination, region.name);
}

Alert late_copy(const ExportInput& input, const RegionPlan& region, const Artifact& artifact) {
  return {"ReplicationLate",
          fmt::format("max({}) > {:g}", latency_series(region, input.world.regions[artifact.home], "", ""), artifact.delay.target_s),
          "5m",
          ticket,
          "the copy of an artifact is " + number + fmt::format(" s old and not there; {:g} s are the target", artifact.delay.target_s),
          fmt::format("{:g} % within {:g} s: {}.", artifact.delay.target_percentile, artifact.delay.target_s,
                      artifact.delay.published ? "the design target of the service" : "the scenario's figure"),
          {{"artifact", dns_label(artifact.name)}, {"region", region.name}}};
}

}  // namespace

bool by_s3(const Artifact& artifact) {
  return artifact.replication == ArtifactReplication::s3 || artifact.replication == ArtifactReplication::s3_time_control;
}

RuleFile replication_rules(const ExportInput& input, const RegionPlan& region) {
  RuleFile file{"replication", {{"replication", {}, {}}}, {}};
  for (const Artifact& artifact : input.world.data.artifacts) {
    if (!by_s3(artifact) || artifact.delay.target_s <= 0 || !needs(input, region, artifact)) continue;
    file.groups[0].alerts.push_back(late_copy(input, region, artifact));
  }
  return file;
}

}  // namespace tradewind::observability
