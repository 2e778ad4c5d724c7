#include "map/projection.h"

#include <cmath>
#include <numbers>

#include "tradewind/reports/world_shapes.h"

namespace tradewind::gui {
namespace {

constexpr double radians = std::numbers::pi / 180;
constexpr double north_deg = 80, south_deg = -57;

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

QPolygonF equal_earth(const std::vector<GeoPoint>& line) {
  QPolygonF polygon;
  for (const GeoPoint& place : line) polygon << equal_earth(place);
  return polygon;
}

QRectF whole_map() {
  const double half = equal_earth({0, 180}).x();
  return {QPointF(-half, equal_earth({north_deg, 0}).y()), QPointF(half, equal_earth({south_deg, 0}).y())};
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
  std::vector<QPolygonF> parts;
  for (const std::vector<GeoPoint>& part : tradewind::great_circle(from, to, 4)) parts.push_back(equal_earth(part));
  return parts;
}

}  // namespace tradewind::gui
