// The neighbours of a topology that the exact model does not propose. It sees a pool at the loads of its capacity curve alone, with the whole load of
// one of them on each instance; between these lie topologies with an instance more or fewer. And it does not route by what the traffic manager does
// by itself.
#pragma once

#include <vector>

#include "market/market.h"

namespace tradewind::local_search {

struct Move {
  placement::Placement placement;  // usd: what the market expects
  Topology topology;
  // The latency that may be hoped for: with an instance more, that of the next lower load on the curve; with one fewer, the one there is.
  double hoped_latency_ms = 0;
};

// An instance more or fewer in each pool, each pool closed with its users sent to the fastest of those left, and the users sent where the traffic
// manager leads them. Each keeps to the constraints of the scenario, failures among them, as far as the market can tell: it is only the latency, and
// whether a pool can take more than the market's levels say, that the simulation has to answer.
std::vector<Move> moves(const market::Market& market, const placement::Placement& placement);

}  // namespace tradewind::local_search
