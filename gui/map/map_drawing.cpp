#include "map/map_drawing.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "map/heat_layer.h"
#include "map/land.h"
#include "map/projection.h"

namespace tradewind::gui {
namespace {

constexpr std::size_t many_flows = 300;
constexpr double thin_width = 2;
constexpr int strengths = 24;
constexpr double added_radius = 5;

QColor with_alpha(QColor colour, double alpha) {
  colour.setAlphaF(static_cast<float>(alpha));
  return colour;
}

void draw_graticule(QPainter& painter, const Theme& theme, const MapCamera& camera) {
  painter.save();
  painter.setTransform(camera.to_pixels(), true);
  QPen lines(with_alpha(theme.rule, 0.8), 1);
  lines.setCosmetic(true);
  painter.setPen(lines);
  painter.setBrush(Qt::NoBrush);
  painter.drawPath(graticule());
  painter.restore();
}

// Lines of one colour and strength at once.
class ThinLines {
 public:
  void add(const QColor& colour, double strength, const QPolygonF& line) {
    std::vector<QLineF>& lines = by_look_[{colour.rgb(), std::max(1, static_cast<int>(std::lround(strength * strengths)))}];
    for (int i = 1; i < line.size(); ++i) lines.emplace_back(line[i - 1], line[i]);
  }
  void draw(QPainter& painter) const {
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const auto& [look, lines] : by_look_) {
      painter.setPen(QPen(with_alpha(QColor(look.first), static_cast<double>(look.second) / strengths), 0));
      painter.drawLines(lines.data(), static_cast<int>(lines.size()));
    }
    painter.setRenderHint(QPainter::Antialiasing);
  }

