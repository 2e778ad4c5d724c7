// How many requests are later than a limit, when the network's time and the server's time are independent and each is known by its quantiles.
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "tradewind/scenarios/world.h"
#include "tradewind/sim/capacity.h"

namespace tradewind::latency {

// P(N + S > limit) for N and S uniform over their quantiles (ascending): the exact convolution of the two tables, by one walk along both, O(n + m).
double late_share(std::span<const double> network_ms, std::span<const double> server_ms, double limit_ms);

// Quantiles (100 of them) of values with weights, of `all` in sum; zeros where there are none.
std::vector<double> weighted_quantiles(std::vector<std::pair<double, double>> samples, double all);

// Network quantiles over a grid of round trips, linear in between (network time is linear in the round trip but for the jitter, which scales with
// it).
class NetworkTable {
 public:
  NetworkTable(const World& world, std::uint32_t workload);
  std::vector<double> quantiles_ms(double rtt_ms) const;

 private:
  static constexpr double step_ms = 5;
  std::vector<std::vector<double>> rows_;
};

// Quantiles (100 of them) of the server latency over the week of a pool that is sized so that its busiest hour has the load of point `level`: the
// mixture over the hours, each with its own load, weighted by its requests. relative_load: load of each hour over that of the busiest one. Between
// the points of the curve the quantiles are linear in the load; below the first point those of the first point are taken.
std::vector<double> week_quantiles_ms(const CapacityCurve& curve, std::size_t level, std::span<const double> relative_load);

}  // namespace tradewind::latency
