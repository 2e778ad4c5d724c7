// Resolves the incidents of a scenario.
#pragma once

#include "world/resolution.h"

namespace tradewind::resolution {

// Regions and populations must stand already.
void resolve_incidents(Resolution& r);

}  // namespace tradewind::resolution
