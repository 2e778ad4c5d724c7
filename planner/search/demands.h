// The constraints of a scenario that may give way, as the exact model has them.
#pragma once

#include <string>
#include <vector>

#include "search/clash.h"
#include "tradewind/scenarios/world.h"

namespace tradewind::search {

std::vector<Demand> demands_of(const World& world);

// "1,234.56 USD"
std::string usd(double amount);

}  // namespace tradewind::search
