// The data beside the models.
#pragma once

#include <vector>

#include "tradewind/scenarios/artifacts.h"
#include "tradewind/scenarios/event_streams.h"
#include "tradewind/scenarios/feature_stores.h"

namespace tradewind {

struct DataPlane {
  std::vector<Artifact> artifacts;
  std::vector<FeatureStore> feature_stores;
  std::vector<EventStream> streams;
};

}  // namespace tradewind
