// What happened in one rollout, over time.
#pragma once

#include "text/markup.h"
#include "tradewind/sim/rollout.h"

namespace tradewind::html {

// Keys of the colours.
void rollout_legend(text::Markup& page);

// Answers by version, shares of failed and of late requests, latency, and replicas by version; what concerns all regions is marked. The figures of
// one moment are drawn at its middle, replicas at its begin.
void rollout_timeline(text::Markup& page, const RolloutsOutcome& outcome, const RolloutOptions& options, const RolloutResult& rollout);

}  // namespace tradewind::html
