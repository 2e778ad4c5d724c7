#include "svg/world_projection.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numbers>

#include "embedded/assets.h"
#include "svg/axis.h"

namespace tradewind::svg {
namespace {

constexpr double radians = std::numbers::pi / 180;
constexpr double north_deg = 80, south_deg = -57;

struct Vector {
  double x, y, z;
};

Vector unit_vector(GeoPoint place) {
  const double latitude = place.latitude_deg * radians, longitude = place.longitude_deg * radians;
  return {std::cos(latitude) * std::cos(longitude), std::cos(latitude) * std::sin(longitude), std::sin(latitude)};
}

GeoPoint place_of(Vector v) { return {std::atan2(v.z, std::hypot(v.x, v.y)) / radians, std::atan2(v.y, v.x) / radians}; }

std::string step(char command, Point point) { return command + coordinate(point.x) + " " + coordinate(point.y); }

std::string ring_path(const nlohmann::json& ring) {
  std::string path;
  double longitude = 0, latitude = 0;
  for (std::size_t at = 0; at + 1 < ring.size(); at += 2) {
    longitude += ring[at].get<double>() / 10;
    latitude += ring[at + 1].get<double>() / 10;
    path += step(at == 0 ? 'M' : 'L', on_map({latitude, longitude}));
  }
  return path + "Z";
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
    const nlohmann::json land = nlohmann::json::parse(embedded::assets("land.json"));
    for (const nlohmann::json& ring : land.at("rings")) all += ring_path(ring);
    return all;
  }();
  return path;
}

std::string great_circle_path(GeoPoint from, GeoPoint to) {
  const Vector a = unit_vector(from), b = unit_vector(to);
  const double angle = std::acos(std::clamp(a.x * b.x + a.y * b.y + a.z * b.z, -1.0, 1.0));
  // Opposite or equal places have no single shortest way; a step is about 5 degrees.
  if (std::sin(angle) < 1e-6) return step('M', on_map(from)) + step('L', on_map(to));
  const int steps = 1 + static_cast<int>(angle / (5 * radians));
  std::string path;
  double longitude_before = 0;
  for (int at = 0; at <= steps; ++at) {
    const double share = static_cast<double>(at) / steps;
    const double wa = std::sin((1 - share) * angle) / std::sin(angle), wb = std::sin(share * angle) / std::sin(angle);
    const GeoPoint place = place_of({wa * a.x + wb * b.x, wa * a.y + wb * b.y, wa * a.z + wb * b.z});
    const bool crosses_edge = at > 0 && std::abs(place.longitude_deg - longitude_before) > 180;
    path += step(at == 0 || crosses_edge ? 'M' : 'L', on_map(place));
    longitude_before = place.longitude_deg;
  }
  return path;
}

}  // namespace tradewind::svg
