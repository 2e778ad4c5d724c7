#include "observability/region_rules.h"

#include <fmt/format.h>

#include "kubernetes/manifests.h"
#include "observability/replication_rules.h"

namespace tradewind::observability {

WorkloadInRegion workload_in(const ExportInput& input, const RegionPlan& region, const PoolPlan& pool) {
  const std::string selector = kubernetes::series_selector(input.world, pool);
  return {input, region, pool, kubernetes::server_of(pool, selector), selector, {{"workload", pool.name}, {"region", region.name}}};
}

std::vector<RuleFile> region_rules(const ExportInput& input, const RegionPlan& region) {
  std::vector<RuleFile> files;
  for (const PoolPlan& pool : region.pools) {
    const WorkloadInRegion at = workload_in(input, region, pool);
    for (RuleFile& file : std::vector<RuleFile>{capacity_rules(at), forecast_rules(at), slo_rules(at)}) files.push_back(std::move(file));
  }
  files.push_back(replication_rules(input, region));
  return files;
}

std::string WorkloadInRegion::recorded(const std::string& name) const { return selected(name, labels); }

// Pods are named <workload>-<ReplicaSet>-<pod>, with no hyphen in the last two.
std::string WorkloadInRegion::ready_replicas() const {
  return fmt::format("sum(kube_pod_status_ready{{namespace=\"{}\",pod=~\"{}-[a-z0-9]+-[a-z0-9]+\",condition=\"true\"}})",
                     kubernetes::namespace_name(input.world), pool.name);
}

std::string WorkloadInRegion::owned_pods() const {
  return fmt::format("kube_pod_info{{namespace=\"{}\",created_by_kind=\"ReplicaSet\",created_by_name=~\"{}-[a-z0-9]+\"}}",
                     kubernetes::namespace_name(input.world), pool.name);
}

std::string WorkloadInRegion::made_up_pod(const std::string& series, const std::string& version) const {
  return fmt::format("{0}{{namespace=\"{1}\",pod=\"{2}-{3}-abc\",condition=\"true\",created_by_kind=\"ReplicaSet\",created_by_name=\"{2}-{3}\"}}",
                     series, kubernetes::namespace_name(input.world), pool.name, version);
}

}  // namespace tradewind::observability
