// What the charts draw alike: fonts, words, the frame of an axis, legends.
#pragma once

#include <QPainter>
#include <functional>
#include <vector>

#include "chart/axis.h"
#include "theme/theme.h"

namespace tradewind::gui {

QFont chart_font(double scale = 1, bool bold = false);

// The text at a point; alignment as of the point: left of it, centred on it, ...
void draw_words(QPainter& painter, const QPointF& at, Qt::Alignment alignment, const QString& text, const QColor& colour,
                const QFont& font = chart_font());

double width_of(const QString& text, const QFont& font = chart_font());

using Words = std::function<QString(double)>;

// Horizontal lines at round values with their words on the left, and the name of the axis above.
void draw_y_grid(QPainter& painter, const QRectF& plot, const Axis& axis, const QString& name, const Words& words, const Theme& theme);
// Words below round values, a line at each, and the name of the axis below them at the right.
void draw_x_grid(QPainter& painter, const QRectF& plot, const Axis& axis, const QString& name, const Words& words, const Theme& theme);

struct LegendEntry {
  QString text;
  QColor colour;
  enum class Mark { box, dot, line, dashed } mark = Mark::box;
};
// In one row from the point to the right; returns where it ends.
double draw_legend(QPainter& painter, QPointF at, const std::vector<LegendEntry>& entries, const Theme& theme);

// In the middle of an area that has nothing to show: what to do about it.
void draw_hint(QPainter& painter, const QRectF& area, const QString& text, const Theme& theme);

// "<b>title</b><br>line<br>line", escaped.
QString tip(const QString& title, const QStringList& lines);

}  // namespace tradewind::gui
