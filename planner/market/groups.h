// Populations that see the world alike, taken together: all members of a group are sent to the same regions in the same shares.
#pragma once

#include <vector>

#include "tradewind/scenarios/world.h"

namespace tradewind::market {

struct Groups {
  std::vector<std::size_t> group_of;  // by population
  std::size_t count = 0;
};

// Leader clustering: in order of demand, a population joins the first leader whose round trips to every region differ from its own by at most a
// tolerance, or becomes a leader. The tolerance is the smallest of 0, 1, 1.25, 1.25^2, ... ms that gives at most `most` groups. The exact model works
// with the demand, the late shares and the traffic of the members, so that grouping restricts the routing but changes no figure. `kind`: populations
// of different kinds are never in one group, so that there may be more than `most` where there are many kinds.
Groups group_populations(const Grid& rtt_ms, const std::vector<double>& demand, const std::vector<std::size_t>& kind, std::size_t most);

}  // namespace tradewind::market
