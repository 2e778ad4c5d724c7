#include "map/map_labels.h"

#include <QFontMetricsF>
#include <QPaintEngine>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "chart/drawing.h"
#include "chart/label_spots.h"
#include "text/format.h"

namespace tradewind::gui {
namespace {

constexpr double city_names_from = 3.5;  // closeness
constexpr int most_cities = 60;
constexpr double halo = 3;
constexpr int most_stamps = 2000;

void draw_with_halo(QPainter& painter, const QPointF& baseline, const QString& name, const QFont& font, const QColor& colour, QColor behind) {
  behind.setAlphaF(0.85f);
  QPainterPath outline;
  outline.addText(baseline, font, name);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(behind, halo, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPath(outline);
  painter.setFont(font);
  painter.setPen(colour);
  painter.drawText(baseline, name);
}

// The selected one and those that are open, the busiest first.
std::vector<std::uint32_t> named_regions(const MapScene& scene, int selected) {
  std::vector<std::uint32_t> named;
  for (std::uint32_t r = 0; r < scene.regions.size(); ++r)
    if (scene.regions[r].open || static_cast<int>(r) == selected) named.push_back(r);
  std::ranges::stable_sort(named, std::ranges::greater{}, [&scene](std::uint32_t r) { return scene.regions[r].part; });
  return named;
}

}  // namespace

void MapLabels::draw(QPainter& painter, const MapScene& scene, const MapCamera& camera, const World& world, int selected_region) {
  const QRectF& area = camera.area();
  LabelSpots spots(area.adjusted(0, 0, 0, 20));
  const std::vector<std::uint32_t> regions = named_regions(scene, selected_region);
  for (const std::uint32_t r : regions) {
    const double radius = radius_of(scene.regions[r], camera);
    spots.avoid(QRectF(camera.pixel(scene.regions[r].at) - QPointF(radius, radius), QSizeF(2 * radius, 2 * radius)));
  }
  const auto name_at = [&](const QPointF& at, double radius, const QString& name, const Look& look) {
    if (!area.contains(at)) return;
    const QFontMetricsF metrics(look.font);
    if (const auto box = spots.place(at, radius, {metrics.horizontalAdvance(name), metrics.height()}))
      draw_name(painter, box->topLeft(), name, look, scene.theme);
  };
  const Look strong{chart_font(1, true), scene.theme.ink}, soft{chart_font(0.9), scene.theme.soft};
  for (const std::uint32_t r : regions)
    name_at(camera.pixel(scene.regions[r].at), radius_of(scene.regions[r], camera), scene.regions[r].name, strong);
  for (const MapScene::Added& added : scene.added) name_at(camera.pixel(added.at), 5, added.name, {chart_font(0.9), scene.theme.accent});
  if (camera.closeness() < city_names_from) return;
  int named = 0;
  for (const std::uint32_t p : scene.largest_first) {
    if (named > most_cities) break;
    const QPointF at = camera.pixel(scene.people[p].at);
    if (!area.contains(at)) continue;
    name_at(at, radius_of(scene.people[p], camera), from(world.populations[p].name), soft);
    ++named;
  }
}

void MapLabels::draw_name(QPainter& painter, const QPointF& corner, const QString& name, const Look& look, const Theme& theme) {
  if (painter.paintEngine()->type() != QPaintEngine::Raster)
    return draw_with_halo(painter, corner + QPointF(0, QFontMetricsF(look.font).ascent()), name, look.font, look.colour, theme.surface);
  const double pixels = painter.device()->devicePixelRatioF();
  const QPointF at = corner - QPointF(halo, halo);
  painter.drawPixmap(QPointF(std::round(at.x() * pixels) / pixels, std::round(at.y() * pixels) / pixels), stamp_of(name, look, theme, pixels));
}

const QPixmap& MapLabels::stamp_of(const QString& name, const Look& look, const Theme& theme, double pixels_per_point) {
  if (stamped_on_ != theme.surface.rgb() || stamps_.size() > most_stamps) stamps_.clear();
  stamped_on_ = theme.surface.rgb();
  QPixmap& stamp = stamps_[QString("%1|%2|%3").arg(look.colour.rgb()).arg(pixels_per_point).arg(name)];
  if (!stamp.isNull()) return stamp;
  const QFontMetricsF metrics(look.font);
  const QSizeF size(metrics.horizontalAdvance(name) + 2 * halo, metrics.height() + 2 * halo);
  stamp = QPixmap((size * pixels_per_point).toSize() + QSize(1, 1));
  stamp.setDevicePixelRatio(pixels_per_point);
  stamp.fill(Qt::transparent);
  QPainter painter(&stamp);
  painter.setRenderHint(QPainter::Antialiasing);
  draw_with_halo(painter, {halo, halo + metrics.ascent()}, name, look.font, look.colour, theme.surface);
  return stamp;
}

}  // namespace tradewind::gui
