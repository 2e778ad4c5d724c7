#include "compare/compare_chart.h"

#include <algorithm>
#include <cmath>

#include "chart/drawing.h"

namespace tradewind::gui {
namespace {

constexpr double heading_height = 48, row_height = 44, region_height = 21, widest_column = 250;

}  // namespace

CompareChart::CompareChart(Workspace& workspace, QString hint, QObject* parent) : Chart(parent), workspace_(workspace), hint_(std::move(hint)) {
  connect(&workspace, &Workspace::selection_changed, this, &CompareChart::forget);
  connect(&workspace, &Workspace::baseline_changed, this, &CompareChart::forget);
  connect(&workspace, &Workspace::study_changed, this, &CompareChart::forget);
}

QString CompareChart::summary() const {
  if (points_.size() < 2) return tr("Fewer than two points are picked.");
  QStringList words;
  for (std::size_t i = 1; i < points_.size(); ++i)
    words << tr("%1 against %2: latency %3, cost %4").arg(row_of(i).id, row_of(0).id, rows_[0].cells[i].change, rows_[1].cells[i].change);
  return words.join("; ") + ".";
}

Table CompareChart::table() const {
  Table table{{{tr("Figure")}}, {}};
  for (std::size_t i = 0; i < points_.size(); ++i) {
    table.columns.push_back({(QStringList(row_of(i).id) + marks_of(i)).join(", "), 2});
    if (i > 0) table.columns.push_back({tr("%1 less %2").arg(row_of(i).id, row_of(0).id), 2});
    if (i > 0) table.columns.push_back({tr("± 95 % interval"), 2});
  }
  const auto add = [&table](const QString& name, const Row& row, bool has_interval) {
    TableRow cells{{name}, -1};
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      cells.cells.push_back(std::isfinite(row.cells[i].number) ? QVariant(row.cells[i].number) : QVariant());
      if (i == 0) continue;
      cells.cells.push_back(std::isfinite(row.cells[i].difference) ? QVariant(row.cells[i].difference) : QVariant());
      cells.cells.push_back(has_interval && row.cells[i].verdict != Verdict::unknown ? QVariant(row.cells[i].half_width) : QVariant());
    }
    table.rows.push_back(std::move(cells));
  };
  for (std::size_t r = 0; r < rows_.size(); ++r) add(rows_[r].name, rows_[r], r < 2);
  for (const Row& row : regions_) add(tr("GPUs in %1").arg(row.name), row, false);
  return table;
}

QStringList CompareChart::marks_of(std::size_t column) const {
  QStringList marks;
  if (points_[column] == workspace_.baseline()) marks << tr("pinned");
  if (points_[column] == workspace_.selection().point) marks << tr("selected");
  if (const QString role = workspace_.study().role_of(points_[column]); !role.isEmpty()) marks << role;
  if (!row_of(column).simulated) marks << tr("not simulated");
  return marks;
}

double CompareChart::height_of_all() const {
  return heading_height + row_height * static_cast<double>(rows_.size()) + 26 + region_height * static_cast<double>(regions_.size()) + 10;
}

void CompareChart::paint(QPainter& painter, const QRectF& area, const Theme& theme) {
  if (points_.size() < 2) {
    draw_hint(painter, area, hint_, theme);
    return;
  }
  area_ = area;
  names_ = 0;
  for (const auto* list : {&rows_, &regions_})
    for (const Row& row : *list) names_ = std::max(names_, width_of(row.name));
  names_ = std::min(names_, area.width() * 0.3) + 40;
  column_ = std::min((area.width() - names_ - 14) / static_cast<double>(points_.size()), widest_column);
  scrolled_ = std::clamp(scrolled_, 0.0, std::max(0.0, height_of_all() - area.height()));
  painter.save();
  painter.setClipRect(area.adjusted(0, heading_height, 0, 0));
  double top = area.top() + heading_height - scrolled_;
  for (const Row& row : rows_) {
    draw_row(painter, row, top, theme);
    top += row_height;
  }
  draw_regions(painter, top, theme);
  painter.restore();
  draw_headings(painter, theme);
}

void CompareChart::draw_headings(QPainter& painter, const Theme& theme) const {
  for (std::size_t i = 0; i < points_.size(); ++i) {
    const double x = area_.left() + names_ + column_ * static_cast<double>(i);
    const bool selected = points_[i] == workspace_.selection().point;
    const QFont font = chart_font(1.1, true), small = chart_font(0.95);
    const QString marks = marks_of(i).join(", ");
    const double middle = area_.top() + heading_height / 2;
    draw_words(painter, {x, marks.isEmpty() ? middle : middle - 9}, Qt::AlignLeft | Qt::AlignVCenter,
               QFontMetricsF(font).elidedText(row_of(i).id, Qt::ElideRight, column_ - 12), selected ? theme.accent : theme.ink, font);
    draw_words(painter, {x, middle + 9}, Qt::AlignLeft | Qt::AlignVCenter, QFontMetricsF(small).elidedText(marks, Qt::ElideRight, column_ - 8),
               selected ? theme.accent : theme.soft, small);
  }
  painter.setPen(QPen(theme.rule, 1));
  painter.drawLine(QPointF(area_.left() + 14, area_.top() + heading_height), QPointF(area_.right() - 14, area_.top() + heading_height));
}

