// One chaos campaign as JSON and as a table.
#pragma once

#include <nlohmann/json.hpp>

#include "tradewind/sim/chaos.h"

namespace tradewind {

// Field names are a contract with scripts; docs/chaos.md lists them. Figures of the moments stand in arrays, one a column.
nlohmann::ordered_json chaos_json(const ChaosOutcome& outcome, const ChaosOptions& options);

// To stdout, the worst first.
void print_chaos(const ChaosOutcome& outcome, const ChaosOptions& options);

}  // namespace tradewind
