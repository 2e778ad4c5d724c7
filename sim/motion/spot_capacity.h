// Where spot capacity can be had at a time: one market of all zones of all regions, so that what is scarce is scarce together. It belongs to a run,
// and is the same for all topologies and all experiments of one replication.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "elasticity/spot_market.h"
#include "tradewind/scenarios/world.h"

namespace tradewind::motion {

using kernel::Time;

// Availability zones of a region: most regions of the large providers have three.
inline constexpr std::int32_t zones_of_a_region = 3;

class SpotCapacity {
 public:
  // Workloads with other settings see the same market with other eyes: the draws are shared. Throws std::invalid_argument: see factor_shares.
  SpotCapacity(const World& world, elasticity::SpotMarket::Seed seed);

  // By zone of the region; empty for a workload that does not use spot.
  std::vector<char> zones(std::uint32_t workload, std::uint32_t region) const;

  struct Change {
    std::uint32_t workload, region, zone;
    bool available;
  };
  Time next_wake() const;
  void wake(Time now);
  std::span<const Change> changes() const { return changes_; }  // of the last wake

 private:
  std::vector<std::optional<elasticity::SpotMarket>> markets_;  // by workload
  std::vector<Change> changes_;
};

}  // namespace tradewind::motion
