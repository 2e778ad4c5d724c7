// Quorums over regions.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

namespace tradewind::features {

// Of n replicas, so many that any two majorities share one (Gifford, "Weighted voting for replicated data", SOSP 1979).
constexpr std::size_t majority(std::size_t replicas) { return replicas / 2 + 1; }

// How long it takes until k of the replicas have answered that are asked at once: the k-th smallest of their round trips. Nothing when fewer are
// there.
inline std::optional<double> kth_round_trip_ms(std::vector<double> round_trips_ms, std::size_t k) {
  if (k == 0) return 0.0;
  if (round_trips_ms.size() < k) return std::nullopt;
  std::ranges::nth_element(round_trips_ms, round_trips_ms.begin() + static_cast<std::ptrdiff_t>(k - 1));
  return round_trips_ms[k - 1];
}

}  // namespace tradewind::features
