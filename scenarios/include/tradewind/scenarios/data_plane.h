// The data beside the models.
#pragma once

#include <vector>

#include "tradewind/scenarios/artifacts.h"

namespace tradewind {

struct DataPlane {
  std::vector<Artifact> artifacts;
};

}  // namespace tradewind
