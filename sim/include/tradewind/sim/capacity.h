// What one replica of a workload on an offer does under load, tabulated from the simulator itself.
#pragma once

#include <cstdint>
#include <vector>

#include "tradewind/scenarios/world.h"

namespace tradewind {

// One point of a capacity curve: the server alone (no network), with the arrivals of one stream: Poisson, or as bursty as the workload says. Where
// many metro areas share a pool, their bursts overlap only in part and the curve is on the safe side.
struct LoadPoint {
  double rate_rps = 0;     // offered to one replica
  double utilization = 0;  // share of the time in which it computes
  // Quantiles 0.005, 0.015, ..., 0.995 (100 values) of the latency that the workload's SLO names, without the network: from arrival at the server
  // to the first token, or to the end of the answer.
  std::vector<double> latency_quantiles_ms;
  bool stable = false;  // the queue did not grow through the run
};

struct CapacityCurve {
  double max_rate_rps = 0;        // highest sustainable rate of one replica, found by bisection on stability
  std::vector<LoadPoint> points;  // ascending rate, all stable
};

struct CapacityOptions {
  std::uint64_t seed = 1;
  std::vector<double> shares_of_max = {0.3, 0.5, 0.65, 0.8, 0.9};
  int requests_per_point = 20000;
  int replicas = 4;  // simulated side by side behind the workload's balancing, so that pooling shows
};

CapacityCurve capacity_curve(const World& world, const ServingOption& option, const CapacityOptions& options = {});

}  // namespace tradewind
