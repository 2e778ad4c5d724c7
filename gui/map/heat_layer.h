// People as a layer of heat: where many requests come from.
#pragma once

#include <QPainter>

#include "map/map_scene.h"

namespace tradewind::gui {

// Each population is a bell around its city; the colour goes by the square root of their sum, so that small cities are seen beside the largest one.
// Needs no window: may run in any thread.
void draw_heat(QPainter& painter, const MapScene& scene, const MapCamera& camera, const QRectF& pixels);

}  // namespace tradewind::gui
