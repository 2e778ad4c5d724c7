// Trees of own copying.
#pragma once

#include <span>
#include <vector>

#include "tradewind/scenarios/artifacts.h"
#include "tradewind/sim/replication.h"

namespace tradewind::replication {

// Hops from `home` to all of `targets` (without home) for an artifact of `gb`, in the order of ReplicationPlan::hops. Own copying only.
// - star: home sends to all, the fastest first (so the mean lag is least: shortest processing time first);
// - chain: each region sends to the one of the rest that it reaches fastest;
// - cheapest: minimum-cost arborescence by USD/GB, of equal prices the faster; each sender sends the fastest first;
// - fastest: earliest completing edge first (Bhat, Raghavendra and Prasanna, "Efficient collective communication in distributed heterogeneous
// systems", 1999):
//   of all sends from a region that will have the version to one without, the one that ends first is next. A heuristic: the best tree is NP-hard to
//   find.
std::vector<ReplicationHop> tree(ArtifactReplication kind, std::uint32_t home, std::span<const std::uint32_t> targets, double gb,
                                 const ReplicationNetwork& network);

}  // namespace tradewind::replication
