// Names of regions and, when the map is close, of cities, so that none lies on another one.
#pragma once

#include <QHash>
#include <QPainter>
#include <QPixmap>

#include "map/map_scene.h"

namespace tradewind::gui {

class MapLabels {
 public:
  // The names of the people come from the world; selected_region has its name also where it is not open.
  void draw(QPainter& painter, const MapScene& scene, const MapCamera& camera, const World& world, int selected_region);

 private:
  struct Look {
    QFont font;
    QColor colour;
  };
  void draw_name(QPainter& painter, const QPointF& corner, const QString& name, const Look& look, const Theme& theme);
  const QPixmap& stamp_of(const QString& name, const Look& look, const Theme& theme, double pixels_per_point);

  // Names with their halo as they were drawn before: an outline takes longer than all else in a frame.
  QHash<QString, QPixmap> stamps_;
  QRgb stamped_on_ = 0;
};

}  // namespace tradewind::gui
