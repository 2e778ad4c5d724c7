// The report of rollouts: how long two versions answer side by side, what a bad one does, what each way costs.
#pragma once

#include <string>
#include <vector>

#include "tradewind/pricing/bill.h"
#include "tradewind/sim/rollout.h"

namespace tradewind {

// One HTML file that works offline, in light and dark, and on paper: the rollouts side by side, and for each what happened over time. `outcome` is of
// rollouts with these `options`; `bills`: of each, in their order.
std::string rollouts_html(const RolloutsOutcome& outcome, const RolloutOptions& options, const std::vector<Bill>& bills);

// A CSV table with a row for each rollout and moment.
std::string rollouts_csv(const RolloutsOutcome& outcome);

}  // namespace tradewind
