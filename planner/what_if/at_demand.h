// The same world with other traffic.
#pragma once

#include "tradewind/scenarios/world.h"

namespace tradewind {

// Every cell times `factor`.
void scale(Grid& grid, double factor);

// Every hour's requests times the factor.
World at_demand(const World& world, double factor);

}  // namespace tradewind
