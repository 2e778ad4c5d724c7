// What all rollouts of a world have in common, and what each takes part in.
#pragma once

#include <string>
#include <vector>

#include "engine/plan.h"
#include "rollout/controller.h"
#include "tradewind/sim/rollout.h"

namespace tradewind::rollout {

// The pools of a topology that run the workload of a rollout, by index, and the wave of each.
struct Place {
  std::uint32_t pool = 0;
  std::size_t wave = 0;
};
std::vector<Place> places(const World& world, const Topology& topology, const Rollout& rollout);

StartTimes start_times(const World& world, const tradewind::Pool& pool, const Rollout& rollout, const ReplicationNetwork& network);
// GB that a new replica loads.
double loaded_gb(const World& world, const tradewind::Pool& pool, const Rollout& rollout);

// The controller of a rollout that is decided at `decided`. Pools of new versions are numbered on from those of the topology, one for each in their
// order.
struct Prepared {
  Controller controller;
  std::vector<Time> arrivals;  // by deployment: of the region's own copy
};
Prepared prepare(const World& world, const Topology& topology, const Rollout& rollout, const ReplicationNetwork& network, Time decided,
                 std::uint64_t seed, std::uint32_t replication);

// Until a rollout that nobody rolls back is done, since the decision, if every replica that goes takes all of its grace period; and how much longer a
// rollback from its end takes at most, where something may be rolled back.
Time longest(const World& world, const Topology& topology, const Rollout& rollout, const ReplicationNetwork& network, std::uint64_t seed,
             std::uint32_t replication);

inline constexpr double longest_stretch_s = 7 * 86400.0;

}  // namespace tradewind::rollout
