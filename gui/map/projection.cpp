#include "map/projection.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numbers>

#include "embedded/window_assets.h"

namespace tradewind::gui {
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

// Rings of the asset are differences in tenths of a degree, longitude before latitude.
void add_ring(const nlohmann::json& ring, QPainterPath& path) {
  double longitude = 0, latitude = 0;
  QPolygonF polygon;
  for (std::size_t at = 0; at + 1 < ring.size(); at += 2) {
    longitude += ring[at].get<double>() / 10;
    latitude += ring[at + 1].get<double>() / 10;
    polygon << equal_earth({latitude, longitude});
  }
  path.addPolygon(polygon);
  path.closeSubpath();
}

void add_line(QPainterPath& path, GeoPoint from, double latitude_step, double longitude_step, int steps) {
  path.moveTo(equal_earth(from));
  for (int i = 0; i < steps; ++i) {
    from.latitude_deg += latitude_step;
    from.longitude_deg += longitude_step;
    path.lineTo(equal_earth(from));
  }
}

}  // namespace

QPointF equal_earth(GeoPoint place) {
  constexpr double a1 = 1.340264, a2 = -0.081106, a3 = 0.000893, a4 = 0.003796;
  const double theta = std::asin(std::numbers::sqrt3 / 2 * std::sin(place.latitude_deg * radians));
  const double t2 = theta * theta, t6 = t2 * t2 * t2;
  const double x = 2 * std::numbers::sqrt3 / 3 * place.longitude_deg * radians * std::cos(theta) / (a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2));
  return {x, -theta * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))};
}

QRectF whole_map() {
  const double half = equal_earth({0, 180}).x();
  return {QPointF(-half, equal_earth({north_deg, 0}).y()), QPointF(half, equal_earth({south_deg, 0}).y())};
}

const QPainterPath& land_outline() {
  static const QPainterPath path = [] {
    QPainterPath all;
    const nlohmann::json land = nlohmann::json::parse(embedded::window_assets("land.json"));
    for (const nlohmann::json& ring : land.at("rings")) add_ring(ring, all);
    return all;
  }();
  return path;
}

const QPainterPath& graticule() {
  static const QPainterPath path = [] {
    QPainterPath lines;
    for (int longitude = -180; longitude <= 180; longitude += 30) add_line(lines, {-60, double(longitude)}, 4, 0, 36);
    for (int latitude = -30; latitude <= 60; latitude += 30) add_line(lines, {double(latitude), -180}, 0, 10, 36);
    return lines;
  }();
  return path;
}

std::vector<QPolygonF> great_circle(GeoPoint from, GeoPoint to) {
  const Vector a = unit_vector(from), b = unit_vector(to);
  const double angle = std::acos(std::clamp(a.x * b.x + a.y * b.y + a.z * b.z, -1.0, 1.0));
  // Opposite or equal places have no single shortest way.
  if (std::sin(angle) < 1e-6) return {QPolygonF(QList<QPointF>{equal_earth(from), equal_earth(to)})};
  const int steps = 1 + static_cast<int>(angle / (4 * radians));
  std::vector<QPolygonF> parts(1);
  double longitude_before = from.longitude_deg;
  for (int i = 0; i <= steps; ++i) {
    const double share = static_cast<double>(i) / steps;
    const double wa = std::sin((1 - share) * angle) / std::sin(angle), wb = std::sin(share * angle) / std::sin(angle);
    const GeoPoint place = place_of({wa * a.x + wb * b.x, wa * a.y + wb * b.y, wa * a.z + wb * b.z});
    if (std::abs(place.longitude_deg - longitude_before) > 180) parts.emplace_back();
    parts.back() << equal_earth(place);
    longitude_before = place.longitude_deg;
  }
  return parts;
}

}  // namespace tradewind::gui
