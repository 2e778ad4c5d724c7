// Rules on how many replicas may be gone, and where they stand: PodDisruptionBudgets and topology spread constraints.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace tradewind::elasticity {

// A number or a percentage of the desired replicas; a percentage is rounded up (kubernetes/kubernetes, pkg/controller/disruption).
struct CountOrPercent {
  double value = 0;
  bool percent = false;
  std::int32_t of(std::int32_t desired) const;
};

// PodDisruptionBudget: at most one of the two is set; none set allows every disruption. It binds voluntary disruptions (consolidation of nodes),
// neither scaling down nor the loss of a node.
struct DisruptionBudget {
  std::optional<CountOrPercent> min_available, max_unavailable;
};

// How many ready replicas may be evicted now, at least 0.
std::int32_t allowed_disruptions(const DisruptionBudget& budget, std::int32_t desired, std::int32_t ready);

// topologySpreadConstraints over zones.
struct ZoneSpread {
  std::int32_t max_skew = 1;  // at least 1: the most that a zone may have above the one with the fewest replicas
  bool required = false;      // DoNotSchedule; else ScheduleAnyway: fewer first, but any
};

// Whether one replica more in `zone` is allowed. `open`: zones that count (one that is lost does not hold the others back).
bool may_add(const ZoneSpread& spread, std::span<const std::int32_t> replicas, std::span<const char> open, std::size_t zone);

}  // namespace tradewind::elasticity
