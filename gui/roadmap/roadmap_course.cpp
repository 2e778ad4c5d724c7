// Below the regions: what the stages cost, and the demand that they are sized for, month by month.
#include <algorithm>
#include <cmath>

#include "chart/axis.h"
#include "chart/drawing.h"
#include "roadmap/roadmap_chart.h"
#include "text/format.h"

namespace tradewind::gui {
namespace {

constexpr double gap = 44, least_height = 60;

QColor with_strength(QColor colour, float alpha) {
  colour.setAlphaF(alpha);
  return colour;
}

}  // namespace

void RoadmapChart::draw_course(QPainter& painter, const QRectF& area, const Theme& theme) const {
  const double height = (area.height() - gap) / 2;
  if (height < least_height) return;
  const QRectF cost(plot_.left(), area.top(), plot_.width(), height), demand(plot_.left(), cost.bottom() + gap, plot_.width(), height);
  draw_cost(painter, cost, theme);
  draw_demand(painter, demand, theme);
  for (std::size_t s = 0; s <= roadmap().stages.size(); ++s) {
    const int month = s < roadmap().stages.size() ? roadmap().stages[s].first_month : months_;
    draw_words(painter, {column_of(s), demand.bottom() + 7}, Qt::AlignHCenter | Qt::AlignTop, number(month), theme.soft);
  }
  draw_words(painter, {demand.right(), demand.bottom() + 24}, Qt::AlignRight | Qt::AlignTop, tr("months from today"), theme.faint);
}

void RoadmapChart::draw_cost(QPainter& painter, const QRectF& plot, const Theme& theme) const {
  const auto& stages = roadmap().stages;
  double most = 0;
  for (const RoadmapStage& stage : stages) most = std::max({most, stage.promised_monthly_usd, stage.simulated_monthly_usd.value_or(0)});
  Axis y = Axis::from_zero(most);
  y.place(plot.bottom(), plot.top());
  draw_y_grid(painter, plot, y, tr("USD a month"), compact, theme);
  for (std::size_t s = 0; s < stages.size(); ++s) {
    const double from = column_of(s), to = column_of(s + 1), top = y.pixel(stages[s].promised_monthly_usd);
    painter.fillRect(QRectF(from + 1, top, to - from - 2, plot.bottom() - top), with_strength(theme.accent, 0.28f));
    painter.fillRect(QRectF(from + 1, top - 1, to - from - 2, 2), theme.accent);
    if (!stages[s].simulated_monthly_usd) continue;
    painter.setPen(QPen(theme.surface, 1.5));
    painter.setBrush(theme.series_of(1));
    painter.drawEllipse(QPointF(to - 7, y.pixel(*stages[s].simulated_monthly_usd)), 5, 5);
  }
  std::vector<LegendEntry> entries{{tr("expected, mean of the stage"), theme.accent}};
  if (std::ranges::any_of(stages, [](const RoadmapStage& stage) { return stage.simulated_monthly_usd.has_value(); }))
    entries.push_back({tr("simulated at its end"), theme.series_of(1), LegendEntry::Mark::dot});
  draw_legend(painter, {plot.left() + 110, plot.top() - 17}, entries, theme);
}

void RoadmapChart::draw_demand(QPainter& painter, const QRectF& plot, const Theme& theme) const {
  const auto& stages = roadmap().stages;
  double most = 1;
  for (const RoadmapStage& stage : stages) most = std::max(most, stage.peak_factor);
  Axis y = Axis::from_zero(most);
  y.place(plot.bottom(), plot.top());
  draw_y_grid(painter, plot, y, tr("requests, times today's"), compact, theme);
  for (std::size_t s = 0; s < stages.size(); ++s)
    painter.fillRect(QRectF(column_of(s) + 1, y.pixel(stages[s].peak_factor) - 1, column_of(s + 1) - column_of(s) - 2, 2), theme.series_of(2));
  // The demand of a month is the same to its end.
  QPolygonF line;
  for (int month = 0; month < months_; ++month)
    for (const int end : {month, month + 1})
      line << QPointF(plot.left() + plot.width() * end / months_, y.pixel(std::pow(1 + roadmap().growth_per_month, month)));
  painter.setPen(QPen(theme.ink, 1.8));
  painter.setBrush(Qt::NoBrush);
  painter.drawPolyline(line);
  painter.setPen(QPen(theme.rule, 1));
  painter.drawLine(plot.bottomLeft(), plot.bottomRight());
  draw_legend(painter, {plot.left() + 170, plot.top() - 17},
              {{tr("demand"), theme.ink, LegendEntry::Mark::line}, {tr("the stage is sized for"), theme.series_of(2), LegendEntry::Mark::line}},
              theme);
}

}  // namespace tradewind::gui
