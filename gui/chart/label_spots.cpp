#include "chart/label_spots.h"

#include <algorithm>

namespace tradewind::gui {

std::optional<QRectF> LabelSpots::place(const QPointF& mark, double mark_radius, const QSizeF& text) {
  const double gap = mark_radius + 4, w = text.width(), h = text.height();
  const QPointF corners[] = {mark + QPointF(gap, -h - 1), mark + QPointF(gap, 1), mark + QPointF(-w / 2, -gap - h), mark + QPointF(-gap - w, -h / 2),
                             mark + QPointF(-w / 2, gap)};
  for (const QPointF& corner : corners) {
    const QRectF box(corner, text);
    if (!inside_.contains(box) || std::ranges::any_of(taken_, [&box](const QRectF& other) { return other.intersects(box); })) continue;
    taken_.push_back(box);
    return box;
  }
  return std::nullopt;
}

}  // namespace tradewind::gui
