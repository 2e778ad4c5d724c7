#include "map/map_camera.h"

#include <algorithm>
#include <cmath>

#include "map/projection.h"

namespace tradewind::gui {
namespace {

constexpr double most_closeness = 60, most_home_closeness = 6;

}  // namespace

MapCamera::MapCamera() : middle_(whole_map().center()) {}

void MapCamera::fit(const QRectF& area) {
  area_ = area;
  const QRectF map = whole_map();
  const double scale = std::min(area.width() / map.width(), area.height() / map.height()) * closeness_;
  to_pixels_ = QTransform::fromTranslate(-middle_.x(), -middle_.y()) * QTransform::fromScale(scale, scale) *
               QTransform::fromTranslate(area.center().x(), area.center().y());
}

void MapCamera::show(const QPolygonF& places) {
  const QRectF map = whole_map();
  const QRectF box = places.isEmpty() ? map : places.boundingRect();
  closeness_ =
      std::clamp(0.8 * std::min(map.width() / std::max(box.width(), 0.01), map.height() / std::max(box.height(), 0.01)), 1.0, most_home_closeness);
  middle_ = box.center();
  keep_inside();
}

void MapCamera::zoom(const QPointF& pixel, double factor) {
  const QPointF before = place(pixel);
  closeness_ = std::clamp(closeness_ * factor, 1.0, most_closeness);
  fit(area_);
  middle_ += before - place(pixel);
  keep_inside();
}

void MapCamera::move(const QPointF& pixels) {
  middle_ -= pixels / to_pixels_.m11();
  keep_inside();
}

void MapCamera::keep_inside() {
  const QRectF map = whole_map();
  const double slack_x = map.width() / 2 * (1 - 1 / closeness_), slack_y = map.height() / 2 * (1 - 1 / closeness_);
  middle_.setX(std::clamp(middle_.x(), map.center().x() - slack_x, map.center().x() + slack_x));
  middle_.setY(std::clamp(middle_.y(), map.center().y() - slack_y, map.center().y() + slack_y));
  fit(area_);
}

double MapCamera::mark_scale(double power, double most) const {
  return std::min(most, std::pow(closeness_, power)) * std::clamp(area_.width() / 700, 0.75, 1.6);
}

}  // namespace tradewind::gui
