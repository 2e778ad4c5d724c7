// A compute class of GKE: the machine of a pool, by the ways in which it may be bought, one after the other; the cluster makes the node pools.
#include <fmt/format.h>

#include "google_gpus.h"
#include "kubernetes/nodes.h"

namespace tradewind::kubernetes {
namespace {

using yaml::List;
using yaml::Map;
using yaml::note;

// Nodes in use by less than this are emptied where the scenario consolidates: "at most half in use".
constexpr int consolidated_percent = 50;

Map machine(const PoolPlan& pool) {
  const GoogleGpu gpu = google_gpu(*pool.offer);
  return {{"machineType", pool.offer->instance_type},
          {"gpu", Map{{"type", std::string(gpu.accelerator)}, {"count", pool.offer->gpu_count}, {"driverVersion", "default"}}},
          {"storage", Map{{"bootDiskType", std::string(gpu.boot_disk)}, {"bootDiskSize", pool.node_disk_gb}}},
          {"location", Map{{"locationPolicy", "ANY"}}}};
}

List ways_to_buy(const ExportInput& input, const PoolPlan& pool) {
  List list;
  if (pool.spot) list.add(note("Spot, on demand where there is none, as simulated.", machine(pool).add("spot", true)));
  if (may_be_reserved(input.world))
    list.add(note("Reservations of capacity that match.", machine(pool).add("reservations", Map{{"affinity", "AnyBestEffort"}})));
  return list.add(machine(pool).add("spot", false));
}

}  // namespace

Bundle compute_class(const ExportInput& input, const RegionPlan& region, const PoolPlan& pool) {
  const int threshold = pool.workload->nodes.consolidate ? consolidated_percent : 0;
  const Map config = {{"serviceAccount", note("SET THIS: the nodes' service account of this region, an output of terraform/ and pulumi/.",
                                              "CHANGE-ME@CHANGE-ME.iam.gserviceaccount.com")},
                      {"imageStreaming", Map{{"enabled", true}}},
                      {"nodeLabels", node_labels(input, region, pool)}};
  const Map scaling = {{"consolidationDelayMinutes", note("Empty nodes go at once in the simulation; this is the least.", 1)},
                       {"consolidationThreshold", threshold},
                       {"gpuConsolidationThreshold", threshold}};
  const Map document = {
      {"apiVersion", "cloud.google.com/v1"},
      {"kind", "ComputeClass"},
      {"metadata", Map{{"name", pool.name}}},
      {"spec",
       Map{{"priorities", ways_to_buy(input, pool)},
           {"whenUnsatisfiable", "DoNotScaleUp"},
           {"activeMigration", Map{{"optimizeRulePriority", note("Nodes do not go back to spot before they are needed anew, as simulated.", false)}}},
           {"autoscalingPolicy", scaling},
           {"nodePoolAutoCreation", Map{{"enabled", true}}},
           {"nodePoolConfig", config}}}};
  return {
      {pool.name + "-compute-class.yaml",
       yaml::text(document,
                  fmt::format("Planned instances: {}; with the headroom: {}. The class has no limit, the most replicas of the ScaledObject are one.",
                              pool.instances, pool.max_instances))}};
}

}  // namespace tradewind::kubernetes
