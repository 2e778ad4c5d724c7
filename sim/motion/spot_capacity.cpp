#include "motion/spot_capacity.h"

#include <algorithm>

namespace tradewind::motion {
namespace {

using elasticity::SpotMarket;

std::vector<elasticity::SpotZone> zones_of(std::size_t regions, double availability) {
  std::vector<elasticity::SpotZone> zones;
  for (std::uint32_t region = 0; region < regions; ++region) zones.insert(zones.end(), zones_of_a_region, {region, availability});
  return zones;
}

SpotMarket::Settings settings_of(const SpotNodes& spot, std::size_t regions) {
  // All zones are alike, so that two regions tell as much as all of them.
  const auto some = zones_of(2, spot.availability);
  const elasticity::FactorShares shares = factor_shares(some, {spot.correlation_inside, spot.correlation_across});
  return {zones_of(regions, spot.availability), shares, refresh_rate(some, shares, spot.mean_spell_h * 3600)};
}

}  // namespace

SpotCapacity::SpotCapacity(const World& world, SpotMarket::Seed seed) {
  for (const Workload& workload : world.workloads) {
    markets_.emplace_back();
    if (workload.autoscaling && workload.autoscaling->spot)
      markets_.back().emplace(settings_of(*workload.autoscaling->spot, world.regions.size()), seed);
  }
}

std::vector<char> SpotCapacity::zones(std::uint32_t workload, std::uint32_t region) const {
  std::vector<char> zones;
  const auto& market = markets_[workload];
  for (std::uint32_t zone = 0; market && zone < zones_of_a_region; ++zone) zones.push_back(market->available(region * zones_of_a_region + zone));
  return zones;
}

Time SpotCapacity::next_wake() const {
  Time next = kernel::never;
  for (const auto& market : markets_)
    if (market) next = std::min(next, market->next_wake());
  return next;
}

void SpotCapacity::wake(Time now) {
  changes_.clear();
  for (std::uint32_t workload = 0; workload < markets_.size(); ++workload) {
    auto& market = markets_[workload];
    if (!market || market->next_wake() > now) continue;
    market->wake(now);
    for (const std::uint32_t zone : market->changed())
      changes_.push_back({workload, zone / zones_of_a_region, zone % zones_of_a_region, market->available(zone)});
  }
}

}  // namespace tradewind::motion
