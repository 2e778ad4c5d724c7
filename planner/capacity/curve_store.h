// Capacity curves of a world, computed once: equal servings share a curve, and a study keeps it for the next run.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sharing/steps.h"
#include "tradewind/sim/capacity.h"

namespace tradewind::capacity {

// Everything that a curve depends on, as text: the server, its timing, the sizes of requests, the balancing, the latency that counts.
// Two serving options with the same text have the same curve, wherever they run.
std::string curve_inputs(const World& world, const ServingOption& option, const CapacityOptions& options);

std::string to_json(const CapacityCurve& curve);
CapacityCurve curve_from_json(std::string_view text);

struct Curves {
  std::vector<CapacityCurve> curves;         // each distinct one once
  std::vector<std::size_t> curve_of_option;  // by index into World::serving_options
};

// Each distinct curve is a step. computed(share of the batch) is called from one thread at a time. Throws what Steps::run throws.
Curves all_curves(const World& world, sharing::Steps& steps, const CapacityOptions& options, int threads,
                  const std::function<void(double)>& computed);

}  // namespace tradewind::capacity
