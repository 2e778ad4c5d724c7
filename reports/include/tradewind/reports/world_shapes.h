// Shapes on the globe that every map draws, before any projection.
#pragma once

#include <vector>

#include "tradewind/scenarios/catalogue.h"

namespace tradewind {

// The outline of the land as closed rings; computed once. From Natural Earth (public domain), simplified.
const std::vector<std::vector<GeoPoint>>& land_rings();

// The shortest way over the globe, a point about every `step_deg` (> 0) degrees, cut where it crosses the 180th meridian. Opposite or equal places
// have no single shortest way: they give the two ends.
std::vector<std::vector<GeoPoint>> great_circle(GeoPoint from, GeoPoint to, double step_deg);

}  // namespace tradewind
