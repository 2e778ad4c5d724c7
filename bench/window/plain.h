// The same shapes without a chart around them: a widget whose paintEvent is a loop over pixels that were worked out before.
#pragma once

#include <QPainter>
#include <QPainterPath>
#include <QWidget>
#include <vector>

namespace tradewind::bench {

class PlainWidget : public QWidget {
 public:
  std::vector<QPointF> points;
  std::vector<QPolygonF> lines;
  std::vector<QPointF> circles;
  QPainterPath ground;

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.fillRect(rect(), Qt::white);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::lightGray);
    painter.drawPath(ground);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Qt::gray, 1));
    for (const QPolygonF& line : lines) painter.drawPolyline(line);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::gray);
    for (const QPointF& circle : circles) painter.drawEllipse(circle, 3, 3);
    for (const QPointF& point : points) painter.drawEllipse(point, 1, 1);
  }
};

}  // namespace tradewind::bench
