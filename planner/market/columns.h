// What can be bought: every priced way to serve a workload in a region, and which of them are never worth buying.
#pragma once

#include <vector>

#include "capacity/curve_store.h"
#include "market/prices.h"

namespace tradewind::market {

// A serving option at one load level of its capacity curve.
struct Choice {
  std::uint32_t workload = 0, region = 0;  // indices into the world
  std::uint32_t option = 0;                // index into World::serving_options
  std::size_t level = 0;                   // point of the curve
  double instance_usd = 0;                 // a month
  double instance_rps = 0;                 // in the busiest hour
  std::vector<double> server_ms;           // quantiles of the latency over the week
  // Loss of the world's third axis (third_axis.h) that an instance brings, and a request served there.
  double third_of_instance = 0, third_of_request = 0;
  double usd_per_rps() const { return instance_usd / instance_rps; }
  double third_per_rps() const { return third_of_instance / instance_rps + third_of_request; }
};

// All choices with a price and a capacity, in order of option and level.
std::vector<Choice> all_choices(const World& world, const Prices& prices, const capacity::Curves& curves);

// Whether buying `a` is at least as good as buying `b` wherever b stands: not dearer by the request, not coarser (an instance is not dearer), and at
// the median and at the percentile that counts not later than b by more than 2 % (the noise of a curve), and without more loss on the third axis.
bool covers(const Choice& a, const Choice& b, double percentile);

// Leaves out choices that another one of the same workload and region covers. Costs at most 2 % of server latency.
std::vector<Choice> without_covered(const std::vector<Choice>& choices, double percentile);

// For each workload and region at most `most` choices: the cheapest by the request (to 2 %, the finest of these), the fastest, the one with the
// cheapest instance, the one with the least loss on the third axis where there is one, then those whose latency is farthest (by its logarithm) from
// the ones picked before. A restriction: what is left out is not offered to the exact model.
std::vector<Choice> few_for_each_region(const std::vector<Choice>& choices, double percentile, std::size_t most);

}  // namespace tradewind::market