void CompareChart::draw_row(QPainter& painter, const Row& row, double top, const Theme& theme) const {
  const double middle = top + row_height / 2;
  const QFontMetricsF metrics(chart_font());
  draw_words(painter, {area_.left() + 14, middle}, Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(row.name, Qt::ElideRight, names_ - 28),
             theme.soft);
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const Cell& cell = row.cells[i];
    const double x = area_.left() + names_ + column_ * static_cast<double>(i);
    const bool alone = cell.change.isEmpty();
    draw_words(painter, {x, alone ? middle : middle - 8}, Qt::AlignLeft | Qt::AlignVCenter, cell.value, theme.ink, chart_font(1.1, true));
    const QColor colour = cell.verdict == Verdict::better    ? theme.good_ink
                          : cell.verdict == Verdict::worse   ? theme.bad_ink
                          : cell.verdict == Verdict::unknown ? theme.warn_ink
                                                             : theme.soft;
    if (!alone)
      draw_words(painter, {x, middle + 9}, Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(cell.change, Qt::ElideRight, column_ - 10), colour);
  }
  painter.setPen(QPen(theme.wash, 1));
  painter.drawLine(QPointF(area_.left() + 14, top + row_height), QPointF(area_.right() - 14, top + row_height));
}

void CompareChart::draw_regions(QPainter& painter, double top, const Theme& theme) const {
  draw_words(painter, {area_.left() + 14, top + 14}, Qt::AlignLeft | Qt::AlignVCenter, tr("GPUs by region"), theme.ink, chart_font(1, true));
  top += 26;
  const double widest = column_ - 60;
  for (const Row& row : regions_) {
    const double middle = top + region_height / 2;
    draw_words(painter, {area_.left() + 14, middle}, Qt::AlignLeft | Qt::AlignVCenter,
               QFontMetricsF(chart_font()).elidedText(row.name, Qt::ElideRight, names_ - 28), theme.soft);
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const Cell& cell = row.cells[i];
      const double x = area_.left() + names_ + column_ * static_cast<double>(i);
      const double width = widest * cell.number / most_gpus_;
      painter.setPen(Qt::NoPen);
      painter.setBrush(i == 0 ? theme.faint : theme.series_of(i - 1));
      if (cell.number > 0) painter.drawRoundedRect(QRectF(x, middle - 6, std::max(width, 2.0), 12), 2, 2);
      const QString words = cell.number > 0 ? cell.value : QStringLiteral("–");
      draw_words(painter, {x + (cell.number > 0 ? std::max(width, 2.0) + 6 : 0), middle}, Qt::AlignLeft | Qt::AlignVCenter, words,
                 cell.number > 0 ? theme.ink : theme.faint);
    }
    top += region_height;
  }
}

QString CompareChart::hover(const QPointF& at) {
  if (points_.size() < 2) return {};
  const auto column = static_cast<std::ptrdiff_t>(std::floor((at.x() - area_.left() - names_) / std::max(column_, 1.0)));
  const auto row = static_cast<std::ptrdiff_t>(std::floor((at.y() - area_.top() - heading_height + scrolled_) / row_height));
  if (column < 1 || column >= static_cast<std::ptrdiff_t>(points_.size()) || row < 0 || row > 1 || at.y() < area_.top() + heading_height) return {};
  const Cell& cell = rows_[static_cast<std::size_t>(row)].cells[static_cast<std::size_t>(column)];
  const QString why = cell.verdict == Verdict::chance ? tr("Zero lies within the 95 % interval of the difference: more replications would tell.")
                      : cell.verdict == Verdict::unknown
                          ? tr("Nothing is known yet of what chance does to this difference.")
                          : tr("Zero lies outside of the 95 % interval of the difference, over replications with the same users.");
  return tip(rows_[static_cast<std::size_t>(row)].name, {cell.change, why});
}

void CompareChart::pick(const QPointF& at, bool /*also*/) {
  if (points_.size() < 2 || at.x() < area_.left() + names_) return;
  const auto column = static_cast<std::size_t>((at.x() - area_.left() - names_) / std::max(column_, 1.0));
  if (column < points_.size()) workspace_.select_point(points_[column]);
}

void CompareChart::zoom(const QPointF& /*at*/, double factor) { move({0, 60 * std::log(factor)}); }

void CompareChart::move(const QPointF& by) {
  scrolled_ -= by.y();
  Q_EMIT changed();
}

void CompareChart::reset_view() {
  scrolled_ = 0;
  Q_EMIT changed();
}

}  // namespace tradewind::gui
