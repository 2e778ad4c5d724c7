// What one replica of a workload on an offer does under load, tabulated from the simulator itself.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <vector>

#include "tradewind/scenarios/world.h"

namespace tradewind {

// One point of a capacity curve: the server alone (no network), with the arrivals of one stream: Poisson, or as bursty as the workload says. Where
// many metro areas share a pool, their bursts overlap only in part and the curve is on the safe side.
struct LoadPoint {
  double rate_rps = 0;     // offered to one replica
  double utilization = 0;  // share of the time in which it computes
  // Quantiles 0.005, 0.015, ..., 0.995 (100 values) of the latency that the workload's SLO names, without the network: from arrival at the server
  // to the first token, or to the end of the answer. Each rises with the rate, from point to point of a curve.
  std::vector<double> latency_quantiles_ms;
  // Half-width of the 95 % confidence interval of the objective's percentile: ten batches of the requests, Student's t.
  double latency_ci95_ms = 0;
  bool stable = false;  // the queue did not grow through the run
};

// At a percentile (0 to 100) of such quantiles, between two of them by their line.
double at_percentile(std::span<const double> quantiles, double percentile);

struct CapacityCurve {
  double max_rate_rps = 0;        // highest sustainable rate of one replica, found by bisection on stability
  std::vector<LoadPoint> points;  // ascending rate, all stable
};

struct CapacityOptions {
  std::uint64_t seed = 1;
  std::vector<double> shares_of_max = {0.3, 0.5, 0.65, 0.8, 0.9};
  // Where a curve bends, points are added: while a point lies by more than this part off the straight line between its neighbours, in the objective's
  // percentile, both stretches beside it are halved, up to `most_points` in all.
  double bend = 0.05;
  std::size_t most_points = 9;
  int requests_per_point = 20000;
  int replicas = 4;  // simulated side by side behind the workload's balancing, so that pooling shows
};

// Points are simulated one by one, with the same requests; where their quantiles fall by chance although the rate rises, they are replaced by those
// nearest to them that do not (isotonic regression, pool adjacent violators: Ayer and others, Annals of Mathematical Statistics 26 (1955) 641-647).
// Throws std::invalid_argument when an option is out of its range, or the server rejects every request.
CapacityCurve capacity_curve(const World& world, const ServingOption& option, const CapacityOptions& options = {});

// Several in parallel, on `threads` threads (0 = all cores). done(i, curve) is called from one thread at a time. Throws Interrupted.
std::vector<CapacityCurve> capacity_curves(const World& world, std::span<const ServingOption* const> servings, const CapacityOptions& options,
                                           int threads, const std::function<void(std::size_t, const CapacityCurve&)>& done,
                                           std::stop_token stop = {});

}  // namespace tradewind
