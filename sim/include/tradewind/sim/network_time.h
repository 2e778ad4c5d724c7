// The network part of a request's latency, for models that need it without simulating.
#pragma once

#include <cstdint>
#include <vector>

#include "tradewind/scenarios/world.h"

namespace tradewind {

// With m = 1 on an open connection and 1 + handshake_round_trips on a new one, J a log-normal factor of median 1, and L the access line:
//   network_ms = m * (rtt * J + L) + payload / bandwidth
// where the payload is the request and, as the workload's SLO metric says, the first token or the whole answer that follows the last token.
// Quantiles 0.005, 0.015, ..., 0.995 (100 values), ascending, of that time for a round trip of rtt_ms.
std::vector<double> network_latency_quantiles_ms(const World& world, std::uint32_t workload, double rtt_ms);

}  // namespace tradewind
