// What an outcome says of the feature stores.
#pragma once

#include "features/statistics.h"
#include "tradewind/scenarios/world.h"
#include "tradewind/sim/outcome.h"

namespace tradewind::features {

// `hours`: how long the statistics were gathered. Empty when they have no store.
FeaturesOutcome summarize(const World& world, const Statistics& statistics, double hours);

}  // namespace tradewind::features
