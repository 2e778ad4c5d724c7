#include "map/land.h"

#include <QPainterPath>
#include <vector>

#include "embedded/map_assets.h"
#include "map/projection.h"
#include "tradewind/reports/world_shapes.h"

namespace tradewind::gui {
namespace {

constexpr double finest_px = 0.6;  // steps of a line that are shorter are left out
constexpr double border_px = 1, faint_border_px = 0.6, clear_from_closeness = 1.4;

struct Line {
  QPolygonF places;
  QRectF bounds;
};

struct Land {
  std::vector<Line> rings, borders;
};

std::vector<Line> projected(const std::vector<std::vector<GeoPoint>>& lines) {
  std::vector<Line> all;
  for (const std::vector<GeoPoint>& line : lines) {
    QPolygonF places = equal_earth(line);
    const QRectF bounds = places.boundingRect();
    all.push_back({std::move(places), bounds});
  }
  return all;
}

const Land& land() {
  static const Land all = [] {
    const MapShapes shapes = map_shapes(embedded::map_assets("world.json"));
    return Land{projected(shapes.rings), projected(shapes.borders)};
  }();
  return all;
}

// The ends stay.
QPolygonF as_seen(const QPolygonF& places, const QTransform& to_pixels) {
  QPolygonF seen;
  for (qsizetype i = 0; i < places.size(); ++i) {
    const QPointF at = to_pixels.map(places[i]);
    if (i == 0 || i + 1 == places.size() || (at - seen.back()).manhattanLength() >= finest_px) seen << at;
  }
  return seen;
}

}  // namespace

void draw_land(QPainter& painter, const Theme& theme, const MapCamera& camera, const QRectF& pixels) {
  const QTransform& to_pixels = camera.to_pixels();
  const QRectF seen = to_pixels.inverted().mapRect(pixels);
  QPainterPath coasts;
  for (const Line& ring : land().rings) {
    if (!ring.bounds.intersects(seen)) continue;
    coasts.addPolygon(as_seen(ring.places, to_pixels));
    coasts.closeSubpath();
  }
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.land);
  painter.drawPath(coasts);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme.surface, camera.closeness() < clear_from_closeness ? faint_border_px : border_px));
  for (const Line& border : land().borders)
    if (border.bounds.intersects(seen)) painter.drawPolyline(as_seen(border.places, to_pixels));
}

}  // namespace tradewind::gui
