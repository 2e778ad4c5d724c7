// Capacity curves of a world, computed once: equal servings share a curve, and a study keeps it for the next run.
#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "tradewind/planner/study.h"
#include "tradewind/sim/capacity.h"

namespace tradewind::capacity {

// Everything that a curve depends on, as text: the server, its timing, the sizes of requests, the balancing, the latency that counts.
// Two serving options with the same text have the same curve, wherever they run.
std::string curve_inputs(const World& world, const ServingOption& option, const CapacityOptions& options);

// 64-bit FNV-1a (Fowler, Noll, Vo; draft-eastlake-fnv), as 16 hexadecimal digits: the same on every machine.
std::string fnv1a_hex(std::string_view text);

std::string to_json(const CapacityCurve& curve);
CapacityCurve curve_from_json(std::string_view text);

struct Curves {
  std::vector<CapacityCurve> curves;         // each distinct one once
  std::vector<std::size_t> curve_of_option;  // by index into World::serving_options
};

// Loads what the study has and computes the rest, in parallel; each curve is saved as soon as it is there. done(share) is called from one thread at a
// time. Throws Interrupted.
Curves all_curves(Study& study, const CapacityOptions& options, int threads, const std::function<void(double)>& done, std::stop_token stop);

}  // namespace tradewind::capacity
