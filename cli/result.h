// One simulated or priced topology as the JSON object of the contract and as tables.
#pragma once

#include <nlohmann/json.hpp>

#include "tradewind/pricing/bill.h"
#include "tradewind/sim/outcome.h"

namespace tradewind {

// The outcome's object with `cost` added: {monthly_usd, per_million_requests_usd, price_book, lines[]}.
nlohmann::json result_json(const Outcome& outcome, const Bill& bill);

// {monthly_usd, per_million_requests_usd, price_book, lines[]}
nlohmann::json cost_json(const Bill& bill, const Usage& usage);

void print_outcome(const World& world, const Outcome& outcome);
void print_bill(const Bill& bill, const Usage& usage);

}  // namespace tradewind
