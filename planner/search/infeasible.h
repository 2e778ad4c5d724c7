// Why no placement keeps to the constraints, in words.
#pragma once

#include <string>

#include "market/market.h"
#include "placement/solve.h"

namespace tradewind::search {

// Lifts each constraint in turn; the first whose absence makes the problem feasible is the one that is named.
std::string why_infeasible(const World& world, const market::Market& market, const placement::Limits& limits);

}  // namespace tradewind::search
