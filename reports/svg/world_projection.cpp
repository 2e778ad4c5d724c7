#include "svg/world_projection.h"

#include <cmath>
#include <numbers>

#include "svg/axis.h"
#include "tradewind/reports/world_shapes.h"

namespace tradewind::svg {
namespace {

constexpr double radians = std::numbers::pi / 180;
constexpr double north_deg = 80, south_deg = -57;

std::string step(char command, Point point) { return command + coordinate(point.x) + " " + coordinate(point.y); }

// The points of a line as the data of an SVG path.
std::string line_path(const std::vector<GeoPoint>& line) {
  std::string path;
  for (const GeoPoint& place : line) path += step(path.empty() ? 'M' : 'L', on_map(place));
  return path;
}

}  // namespace

Point natural_earth(GeoPoint place) {
  const double phi = place.latitude_deg * radians, lambda = place.longitude_deg * radians;
  const double phi2 = phi * phi, phi4 = phi2 * phi2;
  return {lambda * (0.8707 - 0.131979 * phi2 + phi4 * (-0.013791 + phi4 * (0.003971 * phi2 - 0.001529 * phi4))),
          phi * (1.007226 + phi2 * (0.015085 + phi4 * (-0.044475 + 0.028874 * phi2 - 0.005916 * phi4)))};
}

Point on_map(GeoPoint place) {
  static const double top = natural_earth({north_deg, 0}).y, bottom = natural_earth({south_deg, 0}).y;
  static const double width = 2 * natural_earth({0, 180}).x;
  const Point projected = natural_earth(place);
  return {map_width * (0.5 + projected.x / width), map_height * (top - projected.y) / (top - bottom)};
}

const std::string& land_path() {
  static const std::string path = [] {
    std::string all;
    for (const std::vector<GeoPoint>& ring : land_rings()) all += line_path(ring) + "Z";
    return all;
  }();
  return path;
}

std::string great_circle_path(GeoPoint from, GeoPoint to) {
  std::string path;
  for (const std::vector<GeoPoint>& part : great_circle(from, to, 5)) path += line_path(part);
  return path;
}

}  // namespace tradewind::svg
