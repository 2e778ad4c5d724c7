#include "runbook/procedures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kubernetes/manifests.h"
#include "rollouts/strategy.h"
#include "runbook/failures.h"

namespace tradewind::runbook {
namespace {

// Of KEDA 2.12 and newer (https://keda.sh/docs/2.12/concepts/scaling-deployments/#pause-autoscaling).
constexpr const char* held_replicas = "autoscaling.keda.sh/paused-replicas";

class Procedures {
 public:
  Procedures(Page& page, const ExportInput& input, const std::vector<RegionPlan>& regions, const WrittenTargets& written)
      : page_(page), world_(input.world), regions_(regions), written_(written), space_(kubernetes::namespace_name(input.world)) {}

  void add() {
    add_evacuation();
    add_roll_back();
    add_versions();
    add_opening();
  }

 private:
  std::string kubectl(const RegionPlan& region) const { return fmt::format("kubectl --context {} -n {}", region.name, space_); }

  // --- Evacuate a region

  void add_evacuation() {
    page_.heading(2, "Evacuate a region");
    if (regions_.size() > 1) add_holding();
    for (const RegionPlan& region : regions_) {
      page_.heading(3, region.name).steps(evacuation_steps(region));
      if (regions_.size() == 1) continue;
      const std::vector<TakenOver> pools = taken_over(regions_, region);
      std::vector<std::string> lines;
      for (const TakenOver& taken : pools)
        lines.push_back(
            fmt::format("{} annotate scaledobject {} {}={} --overwrite", kubectl(*taken.region), taken.pool->name, held_replicas, taken.replicas));
      page_.commands(lines);
      add_machines(pools);
    }
  }

  // Replicas that are held by an annotation stay when a repository is synced: it stands in no file. A patch of the object would be taken back.
  void add_holding() {
    page_.paragraph(
        "Replicas are held by an annotation that KEDA knows and no file of this bundle has: neither a sync of Argo CD nor an apply takes it away. "
        "Nothing scales by load while it stands. Where that will last, write the number as the least into the files below, apply them, and take the "
        "annotation away. What runs now, and the annotation away:");
    page_.commands({fmt::format("kubectl --context CLUSTER -n {} get hpa", space_),
                    fmt::format("kubectl --context CLUSTER -n {} annotate scaledobject --all {}-", space_, held_replicas)});
    page_.bullets(files_of_replicas());
  }

  std::vector<std::string> files_of_replicas() const {
    const std::string chart = space_;
    std::vector<std::string> list;
    if (written_.has("kubernetes"))
      list.push_back("kubernetes/overlays/CLUSTER/WORKLOAD-scaling.yaml: minReplicaCount, and maxReplicaCount where it is less");
    if (written_.has("helm")) list.push_back(fmt::format("helm/{}/regions/CLUSTER.yaml: minReplicaCount, the same", chart));
    if (written_.has("kserve"))
      list.push_back("kserve/regions/CLUSTER/WORKLOAD.yaml: minReplicas, the same; KServe makes the ScaledObject and names it WORKLOAD-predictor");
    if (list.empty()) list.push_back("wherever the least number of replicas of each ScaledObject is kept: this bundle has no manifests");
    return list;
  }

  // Pools whose machines may not grow so far.
  void add_machines(const std::vector<TakenOver>& pools) {
    std::vector<std::vector<std::string>> rows{{"cluster", "workload", "machines needed", "at most", "where the limit stands"}};
    for (const TakenOver& taken : pools)
      if (taken.instances > taken.pool->max_instances && !limit_of(taken).empty())
        rows.push_back(
            {taken.region->name, taken.pool->name, std::to_string(taken.instances), std::to_string(taken.pool->max_instances), limit_of(taken)});
    if (rows.size() == 1) return;
    page_.paragraph("Raise these limits first, and see that the quotas hold them; without room the replicas stay pending:");
    page_.table(rows);
  }

  // Empty: there is none, as of a compute class.
  std::string limit_of(const TakenOver& taken) const {
    if (taken.pool->nodes_by_cluster) return taken.region->region->provider == "gcp" ? "" : fmt::format("the NodePool {}: limits", taken.pool->name);
    if (written_.cluster_folders().empty()) return "the node pool";
    std::vector<std::string> files;
    if (written_.has("terraform")) files.emplace_back("terraform/regions.tf.json: max_instances");
    if (written_.has("pulumi")) files.emplace_back("pulumi/plan.ts: maxInstances");
    return either(files);
  }

