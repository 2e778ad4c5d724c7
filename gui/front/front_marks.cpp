// The front and the points that it beats.
#include <QPainterPath>
#include <algorithm>

#include "front/front_chart.h"

namespace tradewind::gui {

// Every topology above the stairs is beaten by a point of the front.
void FrontChart::draw_beaten(QPainter& painter, const Theme& theme) const {
  if (front_.empty()) return;
  QPainterPath stairs;
  const QPointF first = pixel_of(front_.front());
  stairs.moveTo(first.x(), std::min(plot_.top(), first.y()));
  QPointF before = first;
  for (const int i : front_) {
    const QPointF at = pixel_of(i);
    if (at.y() < before.y()) continue;  // one that earns most may lie above the stairs
    stairs.lineTo(at.x(), before.y());
    stairs.lineTo(at);
    before = at;
  }
  stairs.lineTo(std::max(plot_.right(), before.x()), before.y());
  QPainterPath above = stairs;
  above.lineTo(std::max(plot_.right(), before.x()), std::min(plot_.top(), first.y()));
  above.closeSubpath();
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.wash);
  painter.drawPath(above);
  QColor line = theme.accent;
  line.setAlphaF(0.55f);
  painter.setPen(QPen(line, 1.6));
  painter.setBrush(Qt::NoBrush);
  painter.drawPath(stairs);
}

void FrontChart::draw_dominated(QPainter& painter, const Theme& theme) {
  const StudyData& study = workspace_.study();
  std::vector<QPointF> marks;
  marks.reserve(places_.size());
  for (std::size_t i = 0; i < places_.size(); ++i)
    if (!study.points[i].on_front && !study.is_trial(static_cast<int>(i))) marks.push_back(pixel_of(places_[i]));
  dots_.draw(painter, plot_.adjusted(-4, -4, 4, 4), marks, theme.faint);
}

void FrontChart::draw_point(QPainter& painter, int point, const Theme& theme) const {
  const PointRow& p = row(point);
  const QPointF at = pixel_of(point);
  const bool selected = point == workspace_.selection().point;
  const QColor colour = !p.on_front               ? theme.faint
                        : colour_ == Colour::none ? (selected ? theme.accent : theme.ink)
                                                  : theme.heat(0.25 + 0.75 * third_share(p));
  if (selected || point == hovered_) {
    QColor halo = theme.accent;
    halo.setAlphaF(selected ? 0.22f : 0.14f);
    painter.setPen(Qt::NoPen);
    painter.setBrush(halo);
    painter.drawEllipse(at, 13, 13);
  }
  if (p.ci95_ms > 0) {
    painter.setPen(QPen(colour, 1.3));
    for (const double end : {p.latency_ms - p.ci95_ms, p.latency_ms + p.ci95_ms}) {
      painter.drawLine(QPointF(x_.pixel(end), at.y()), at);
      painter.drawLine(QPointF(x_.pixel(end), at.y() - 3), QPointF(x_.pixel(end), at.y() + 3));
    }
  }
  painter.setPen(QPen(theme.surface, 1.5));
  painter.setBrush(colour);
  if (point == workspace_.baseline())
    painter.drawRect(QRectF(at - QPointF(mark_radius, mark_radius), QSizeF(2 * mark_radius, 2 * mark_radius)));
  else
    painter.drawEllipse(at, selected ? mark_radius + 1.5 : mark_radius, selected ? mark_radius + 1.5 : mark_radius);
}

void FrontChart::draw_front(QPainter& painter, const Theme& theme) const {
  for (const int i : front_) draw_point(painter, i, theme);
  for (const int i : {hovered_, workspace_.baseline(), workspace_.selection().point})
    if (i >= 0 && !workspace_.study().is_trial(i)) draw_point(painter, i, theme);
  if (workspace_.study().trial) draw_trial(painter, theme);
}

// A diamond; hollow and dashed as long as nothing was simulated.
void FrontChart::draw_trial(QPainter& painter, const Theme& theme) const {
  const auto point = static_cast<int>(workspace_.study().points.size()) - 1;
  const QPointF at = pixel_of(point);
  constexpr double size = 8;
  const QPolygonF diamond({at + QPointF(0, -size), at + QPointF(size, 0), at + QPointF(0, size), at + QPointF(-size, 0)});
  const bool simulated = row(point).simulated;
  painter.setPen(QPen(theme.series_of(1), 2, simulated ? Qt::SolidLine : Qt::DotLine));
  painter.setBrush(simulated ? theme.series_of(1) : theme.surface);
  painter.drawPolygon(diamond);
}

}  // namespace tradewind::gui
