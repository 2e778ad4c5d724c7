// The parts of a topology that can fail: in turn, each in an experiment of its own, or by chance.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "motion/experiment.h"

namespace tradewind::motion {

// Parts that are alike, so that an experiment with one of them stands for all.
struct Parts {
  FaultKind kind = FaultKind::region;
  std::string name;         // of one: "a node of aws:eu-west-1"
  std::uint32_t index = 0;  // of its target, see targets.h; cuts are still without theirs
  std::uint32_t count = 1;
  double severity = 1;
  std::optional<std::uint32_t> region = {};  // of the world, that it is about
  std::optional<Cut> cut = {};               // of a link or an edge
};

// All parts of a kind that the topology has: of node, gpu and slow_replica those of each pool, of zone those of each open region.
std::vector<Parts> parts_of(const Stage& stage, FaultKind kind);

// Whether another part takes the place of one that failed: how long that takes is in the simulation.
constexpr bool is_replaced(FaultKind kind) { return kind == FaultKind::node || kind == FaultKind::gpu; }

// Pools, as indices, that have replicas in a region.
std::vector<std::uint32_t> pools_in(const Stage& stage, std::uint32_t region);

}  // namespace tradewind::motion
