// Which part of the map is shown where: zoom, pan, and the way from places to pixels.
#pragma once

#include <QPolygonF>
#include <QRectF>
#include <QTransform>

namespace tradewind::gui {

class MapCamera {
 public:
  MapCamera();
  // The pixels that the map has.
  void fit(const QRectF& area);
  // All places in sight, no closer than a continent; none: the whole map.
  void show(const QPolygonF& places);
  // The place under the pixel stays there; factor > 1: closer.
  void zoom(const QPointF& pixel, double factor);
  void move(const QPointF& pixels);

  const QRectF& area() const { return area_; }
  const QTransform& to_pixels() const { return to_pixels_; }
  QPointF pixel(const QPointF& place) const { return to_pixels_.map(place); }
  QPointF place(const QPointF& pixel) const { return to_pixels_.inverted().map(pixel); }
  double closeness() const { return closeness_; }  // 1: the whole map fits
  // On the radius of a mark: it grows with the area, and a little when the map comes closer.
  double mark_scale(double power, double most) const;

 private:
  void keep_inside();

  double closeness_ = 1;
  QPointF middle_;  // of the map, in the middle of the area
  QRectF area_;
  QTransform to_pixels_;
};

}  // namespace tradewind::gui
