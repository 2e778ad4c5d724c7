// The purchase mix as JSON and as tables.
#pragma once

#include <nlohmann/json.hpp>

#include "tradewind/pricing/purchases.h"

namespace tradewind {

// Adds to a cost object where there is a mix: purchase[] {region, instance_type, instances{min,mean,max}, reserved, kinds{KIND: {instance_hours,
// usd}}, monthly_usd, on_demand_usd?, saving_usd?, saving_share?, break_even?{reservation, share, hours_per_month, last_level_share,
// next_level_share}} and savings_plans[] {provider, plan, usd_per_hour, unused_usd}.
void add_purchases(const Purchases& purchases, nlohmann::json& cost);

void print_purchases(const Purchases& purchases);

}  // namespace tradewind
