// Why no placement keeps to the constraints, in words.
#pragma once

#include <string>

#include "market/market.h"
#include "placement/solve.h"

namespace tradewind::search {

// An irreducible set of constraints that clash, one a line, each with the least that it would have to give way for the others to hold.
std::string why_infeasible(const World& world, const market::Market& market, const placement::Limits& limits);

}  // namespace tradewind::search
