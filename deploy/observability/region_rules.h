// Rules of one workload in one region, for the Prometheus of that region's cluster.
#pragma once

#include "observability/sli.h"

namespace tradewind::observability {

struct WorkloadInRegion {
  const ExportInput& input;
  const RegionPlan& region;
  const PoolPlan& pool;
  kubernetes::Server server;
  std::string selector;  // of the server's series
  Labels labels;         // workload, region: on every series that is recorded and every alert

  // name{workload="...",region="..."}
  std::string recorded(const std::string& name) const;

  // Replicas that are ready, and the pods by what made them; of Deployments and of Argo's Rollouts alike.
  std::string ready_replicas() const;
  std::string owned_pods() const;
  // A series of such a pod for unit tests, of the ReplicaSet <workload>-<version>.
  std::string made_up_pod(const std::string& series, const std::string& version) const;
};
WorkloadInRegion workload_in(const ExportInput& input, const RegionPlan& region, const PoolPlan& pool);

// Burn rates of the SLO's budget, by several windows.
RuleFile slo_rules(const WorkloadInRegion& at);

// Replicas: missing, above the plan, at their limit; load at the simulated knee; two versions at once.
RuleFile capacity_rules(const WorkloadInRegion& at);

// What was forecast beside what is: tradewind:forecast and tradewind:actual, told apart by the label "figure".
RuleFile forecast_rules(const WorkloadInRegion& at);

// All rules of a region, file by file.
std::vector<RuleFile> region_rules(const ExportInput& input, const RegionPlan& region);

// What the bill says of the pool's instances: USD of an instance-hour, and of all of them an hour. 0 = not in the bill.
struct InstanceCost {
  double usd_per_instance_hour = 0, usd_per_hour = 0;
};
InstanceCost instance_cost(const WorkloadInRegion& at);

}  // namespace tradewind::observability
