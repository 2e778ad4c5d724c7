#include "region_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "names.h"
#include "tradewind/scenarios/usage.h"

namespace tradewind {
namespace {

// Room on a node's disk beside the weights: system, image of the model server and logs. Assumed: vLLM's image unpacks to about 20 GB.
constexpr double disk_base_gb = 60, disk_per_replica_gb = 12, weights_allowance = 1.2;
constexpr int disk_step_gb = 10;

// The smallest disk on which pods may ask for so much, which is less than all of it: the kubelet evicts below a tenth of the file system; EKS keeps
// 1 GiB, GKE half of the disk, or 6 GiB and 35 %, or 100 GiB, whichever is least (https://cloud.google.com/kubernetes-engine/docs/concepts/
// plan-node-sizes; the node shown there has a file system of 94.25 GiB on 100, of which 43.8 are left to pods).
double least_disk_gb(double pods_gb, bool by_google) {
  constexpr double left_by_kubelet = 0.9 * 0.94;
  if (!by_google) return (pods_gb + 1) / left_by_kubelet;
  return std::min({pods_gb / (left_by_kubelet - 0.5), (pods_gb + 6) / (left_by_kubelet - 0.35), (pods_gb + 100) / left_by_kubelet});
}

// Weights on the disk of every replica, in the precision in which they are fetched.
int node_disk_gb(const World& world, const Workload& workload, const Offer& offer, const ServingOption& option) {
  const auto* llm = std::get_if<LlmServing>(&workload.serving);
  const double fetched = option.weights_gb() * (llm != nullptr && llm->dtype == "fp8" ? 2 : 1);
  const double pods = option.replicas_per_instance * (weights_allowance * fetched + disk_per_replica_gb);
  const double least = least_disk_gb(pods, world.regions[offer.region].provider == "gcp");
  return static_cast<int>(std::ceil(std::max({disk_base_gb + pods, least, world.billing.node_disk_gb}) / disk_step_gb)) * disk_step_gb;
}

// Clouds whose clusters can bring machines by themselves as a bundle writes it.
bool brings_nodes(const Region& region) { return region.provider == "aws" || region.provider == "gcp"; }

// Rates of a region's part of a workload, from the demand and the routing.
void add_demand(PoolPlan& plan, const World& world, const Pool& pool, const Grid& shares) {
  const std::vector<double> rps = routed_rps(world.rate_rps[pool.workload], shares, world.offers[pool.offer].region);
  plan.busiest_rps = std::ranges::max(rps);
  plan.mean_rps = std::accumulate(rps.begin(), rps.end(), 0.0) / static_cast<double>(rps.size());
}

int most_replicas(const World& world, const Pool& pool, const ServingOption& option) {
  if (const auto& scaling = world.workloads[pool.workload].autoscaling) return std::max(pool.replicas, scaling->max_replicas);
  const auto wished = static_cast<std::int64_t>(std::ceil(pool.replicas * (1 + scaling_headroom)));
  const std::int64_t allowed = std::int64_t{world.constraints.max_instances_per_region} * option.replicas_per_instance;
  return static_cast<int>(std::max<std::int64_t>(pool.replicas, std::min(wished, allowed)));
}

PoolPlan pool_plan(const ExportInput& input, std::size_t index, const std::vector<Grid>& shares) {
  const World& world = input.world;
  const Pool& pool = input.topology.pools[index];
  PoolPlan plan;
  plan.workload = &world.workloads[pool.workload];
  plan.name = dns_label(plan.workload->name);
  plan.offer = &world.offers[pool.offer];
  plan.option = world.serving(pool.workload, pool.offer);
  if (plan.option == nullptr)
    throw std::invalid_argument(
        fmt::format("the topology runs {} on {}, for which the world has no serving option", plan.workload->name, plan.offer->instance_type));
  if (const auto* llm = std::get_if<LlmServing>(&plan.workload->serving); llm != nullptr && llm->disaggregation)
    throw std::invalid_argument(fmt::format("workload {} has prefill and decode apart, which no export target writes", plan.workload->name));
  if (!is_label_value(plan.offer->instance_type))
    throw std::invalid_argument(fmt::format("the instance type '{}' cannot be a node label of Kubernetes", plan.offer->instance_type));
  plan.replicas = pool.replicas;
  plan.max_replicas = most_replicas(world, pool, *plan.option);
  plan.instances = instances(world, pool);
  plan.max_instances = instances(world, {pool.workload, pool.offer, plan.max_replicas});
  plan.spot = world.purchase == Purchase::spot || (plan.workload->autoscaling && plan.workload->autoscaling->spot);
  plan.nodes_by_cluster = plan.workload->nodes.provisioner == Provisioner::karpenter && brings_nodes(world.regions[plan.offer->region]);
  plan.node_disk_gb = node_disk_gb(world, *plan.workload, *plan.offer, *plan.option);
  add_demand(plan, world, pool, shares[pool.workload]);
  if (index < input.expected_pools.size()) plan.expected = input.expected_pools[index];
  return plan;
}

}  // namespace

std::vector<RegionPlan> region_plans(const ExportInput& input) {
  const World& world = input.world;
  const std::vector<Grid> shares = routing_shares(world, input.topology);
  std::vector<RegionPlan> plans;
  for (const std::uint32_t index : open_regions(world, input.topology)) {
    const Region& region = world.regions[index];
    if (!is_label_value(region.id)) throw std::invalid_argument(fmt::format("the region '{}' cannot be a node label of Kubernetes", region.id));
    RegionPlan plan{dns_label(region.provider + "-" + region.id), &region, {}};
    for (std::size_t i = 0; i < input.topology.pools.size(); ++i) {
      const Pool& pool = input.topology.pools[i];
      if (pool.replicas > 0 && world.offers[pool.offer].region == index) plan.pools.push_back(pool_plan(input, i, shares));
    }
    std::sort(plan.pools.begin(), plan.pools.end(), [](const PoolPlan& a, const PoolPlan& b) { return a.workload < b.workload; });
    if (!plan.pools.empty()) plans.push_back(std::move(plan));
  }
  if (plans.empty()) throw std::invalid_argument("the topology opens no region: there is nothing to export");
  return plans;
}

std::string data_namespace(const World& world) { return dns_label("data-" + world.name); }

std::vector<PoolPlan> workload_plans(const std::vector<RegionPlan>& regions) {
  std::vector<PoolPlan> first;
  for (const RegionPlan& region : regions)
    for (const PoolPlan& pool : region.pools)
      if (std::none_of(first.begin(), first.end(), [&](const PoolPlan& known) { return known.workload == pool.workload; })) first.push_back(pool);
  std::sort(first.begin(), first.end(), [](const PoolPlan& a, const PoolPlan& b) { return a.workload < b.workload; });
  return first;
}

}  // namespace tradewind
