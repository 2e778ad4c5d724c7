// What the target of a fault means to the simulation of a topology in motion.
#pragma once

#include <cstdint>

#include "tradewind/scenarios/incident.h"

namespace tradewind::motion {

// The index of a target is, by the kind of its fault: of node, gpu and slow_replica that of a pool of the plan; of link and edge that of its cut; of
// dns 0; of all others that of a region of the world. The number is that of a zone of the region, or tells the nodes, GPUs or replicas of a pool
// apart.
inline constexpr std::uint32_t most_indices = 1u << 12;
constexpr std::uint32_t target_of(std::uint32_t index, std::uint32_t number = 0) { return number * most_indices + index; }
constexpr std::uint32_t index_of(std::uint32_t target) { return target % most_indices; }
constexpr std::uint32_t number_of(std::uint32_t target) { return target / most_indices; }

constexpr bool is_of_a_pool(FaultKind kind) { return kind == FaultKind::node || kind == FaultKind::gpu || kind == FaultKind::slow_replica; }
constexpr bool is_of_links(FaultKind kind) { return kind == FaultKind::link || kind == FaultKind::edge; }

}  // namespace tradewind::motion
