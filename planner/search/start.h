// What is known of other latency limits, for the solution at one.
#pragma once

#include <optional>
#include <vector>

#include "placement/problem.h"

namespace tradewind::search {

struct KnownPlacement {
  double limit_ms = 0;
  const placement::Placement* placement = nullptr;
};

// The cheapest placement of limits that are at most this one: it keeps to this one too. It has the multipliers of the limit that is nearest, on
// either side, if that is near enough for them to be of use.
std::optional<placement::Placement> start_at(double limit_ms, const std::vector<KnownPlacement>& known);

// What no placement at this limit can cost less than: what is proven for a wider one.
double lower_bound_usd_at(double limit_ms, const std::vector<KnownPlacement>& known);

}  // namespace tradewind::search
