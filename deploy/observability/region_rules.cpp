#include "observability/region_rules.h"

#include <fmt/format.h>

#include "kubernetes/manifests.h"

namespace tradewind::observability {

WorkloadInRegion workload_in(const ExportInput& input, const RegionPlan& region, const PoolPlan& pool) {
  const std::string selector = kubernetes::series_selector(input.world, pool);
  return {input, region, pool, kubernetes::server_of(pool, selector), selector, {{"workload", pool.name}, {"region", region.name}}};
}

std::string WorkloadInRegion::recorded(const std::string& name) const {
  return fmt::format("{}{{workload=\"{}\",region=\"{}\"}}", name, pool.name, region.name);
}

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
