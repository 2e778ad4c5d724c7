// How much load a server may have before more of its users' requests are late than their objective allows.
#pragma once

#include <optional>
#include <vector>

#include "tradewind/sim/capacity.h"

namespace tradewind::tuning {

// Quantiles of the network's time of all users of a workload, each at the nearest region that may and can serve them. Empty where there is none.
std::vector<double> nearest_network_ms(const World& world, std::uint32_t workload);

// Highest rate of a replica with at most the allowed share of requests later than the objective's target, between two points of the curve by their
// line; nothing where even the lowest load has more.
std::optional<double> rate_within(const CapacityCurve& curve, const Slo& slo, const std::vector<double>& network_ms);

}  // namespace tradewind::tuning
