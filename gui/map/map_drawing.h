// Draws the map.
#pragma once

#include <QPainter>

#include "map/map_scene.h"

namespace tradewind::gui {

// Land, flows and people, as far as they are seen in the pixels. Needs no window: may run in any thread.
void draw_ground(QPainter& painter, const MapScene& scene, const MapCamera& camera, const QRectF& pixels);

void draw_regions(QPainter& painter, const MapScene& scene, const MapCamera& camera);

// Around what is selected or under the mouse; -1: nothing.
void draw_ring_of_region(QPainter& painter, const MapScene& scene, const MapCamera& camera, int region);
void draw_ring_of_people(QPainter& painter, const MapScene& scene, const MapCamera& camera, int population);

}  // namespace tradewind::gui
