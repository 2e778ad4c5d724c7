// Rollouts as JSON and as a table.
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "tradewind/pricing/bill.h"
#include "tradewind/sim/rollout.h"

namespace tradewind {

// Field names are a contract with scripts; docs/rollouts.md lists them. `bills`: of each rollout, in their order.
nlohmann::ordered_json rollouts_json(const RolloutsOutcome& outcome, const RolloutOptions& options, const std::vector<Bill>& bills);

// To stdout: the rollouts side by side.
void print_rollouts(const RolloutsOutcome& outcome, const std::vector<Bill>& bills);

}  // namespace tradewind
