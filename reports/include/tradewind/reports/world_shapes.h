// Shapes on the globe that every map draws, before any projection.
#pragma once

#include <string_view>
#include <vector>

#include "tradewind/scenarios/catalogue.h"

namespace tradewind {

struct MapShapes {
  std::vector<std::vector<GeoPoint>> rings;    // outlines of the land, closed
  std::vector<std::vector<GeoPoint>> borders;  // lines between two countries; may be none
};

// Reads what assets/make_land.py writes. Throws nlohmann::json::exception for any other text.
MapShapes map_shapes(std::string_view json);

// The outline of the land as closed rings; computed once. From Natural Earth (public domain), simplified.
const std::vector<std::vector<GeoPoint>>& land_rings();

// The shortest way over the globe, a point about every `step_deg` (> 0) degrees, cut where it crosses the 180th meridian. Opposite or equal places
// have no single shortest way: they give the two ends.
std::vector<std::vector<GeoPoint>> great_circle(GeoPoint from, GeoPoint to, double step_deg);

}  // namespace tradewind