 private:
  std::map<std::pair<QRgb, int>, std::vector<QLineF>> by_look_;
};

// Where there are many, thin lines are one pixel wide and fainter instead: as much ink, at a fraction of the time.
void draw_flows(QPainter& painter, const MapScene& scene, const MapCamera& camera, const QRectF& pixels) {
  if (scene.flows.empty()) return;
  const std::vector<FlowPaths::Path>& paths = scene.paths->paths();
  const QTransform& to_pixels = camera.to_pixels();
  const QRectF seen = to_pixels.inverted().mapRect(pixels.adjusted(-8, -8, 8, 8));
  const auto width_of = [](const MapScene::Flow& flow) { return 0.5 + 4.5 * std::sqrt(flow.part); };
  const auto strength_of = [heat = scene.shows_heat](const MapScene::Flow& flow) { return flow.faded ? 0.06 : heat ? 0.22 : 0.42; };
  const bool many = scene.flows.size() > many_flows;
  ThinLines thin;
  for (std::size_t i = 0; i < scene.flows.size(); ++i) {
    const MapScene::Flow& flow = scene.flows[i];
    if (!many || width_of(flow) >= thin_width || !paths[i].bounds.intersects(seen)) continue;
    for (const QPolygonF& part : paths[i].parts) thin.add(flow.colour, strength_of(flow) * std::min(1.0, width_of(flow) / 1.6), to_pixels.map(part));
  }
  thin.draw(painter);
  painter.setBrush(Qt::NoBrush);
  for (std::size_t i = 0; i < scene.flows.size(); ++i) {
    const MapScene::Flow& flow = scene.flows[i];
    if ((many && width_of(flow) < thin_width) || !paths[i].bounds.intersects(seen)) continue;
    painter.setPen(QPen(with_alpha(flow.colour, strength_of(flow)), width_of(flow), Qt::SolidLine, Qt::RoundCap));
    for (const QPolygonF& part : paths[i].parts) painter.drawPolyline(to_pixels.map(part));
  }
}

void draw_people(QPainter& painter, const MapScene& scene, const MapCamera& camera, const QRectF& pixels) {
  const QRectF seen = pixels.adjusted(-20, -20, 20, 20);
  painter.setPen(Qt::NoPen);
  for (const std::uint32_t p : scene.largest_first) {
    const MapScene::Person& person = scene.people[p];
    const QPointF at = camera.pixel(person.at);
    if (!seen.contains(at)) continue;
    painter.setBrush(with_alpha(person.colour, person.faded ? 0.18 : 0.6));
    const double radius = radius_of(person, camera);
    painter.drawEllipse(at, radius, radius);
  }
}

// A cross on a region whose failure the others do not carry, a tick on one that they do.
void draw_failure(QPainter& painter, const MapScene& scene, const MapScene::Region& region, const QPointF& at, double radius) {
  if (region.failure == RegionFailure::not_played) return;
  const bool carried = region.failure == RegionFailure::carried;
  const QPointF middle = at + QPointF(radius * 0.75, -radius * 0.75);
  painter.setPen(QPen(scene.theme.surface, 1.5));
  painter.setBrush(carried ? scene.theme.good_ink : scene.theme.bad_ink);
  painter.drawEllipse(middle, 6.5, 6.5);
  painter.setPen(QPen(scene.theme.surface, 1.7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.setBrush(Qt::NoBrush);
  if (carried) {
    painter.drawPolyline(QPolygonF(QList<QPointF>{middle + QPointF(-2.8, 0.2), middle + QPointF(-0.8, 2.4), middle + QPointF(3, -2.4)}));
  } else {
    painter.drawLine(middle + QPointF(-2.4, -2.4), middle + QPointF(2.4, 2.4));
    painter.drawLine(middle + QPointF(-2.4, 2.4), middle + QPointF(2.4, -2.4));
  }
}

template <class Mark>
void draw_ring(QPainter& painter, const Mark& mark, const MapCamera& camera, const QPen& pen, double gap) {
  const double radius = radius_of(mark, camera) + gap;
  painter.setPen(pen);
  painter.setBrush(Qt::NoBrush);
  painter.drawEllipse(camera.pixel(mark.at), radius, radius);
}

}  // namespace

void draw_ground(QPainter& painter, const MapScene& scene, const MapCamera& camera, const QRectF& pixels) {
  painter.setRenderHint(QPainter::Antialiasing);
  draw_graticule(painter, scene.theme, camera);
  draw_land(painter, scene.theme, camera, pixels);
  if (scene.shows_heat) draw_heat(painter, scene, camera, pixels);
  draw_flows(painter, scene, camera, pixels);
  if (!scene.shows_heat) draw_people(painter, scene, camera, pixels);
}

void draw_regions(QPainter& painter, const MapScene& scene, const MapCamera& camera) {
  const QRectF seen = camera.area().adjusted(-40, -40, 40, 40);
  for (const bool open : {false, true})
    for (const MapScene::Region& region : scene.regions) {
      const QPointF at = camera.pixel(region.at);
      if (region.open != open || !seen.contains(at)) continue;
      painter.setPen(open ? QPen(scene.theme.surface, 2) : QPen(scene.theme.faint, 1.1));
      painter.setBrush(open ? with_alpha(region.colour, region.faded ? 0.45 : 1) : scene.theme.surface);
      const double radius = radius_of(region, camera);
      painter.drawEllipse(at, radius, radius);
    }
  painter.setPen(QPen(scene.theme.accent, 1.6, Qt::DotLine));
  painter.setBrush(scene.theme.surface);
  for (const MapScene::Added& added : scene.added) painter.drawEllipse(camera.pixel(added.at), added_radius, added_radius);
  for (const MapScene::Region& region : scene.regions) draw_failure(painter, scene, region, camera.pixel(region.at), radius_of(region, camera));
}

void draw_ring_of_region(QPainter& painter, const MapScene& scene, const MapCamera& camera, int region) {
  if (region >= 0) draw_ring(painter, scene.regions[static_cast<std::size_t>(region)], camera, QPen(scene.theme.ink, 2), 4);
}

void draw_ring_of_people(QPainter& painter, const MapScene& scene, const MapCamera& camera, int population) {
  if (population >= 0) draw_ring(painter, scene.people[static_cast<std::size_t>(population)], camera, QPen(scene.theme.ink, 1.6), 3);
}

}  // namespace tradewind::gui
