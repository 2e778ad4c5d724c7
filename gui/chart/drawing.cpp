#include "chart/drawing.h"

#include <QApplication>
#include <QFontMetricsF>
#include <algorithm>

namespace tradewind::gui {

QFont chart_font(double scale, bool bold) {
  QFont font = QApplication::font();
  font.setPointSizeF(font.pointSizeF() * 0.95 * scale);
  font.setWeight(bold ? QFont::DemiBold : QFont::Normal);
  return font;
}

double width_of(const QString& text, const QFont& font) { return QFontMetricsF(font).horizontalAdvance(text); }

void draw_words(QPainter& painter, const QPointF& at, Qt::Alignment alignment, const QString& text, const QColor& colour, const QFont& font) {
  const QFontMetricsF metrics(font);
  const double width = metrics.horizontalAdvance(text);
  double x = at.x(), y = at.y();
  if (alignment & Qt::AlignRight) x -= width;
  if (alignment & Qt::AlignHCenter) x -= width / 2;
  if (alignment & Qt::AlignTop) y += metrics.ascent();
  if (alignment & Qt::AlignVCenter) y += (metrics.ascent() - metrics.descent()) / 2;
  if (alignment & Qt::AlignBottom) y -= metrics.descent();
  painter.setFont(font);
  painter.setPen(colour);
  painter.drawText(QPointF(x, y), text);
}

void draw_y_grid(QPainter& painter, const QRectF& plot, const Axis& axis, const QString& name, const Words& words, const Theme& theme) {
  for (const double tick : axis.ticks(std::max(3, static_cast<int>(plot.height() / 40)))) {
    const double y = axis.pixel(tick);
    if (y < plot.top() - 1 || y > plot.bottom() + 1) continue;
    painter.setPen(QPen(theme.rule, 1));
    painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
    draw_words(painter, {plot.left() - 8, y}, Qt::AlignRight | Qt::AlignVCenter, words(tick), theme.soft);
  }
  draw_words(painter, {plot.left() - 8, plot.top() - 10}, Qt::AlignLeft | Qt::AlignBottom, name, theme.faint);
}

void draw_x_grid(QPainter& painter, const QRectF& plot, const Axis& axis, const QString& name, const Words& words, const Theme& theme) {
  double free_from = plot.left() - 30;
  const double name_from = plot.right() - width_of(name);
  for (const double tick : axis.ticks(std::max(2, static_cast<int>(plot.width() / 80)))) {
    const double x = axis.pixel(tick);
    if (x < plot.left() - 1 || x > plot.right() + 1) continue;
    painter.setPen(QPen(theme.rule, 1));
    painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() + 4));
    const QString text = words(tick);
    const double half = width_of(text) / 2;
    if (x - half < free_from) continue;
    draw_words(painter, {x, plot.bottom() + 7}, Qt::AlignHCenter | Qt::AlignTop, text, theme.soft);
    free_from = x + half + 10;
  }
  painter.setPen(QPen(theme.rule, 1));
  painter.drawLine(plot.bottomLeft(), plot.bottomRight());
  draw_words(painter, {name_from, plot.bottom() + 24}, Qt::AlignLeft | Qt::AlignTop, name, theme.faint);
}

double draw_legend(QPainter& painter, QPointF at, const std::vector<LegendEntry>& entries, const Theme& theme) {
  for (const LegendEntry& entry : entries) {
    const QRectF mark(at.x(), at.y() - 5, 12, 10);
    painter.setPen(Qt::NoPen);
    painter.setBrush(entry.colour);
    switch (entry.mark) {
      case LegendEntry::Mark::box:
        painter.drawRoundedRect(mark, 2, 2);
        break;
      case LegendEntry::Mark::dot:
        painter.drawEllipse(mark.center(), 4, 4);
        break;
      case LegendEntry::Mark::line:
      case LegendEntry::Mark::dashed:
        painter.setPen(QPen(entry.colour, 2, entry.mark == LegendEntry::Mark::line ? Qt::SolidLine : Qt::DashLine));
        painter.drawLine(QPointF(mark.left() - 2, at.y()), QPointF(mark.right() + 2, at.y()));
        break;
    }
    draw_words(painter, {mark.right() + 6, at.y()}, Qt::AlignLeft | Qt::AlignVCenter, entry.text, theme.soft);
    at.rx() = mark.right() + 6 + width_of(entry.text) + 16;
  }
  return at.x();
}

void draw_hint(QPainter& painter, const QRectF& area, const QString& text, const Theme& theme) {
  painter.setFont(chart_font());
  painter.setPen(theme.faint);
  const double margin = std::min(32.0, area.width() / 8);
  painter.drawText(area.adjusted(margin, 8, -margin, -8), static_cast<int>(Qt::AlignCenter) | static_cast<int>(Qt::TextWordWrap), text);
}

QString tip(const QString& title, const QStringList& lines) {
  QString text = "<div style='white-space:nowrap'><b>" + title.toHtmlEscaped() + "</b>";
  for (const QString& line : lines) text += "<br>" + line.toHtmlEscaped();
  return text + "</div>";
}

}  // namespace tradewind::gui
