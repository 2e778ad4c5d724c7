// The projection of the map, and the shapes on it that do not change.
#pragma once

#include <QPainterPath>
#include <QPolygonF>
#include <vector>

#include "tradewind/scenarios/catalogue.h"

namespace tradewind::gui {

// Equal Earth: areas are true, so that dense places look dense. B. Savric, T. Patterson, B. Jenny, "The Equal Earth map projection", International
// Journal of Geographical Information Science 33(3), 2019. x to the east, y to the south, the equator about 5.41 long.
QPointF equal_earth(GeoPoint place);
QPolygonF equal_earth(const std::vector<GeoPoint>& line);

// What the map shows when it shows everything: 57 degrees south to 80 degrees north.
QRectF whole_map();

// Lines of latitude and longitude every 30 degrees; computed once.
const QPainterPath& graticule();

// The shortest way over the globe, about 4 degrees a step, cut where it crosses the edge of the map.
std::vector<QPolygonF> great_circle(GeoPoint from, GeoPoint to);

}  // namespace tradewind::gui
