// The interval of a difference of two simulated figures.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "tradewind/planner/compare.h"

namespace tradewind::compare_studies {

// A figure, and what its replications said; where these were not kept, the half-width of its own 95 % interval.
struct Estimate {
  double figure = 0;
  std::vector<double> replications = {};
  int count = 0;  // of replications
  double half_width = 0;
  std::uint64_t seed = 0;
};

// Of a point of a study: the objective's percentile in ms; the bill of a month in USD, of which what is billed by requests and bytes moves with the
// requests of a replication.
Estimate latency_of(const Candidate& candidate);
Estimate cost_of(const Candidate& candidate);

Difference difference(const Estimate& a, const Estimate& b);

// Of figures replication by replication, with the same seed: over the replications that both have.
Difference paired_difference(std::span<const double> a, std::span<const double> b);

}  // namespace tradewind::compare_studies
