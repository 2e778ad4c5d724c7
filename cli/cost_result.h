// What `price` says beside the bill: whose it is, what the months to come cost, and why another topology costs more.
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "tradewind/pricing/allocation.h"
#include "tradewind/pricing/difference.h"
#include "tradewind/pricing/outlook.h"

namespace tradewind {

// {"provider": [{name, amount_usd, requests, tokens, users, per_million_requests_usd, per_million_tokens_usd, per_user_usd}], "region": ...}
nlohmann::json allocation_json(const World& world, const Usage& usage, const Bill& bill);
void print_allocation(const World& world, const Usage& usage, const Bill& bill, CostDimension dimension);

// {total_usd, interval?, months: [{month, demand, instances, total_usd, interval?, by_service}], tornado?, samples?}
nlohmann::json outlook_json(const Outlook& outlook);
void print_outlook(const Outlook& outlook);

// {from_usd, to_usd, steps: [{service, unit, from_quantity, to_quantity, by_quantity_usd, by_price_usd}]}
nlohmann::json difference_json(const BillDifference& difference);
void print_difference(const BillDifference& difference, const std::string& from, const std::string& to);

}  // namespace tradewind
