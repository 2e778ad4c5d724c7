#include "tradewind/scenarios/instance_limits.h"

#include <fmt/format.h>

#include <algorithm>

namespace tradewind {
namespace {

// The limits of a world, each as a quota over offers.
std::vector<InstanceQuota> limits_of(const World& world) {
  std::vector<InstanceQuota> limits(world.regions.size());
  for (std::size_t region = 0; region < limits.size(); ++region) {
    limits[region].words = fmt::format("at most {} instances in {}", world.constraints.max_instances_per_region, world.regions[region].key());
    limits[region].most = world.constraints.max_instances_per_region;
  }
  for (std::uint32_t offer = 0; offer < world.offers.size(); ++offer) limits[world.offers[offer].region].offers.push_back(offer);
  limits.insert(limits.end(), world.constraints.quotas.begin(), world.constraints.quotas.end());
  return limits;
}

bool counts(const InstanceQuota& limit, const Pool& pool) { return std::ranges::find(limit.offers, pool.offer) != limit.offers.end(); }

// Of one instance, towards a limit.
int weight(const World& world, const InstanceQuota& limit, const Pool& pool) { return limit.counts_gpus ? world.offers[pool.offer].gpu_count : 1; }

int taken(const World& world, const InstanceQuota& limit, const Topology& topology) {
  int sum = 0;
  for (const Pool& pool : topology.pools)
    if (counts(limit, pool)) sum += instances(world, pool) * weight(world, limit, pool);
  return sum;
}

}  // namespace

int instance_limit(const World& world, const Topology& topology, std::size_t pool) {
  const Pool& own = topology.pools[pool];
  const int standing = instances(world, own);
  int limit = world.constraints.max_instances_per_region;
  for (const InstanceQuota& each : limits_of(world)) {
    const int of_one = counts(each, own) ? weight(world, each, own) : 0;
    if (of_one > 0) limit = std::min(limit, standing + (each.most - taken(world, each, topology)) / of_one);
  }
  return std::max(limit, standing);
}

std::vector<ExceededLimit> exceeded_limits(const World& world, const Topology& topology) {
  std::vector<ExceededLimit> exceeded;
  for (const InstanceQuota& limit : limits_of(world))
    if (const int found = taken(world, limit, topology); found > limit.most) exceeded.push_back({limit.words, found});
  return exceeded;
}

}  // namespace tradewind
