// The land of the map: coasts and the borders of countries.
#pragma once

#include <QPainter>

#include "map/map_camera.h"
#include "theme/theme.h"

namespace tradewind::gui {

// As fine as the pixels show it, and only what is seen in them. Needs no window: may run in any thread.
void draw_land(QPainter& painter, const Theme& theme, const MapCamera& camera, const QRectF& pixels);

}  // namespace tradewind::gui
