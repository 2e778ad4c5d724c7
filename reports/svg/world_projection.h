// The projection of the world maps.
#pragma once

#include <string>
#include <vector>

#include "tradewind/scenarios/catalogue.h"

namespace tradewind::svg {

struct Point {
  double x = 0, y = 0;
};

inline constexpr double map_width = 1000, map_height = 426;  // pixels of the view box

// Natural Earth projection (T. Patterson 2007), in the polynomial form of B. Savric, B. Jenny, T. Patterson, D. Petrovic and L. Hurni,
// "A Polynomial Equation for the Natural Earth Projection", Cartography and Geographic Information Science 38(4), 2011. Radians in, radians of
// the equator out, y to the north.
Point natural_earth(GeoPoint place);

// Pixels of the view box; the map shows 57 degrees south to 80 degrees north.
Point on_map(GeoPoint place);

// The land outline as the data of an SVG path. Computed once.
const std::string& land_path();

// The shortest way over the globe as the data of an SVG path, cut where it crosses the edge of the map.
std::string great_circle_path(GeoPoint from, GeoPoint to);

}  // namespace tradewind::svg
