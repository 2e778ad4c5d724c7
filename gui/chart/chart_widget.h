// Shows a chart and passes mouse, wheel and keys on to it.
#pragma once

#include <QWidget>

#include "chart/chart.h"

namespace tradewind::gui {

// Drag moves, the wheel and +/- zoom, a double click or 0 shows everything, arrows step through what can be selected.
class ChartWidget : public QWidget {
  Q_OBJECT

 public:
  explicit ChartWidget(Chart& chart, QWidget* parent = nullptr);
  QSize sizeHint() const override { return {480, 320}; }
  QSize minimumSizeHint() const override { return {160, 90}; }

 protected:
  void showEvent(QShowEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  void describe();
  Chart& looked_at() {
    chart_.look();
    return chart_;
  }

  Chart& chart_;
  QPointF pressed_at_, moved_to_;
  bool dragging_ = false;
};

}  // namespace tradewind::gui
