// What the runs of a rollout say.
#pragma once

#include <vector>

#include "rollout/stage.h"

namespace tradewind::rollout {

// By replication: runs of the rollout, and runs without one.
RolloutResult report(const Stage& stage, const Rollout& rollout, std::vector<const Run*> runs, std::vector<const Run*> usual);

}  // namespace tradewind::rollout