  // What takes a region out depends on the traffic manager.
  std::vector<std::string> evacuation_steps(const RegionPlan& region) const {
    const TrafficManager& manager = world_.traffic.manager;
    std::vector<std::string> steps;
    if (regions_.size() > 1)
      steps.emplace_back(
          "Give the other regions its replicas first, with the commands below, and wait until they are ready. Where a pool runs more already, hold "
          "that "
          "number: a command with less would take some away.");
    steps.push_back(out_of_traffic(region));
    if (manager.layer == TrafficLayer::dns && manager.ttl_s > 0)
      steps.push_back(fmt::format("Wait for the answers in caches: {:.0f} s, and {:.0f} s for the {:.0f} % of clients that keep them longer.",
                                  manager.ttl_s, manager.outstay_s, 100 * manager.outstay_share));
    if (manager.connection_life_s > 0)
      steps.push_back(
          fmt::format("Open connections go on for up to {}; restart the gateway to cut them short.", duration(manager.connection_life_s)));
    steps.emplace_back("When no request comes any more, scale the region down or repair it.");
    return steps;
  }

  std::string out_of_traffic(const RegionPlan& region) const {
    const std::string& manager = world_.traffic.manager.id;
    if (manager.empty()) return fmt::format("Lead nobody to {} any more.", region.name);
    if (written_.cluster_folders().empty()) return fmt::format("Take {} out of {}, which leads users to it.", region.name, manager);
    const char* setting = manager.starts_with("google") ? "zones" : "endpoints";
    return fmt::format("Take {} out of the {} of {} and apply: {} leads nobody there any more.", region.name, setting,
                       either(written_.cluster_folders()), manager);
  }

  // --- Roll back

  void add_roll_back() {
    page_.heading(2, "Roll back");
    page_.paragraph(
        "A bad version goes back region by region, the last one that got it first. The commands stop it at once; the version that the files name "
        "comes again with the next sync or apply, so revert it there too.");
    std::vector<std::string> lines;
    for (const RegionPlan& region : regions_)
      for (const PoolPlan& pool : region.pools) lines.push_back(undo(region, pool));
    page_.commands(lines);
  }

  std::string undo(const RegionPlan& region, const PoolPlan& pool) const {
    if (written_.has("rollouts") && rollouts::rollout_of(world_, pool) != nullptr)
      return fmt::format("kubectl argo rollouts --context {} -n {} abort {}", region.name, space_, pool.name);
    return fmt::format("{} rollout undo deployment/{}", kubectl(region), pool.name);
  }

  // --- Versions, regions

  void add_versions() {
    page_.heading(2, "Regions answer with different versions");
    page_.steps({"List the images and models of every region, with the commands below.",
                 "Where a rollout is under way, wait for its end or roll it back; do not start another one.",
                 "Where none is, apply the manifests of the region that differs."});
    std::vector<std::string> lines;
    for (const RegionPlan& region : regions_)
      lines.push_back(fmt::format("{} get pods -o custom-columns=POD:.metadata.name,IMAGE:.spec.containers[0].image,ARGS:.spec.containers[0].args",
                                  kubectl(region)));
    page_.commands(lines);
  }

  void add_opening() {
    const std::string clusters = either(written_.cluster_folders());
    page_.heading(2, "Add a region");
    page_.steps({"Plan again with the region among the candidates, and compare the point that has it with this one.",
                 "Export it and read the difference of the folders: the regions that stay do not change their networks.",
                 fmt::format("{}, then apply its manifests, and wait until all replicas are ready.",
                             clusters.empty() ? "Make its cluster" : fmt::format("Apply {} for the cluster", clusters)),
                 clusters.empty() ? "Lead users to it." : fmt::format("Give its endpoint to {}: users come.", clusters),
                 "Hold a week of it against EXPECTED.json."});
  }

  Page& page_;
  const World& world_;
  const std::vector<RegionPlan>& regions_;
  const WrittenTargets& written_;
  const std::string space_;
};

}  // namespace

std::vector<TakenOver> taken_over(const std::vector<RegionPlan>& regions, const RegionPlan& lost) {
  std::vector<TakenOver> list;
  for (const PoolPlan& gone : lost.pools) {
    std::vector<TakenOver> pools;
    int left = 0;
    for (const RegionPlan& region : regions)
      for (const PoolPlan& pool : region.pools)
        if (region.region != lost.region && pool.workload == gone.workload) {
          pools.push_back({&region, &pool, 0, 0});
          left += pool.replicas;
        }
    for (TakenOver& taken : pools) {
      const int held = taken.pool->replicas;
      taken.replicas = held + static_cast<int>(std::ceil(static_cast<double>(gone.replicas) * held / left));
      taken.instances = (taken.replicas + taken.pool->option->replicas_per_instance - 1) / taken.pool->option->replicas_per_instance;
      list.push_back(taken);
    }
  }
  return list;
}

void add_procedures(Page& page, const ExportInput& input, const std::vector<RegionPlan>& regions, const WrittenTargets& written) {
  Procedures(page, input, regions, written).add();
}

}  // namespace tradewind::runbook
