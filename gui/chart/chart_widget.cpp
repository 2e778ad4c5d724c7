#include "chart/chart_widget.h"

#include <QApplication>
#include <QMouseEvent>
#include <QToolTip>
#include <cmath>

namespace tradewind::gui {
namespace {

constexpr double wheel_notch = 120, zoom_per_notch = 1.25, zoom_per_key = 1.4;

}  // namespace

ChartWidget::ChartWidget(Chart& chart, QWidget* parent) : QWidget(parent), chart_(chart) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(chart.name());
  describe();
  connect(&chart, &Chart::changed, this, qOverload<>(&QWidget::update));
  connect(&chart, &Chart::data_changed, this, [this] {
    if (isVisible()) describe();
  });
}

void ChartWidget::describe() {
  chart_.look();
  setAccessibleDescription(chart_.summary());
}

// What nobody sees is not described while it changes.
void ChartWidget::showEvent(QShowEvent*) { describe(); }

void ChartWidget::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(rect(), Theme::current().surface);
  chart_.look();
  chart_.paint_on_screen(painter, rect(), Theme::current());
  if (!hasFocus()) return;
  painter.setPen(QPen(Theme::current().accent, 1));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
}

void ChartWidget::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  pressed_at_ = moved_to_ = event->position();
  dragging_ = false;
}

void ChartWidget::mouseMoveEvent(QMouseEvent* event) {
  if (event->buttons() & Qt::LeftButton) {
    dragging_ = dragging_ || (event->position() - pressed_at_).manhattanLength() > QApplication::startDragDistance();
    if (dragging_) looked_at().move(event->position() - moved_to_);
    moved_to_ = event->position();
    setCursor(dragging_ ? Qt::ClosedHandCursor : Qt::ArrowCursor);
    return;
  }
  const QString words = looked_at().hover(event->position());
  setCursor(words.isEmpty() ? Qt::ArrowCursor : Qt::PointingHandCursor);
  if (words.isEmpty())
    QToolTip::hideText();
  else
    QToolTip::showText(event->globalPosition().toPoint() + QPoint(14, 10), words, this);
}

void ChartWidget::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  if (!dragging_) looked_at().pick(event->position(), event->modifiers() & Qt::ControlModifier);
  dragging_ = false;
  unsetCursor();
}

void ChartWidget::mouseDoubleClickEvent(QMouseEvent*) { looked_at().reset_view(); }

void ChartWidget::wheelEvent(QWheelEvent* event) {
  looked_at().zoom(event->position(), std::pow(zoom_per_notch, event->angleDelta().y() / wheel_notch));
  event->accept();
}

void ChartWidget::keyPressEvent(QKeyEvent* event) {
  const QPointF middle = QRectF(rect()).center();
  switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Up:
      return looked_at().step(-1);
    case Qt::Key_Right:
    case Qt::Key_Down:
      return looked_at().step(1);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
      return looked_at().zoom(middle, zoom_per_key);
    case Qt::Key_Minus:
      return looked_at().zoom(middle, 1 / zoom_per_key);
    case Qt::Key_0:
      return looked_at().reset_view();
    default:
      QWidget::keyPressEvent(event);
  }
}

void ChartWidget::leaveEvent(QEvent*) { chart_.leave(); }

}  // namespace tradewind::gui
