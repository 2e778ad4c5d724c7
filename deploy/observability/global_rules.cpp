#include "observability/global_rules.h"

#include <fmt/format.h>

#include "kubernetes/manifests.h"
#include "observability/region_rules.h"

namespace tradewind::observability {
namespace {

// What a region records is gone when its cluster, its Prometheus or the way from there is.
Alert silent(const WorkloadInRegion& at) {
  return {"RegionSilent",
          fmt::format("absent({})", at.recorded("tradewind:requests:rate5m")),
          "5m",
          page,
          "a region tells nothing of a workload any more",
          {},
          at.labels};
}

Labels everywhere(const PoolPlan& workload) { return {{"workload", workload.name}, {"region", "all"}}; }

// Images of a workload's pods somewhere in the world.
Record versions(const ExportInput& input, const PoolPlan& workload) {
  return {"tradewind:versions",
          fmt::format("count(count by (image) (kube_pod_container_info{{namespace=\"{}\",container=\"{}\",pod=~\"{}-[a-z0-9]+-[a-z0-9]+\"}}))",
                      kubernetes::namespace_name(input.world), kubernetes::server_of(workload, "").app, workload.name),
          {},
          everywhere(workload)};
}

// For longer than a rollout through one region after the other takes.
Alert versions_differ(const std::vector<RegionPlan>& regions, const PoolPlan& workload) {
  double rollout_s = 0;
  for (const RegionPlan& region : regions)
    for (const PoolPlan& pool : region.pools)
      if (pool.workload == workload.workload) rollout_s += pool.replicas * (kubernetes::node_and_image_s + kubernetes::server_of(pool, "").start_s);
  return alert_above("VersionsDiffer", {"tradewind:versions", everywhere(workload), 1}, minutes(rollout_s), ticket,
                     "regions answer with different images: finish the rollout or take it back",
                     "One region after the other, one replica after the other.");
}

RuleCase silence(const std::vector<WorkloadInRegion>& all) {
  RuleCase each{"the first region falls silent", {}, {}};
  for (std::size_t i = 0; i < all.size(); ++i)
    each.series.push_back({all[i].recorded("tradewind:requests:rate5m"), i == 0 ? "1+0x20 _x40" : "1+0x60"});
  each.checks.push_back({"RegionSilent", "15m", false});
  each.checks.push_back({"RegionSilent", "50m", true});
  return each;
}

}  // namespace

RuleFile global_rules(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  Group group{"global", {}, {}};
  std::vector<WorkloadInRegion> all;
  for (const RegionPlan& region : regions)
    for (const PoolPlan& pool : region.pools) all.push_back(workload_in(input, region, pool));
  group.records = {
      {"tradewind:late:ratio_1h",
       "sum by (workload) (avg_over_time(tradewind:late_requests:rate5m[1h])) / sum by (workload) "
       "(avg_over_time(tradewind:requests:rate5m[1h]))",
       {},
       {{"region", "all"}}},
      {"tradewind:forecast", "sum(tradewind:forecast{figure=\"usd_per_hour\",region!=\"all\"})", {}, {{"figure", "usd_per_hour"}, {"region", "all"}}},
      {"tradewind:actual", "sum(tradewind:actual{figure=\"usd_per_hour\",region!=\"all\"})", {}, {{"figure", "usd_per_hour"}, {"region", "all"}}}};
  for (const WorkloadInRegion& at : all) group.alerts.push_back(silent(at));
  for (const PoolPlan& workload : workload_plans(regions)) {
    group.records.push_back(versions(input, workload));
    group.alerts.push_back(versions_differ(regions, workload));
  }
  RuleFile file{"regions", {std::move(group)}, {}};
  file.cases.push_back(silence(all));
  return file;
}

}  // namespace tradewind::observability
