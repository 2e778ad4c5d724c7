// What a simulated topology earns: revenue from its latencies, less its bill.
#pragma once

#include <optional>

#include "tradewind/pricing/value_of_latency.h"
#include "tradewind/sim/outcome.h"

namespace tradewind {

// The requests of a month by population, each at the mean latency that its workloads' objectives look at. Nothing where the scenario does not say
// what latency is worth (Billing::value_of_latency).
std::optional<Benefit> net_benefit(const World& world, const Outcome& outcome, const Bill& bill);

}  // namespace tradewind
