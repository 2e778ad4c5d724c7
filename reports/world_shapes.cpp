#include "tradewind/reports/world_shapes.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numbers>

#include "embedded/assets.h"

namespace tradewind {
namespace {

constexpr double radians = std::numbers::pi / 180;

struct Vector {
  double x, y, z;
};

Vector unit_vector(GeoPoint place) {
  const double latitude = place.latitude_deg * radians, longitude = place.longitude_deg * radians;
  return {std::cos(latitude) * std::cos(longitude), std::cos(latitude) * std::sin(longitude), std::sin(latitude)};
}

GeoPoint place_of(Vector v) { return {std::atan2(v.z, std::hypot(v.x, v.y)) / radians, std::atan2(v.y, v.x) / radians}; }

// Lines are differences in parts of a degree, longitude before latitude.
std::vector<std::vector<GeoPoint>> lines_of(const nlohmann::json& list, int per_degree) {
  std::vector<std::vector<GeoPoint>> lines;
  for (const nlohmann::json& differences : list) {
    std::vector<GeoPoint>& line = lines.emplace_back();
    int longitude = 0, latitude = 0;
    for (std::size_t at = 0; at + 1 < differences.size(); at += 2) {
      longitude += differences[at].get<int>();
      latitude += differences[at + 1].get<int>();
      line.push_back({static_cast<double>(latitude) / per_degree, static_cast<double>(longitude) / per_degree});
    }
  }
  return lines;
}

}  // namespace

MapShapes map_shapes(std::string_view json) {
  const nlohmann::json shapes = nlohmann::json::parse(json);
  const int per_degree = shapes.at("per_degree");
  return {lines_of(shapes.at("rings"), per_degree), lines_of(shapes.value("borders", nlohmann::json::array()), per_degree)};
}

const std::vector<std::vector<GeoPoint>>& land_rings() {
  static const std::vector<std::vector<GeoPoint>> rings = map_shapes(embedded::assets("land.json")).rings;
  return rings;
}

std::vector<std::vector<GeoPoint>> great_circle(GeoPoint from, GeoPoint to, double step_deg) {
  const Vector a = unit_vector(from), b = unit_vector(to);
  const double angle = std::acos(std::clamp(a.x * b.x + a.y * b.y + a.z * b.z, -1.0, 1.0));
  if (std::sin(angle) < 1e-6) return {{from, to}};
  const int steps = 1 + static_cast<int>(angle / (step_deg * radians));
  std::vector<std::vector<GeoPoint>> parts(1);
  double longitude_before = from.longitude_deg;
  for (int at = 0; at <= steps; ++at) {
    const double share = static_cast<double>(at) / steps;
    const double wa = std::sin((1 - share) * angle) / std::sin(angle), wb = std::sin(share * angle) / std::sin(angle);
    const GeoPoint place = place_of({wa * a.x + wb * b.x, wa * a.y + wb * b.y, wa * a.z + wb * b.z});
    if (std::abs(place.longitude_deg - longitude_before) > 180) parts.emplace_back();
    parts.back().push_back(place);
    longitude_before = place.longitude_deg;
  }
  return parts;
}

}  // namespace tradewind
