// What tuning found, as tables and as JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "tradewind/planner/tune.h"

namespace tradewind {

nlohmann::json to_json(const TuneResult& result, const std::string& scenario);

// The `top` cheapest settings of each workload.
void print(const TuneResult& result, std::size_t top);

}  // namespace tradewind
