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

// Rings of the asset are differences in tenths of a degree, longitude before latitude.
std::vector<GeoPoint> ring_of(const nlohmann::json& differences) {
  std::vector<GeoPoint> ring;
  double longitude = 0, latitude = 0;
  for (std::size_t at = 0; at + 1 < differences.size(); at += 2) {
    longitude += differences[at].get<double>() / 10;
    latitude += differences[at + 1].get<double>() / 10;
    ring.push_back({latitude, longitude});
  }
  return ring;
}

}  // namespace

const std::vector<std::vector<GeoPoint>>& land_rings() {
  static const std::vector<std::vector<GeoPoint>> rings = [] {
    std::vector<std::vector<GeoPoint>> all;
    const nlohmann::json land = nlohmann::json::parse(embedded::assets("land.json"));
    for (const nlohmann::json& ring : land.at("rings")) all.push_back(ring_of(ring));
    return all;
  }();
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
