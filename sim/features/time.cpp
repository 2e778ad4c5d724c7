#include <algorithm>
#include <numeric>

#include "features/replica.h"
#include "tradewind/sim/feature_time.h"

namespace tradewind {

namespace {

std::vector<std::uint32_t> region_and_nearest(const World& world, std::uint32_t region) {
  std::vector<std::uint32_t> nearest(world.regions.size());
  std::iota(nearest.begin(), nearest.end(), 0U);
  std::ranges::stable_sort(nearest, {}, [&](std::uint32_t other) { return other == region ? -1 : world.region_rtt_ms(region, other); });
  nearest.resize(std::min(nearest.size(), static_cast<std::size_t>(std::max(world.constraints.min_regions, 1))));
  return nearest;
}

}  // namespace

double mean_feature_time_ms(const World& world, std::uint32_t workload, std::uint32_t region) {
  if (world.workloads[workload].features.empty()) return 0;
  return features::mean_time_ms(world, workload, region, region_and_nearest(world, region));
}

double feature_staleness_s(const World& world, std::uint32_t workload, std::uint32_t region) {
  if (world.workloads[workload].features.empty()) return 0;
  return features::mean_staleness_s(world, workload, region, region_and_nearest(world, region));
}

}  // namespace tradewind
