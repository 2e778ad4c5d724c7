#include "latency/continents_chart.h"

#include <algorithm>
#include <cmath>

#include "chart/drawing.h"
#include "latency/percentiles.h"
#include "text/format.h"
#include "tradewind/sim/share.h"

namespace tradewind::gui {
namespace {

constexpr double head = 26, gap = 16;

Axis shared_axis(const std::vector<ContinentOutcome>& continents, double target_ms) {
  double most = target_ms;
  for (const ContinentOutcome& continent : continents) most = std::max(most, continent.latency.perceived.p99);
  return Axis::from_zero(1.15 * most);
}

}  // namespace

ContinentsChart::ContinentsChart(Workspace& workspace, QObject* parent) : Chart(parent), workspace_(workspace) {
  connect(&workspace, &Workspace::selection_changed, this, &ContinentsChart::forget);
}

void ContinentsChart::take() {
  continents_.clear();
  target_ms_ = 0;
  requests_ = 0;
  if (const Candidate* selected = workspace_.candidate(); selected != nullptr && selected->outcome.replications > 0) {
    everybody_ = selected->outcome.latency.perceived;
    for (const ContinentOutcome& continent : selected->outcome.continents)
      if (continent.latency.perceived.count > 0) continents_.push_back(continent), requests_ += continent.requests.offered;
    std::ranges::stable_sort(continents_, std::ranges::greater{}, [](const ContinentOutcome& c) { return c.requests.offered; });
    if (const auto& workloads = workspace_.world().workloads; workloads.size() == 1)
      target_ms_ = workloads.front().slo.target_ms, target_percentile_ = workloads.front().slo.percentile;
  }
  x_ = shared_axis(continents_, target_ms_);
  hovered_ = -1;
}

QString ContinentsChart::summary() const {
  if (continents_.empty()) return tr("No point is selected.");
  const auto& slowest = *std::ranges::max_element(continents_, {}, [](const ContinentOutcome& c) { return c.latency.perceived.p95; });
  return tr("%1 continents; the slowest is %2, 95 % within %3.")
      .arg(continents_.size())
      .arg(readable(slowest.continent), milliseconds(slowest.latency.perceived.p95));
}

Table ContinentsChart::table() const {
  Table table{{{tr("Continent")}, {tr("Share of requests, %"), 1}, {"p50, ms"}, {"p90, ms"}, {"p95, ms"}, {"p99, ms"}, {"p99.9, ms"}}, {}};
  for (const ContinentOutcome& c : continents_) {
    TableRow row{{readable(c.continent), 100 * share_of(c.requests.offered, requests_)}};
    for (const auto value : percentile_values) row.cells.emplace_back(c.latency.perceived.*value);
    table.rows.push_back(std::move(row));
  }
  return table;
}

// As many columns as keep the panels near three to two.
void ContinentsChart::paint(QPainter& painter, const QRectF& area, const Theme& theme) {
  if (continents_.empty()) {
    draw_hint(painter, area, tr("Pick a point of the front to see what each continent feels."), theme);
    return;
  }
  area_ = area.adjusted(18, 24, -18, -12);
  const auto count = static_cast<double>(continents_.size());
  columns_ = std::clamp(static_cast<int>(std::lround(std::sqrt(count * area_.width() / area_.height() / 1.5))), 1, static_cast<int>(count));
  rows_ = static_cast<int>(std::ceil(count / columns_));
  draw_legend(painter, {area.left() + 18, area.top() + 12},
              {{tr("share of requests within, stretched towards the tail"), theme.accent, LegendEntry::Mark::line},
               {tr("everybody"), theme.faint, LegendEntry::Mark::dashed},
               {tr("target of the SLO"), theme.bad_ink, LegendEntry::Mark::dot}},
              theme);
  for (std::size_t i = 0; i < continents_.size(); ++i) draw_panel(painter, i, theme);
}

QRectF ContinentsChart::panel(std::size_t index) const {
  const double width = (area_.width() - gap * (columns_ - 1)) / columns_, height = (area_.height() - gap * (rows_ - 1)) / rows_;
  const auto column = static_cast<double>(index % static_cast<std::size_t>(columns_)),
             row = static_cast<double>(index / static_cast<std::size_t>(columns_));
  return {area_.left() + column * (width + gap), area_.top() + row * (height + gap), width, height};
}

void ContinentsChart::draw_panel(QPainter& painter, std::size_t index, const Theme& theme) const {
  const ContinentOutcome& continent = continents_[index];
  const QRectF whole = panel(index), plot = whole.adjusted(34, head, -4, -20);
  if (plot.height() < 20 || plot.width() < 40) return;
  if (static_cast<int>(index) == hovered_) painter.fillRect(whole, theme.wash);
  draw_words(painter, {whole.left(), whole.top() + 10}, Qt::AlignLeft | Qt::AlignVCenter, readable(continent.continent), theme.ink,
             chart_font(1, true));
  draw_words(painter, {whole.right() - 4, whole.top() + 10}, Qt::AlignRight | Qt::AlignVCenter,
             percent(share_of(continent.requests.offered, requests_), 0) + " · p95 " + milliseconds(continent.latency.perceived.p95), theme.soft,
             chart_font(0.92));
  Axis x = x_;
  x.place(plot.left(), plot.right());
  const auto y_of = [&plot](double percentile) { return plot.bottom() - stretched(percentile) * plot.height(); };
  for (const double percentile : percentiles) {
    painter.setPen(QPen(theme.rule, 1));
    painter.drawLine(QPointF(plot.left(), y_of(percentile)), QPointF(plot.right(), y_of(percentile)));
    if (percentile != 95 || plot.height() > 80)
      draw_words(painter, {plot.left() - 5, y_of(percentile)}, Qt::AlignRight | Qt::AlignVCenter, "p" + QString::number(percentile), theme.faint,
                 chart_font(0.82));
  }
  const auto ticks = x.ticks(std::max(2, static_cast<int>(plot.width() / 70)));
  for (const double tick : ticks)
    if (x.contains(tick))
      draw_words(painter, {x.pixel(tick), plot.bottom() + 4}, Qt::AlignHCenter | Qt::AlignTop, number(tick) + (tick == ticks.back() ? " ms" : ""),
                 theme.faint, chart_font(0.85));
  const auto draw_line = [&](const LatencySummary& latency, const QPen& pen) {
    QPolygonF line;
    for (std::size_t p = 0; p < percentiles.size(); ++p) line << QPointF(x.pixel(latency.*percentile_values[p]), y_of(percentiles[p]));
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);
  };
  painter.save();
  painter.setClipRect(plot.adjusted(-3, -3, 3, 3));
  draw_line(everybody_, QPen(theme.faint, 1.2, Qt::DashLine));
  draw_line(continent.latency.perceived, QPen(theme.accent, 2));
  if (target_ms_ > 0) {
    const QPointF target(x.pixel(target_ms_), y_of(target_percentile_));
    painter.setPen(QPen(theme.surface, 1));
    painter.setBrush(theme.bad_ink);
    painter.drawEllipse(target, 4, 4);
  }
  painter.restore();
}

int ContinentsChart::panel_at(const QPointF& at) const {
  for (std::size_t i = 0; i < continents_.size(); ++i)
    if (panel(i).contains(at)) return static_cast<int>(i);
  return -1;
}

QString ContinentsChart::hover(const QPointF& at) {
  const int found = panel_at(at);
  if (found != hovered_) {
    hovered_ = found;
    Q_EMIT changed();
  }
  if (found < 0) return {};
  const ContinentOutcome& continent = continents_[static_cast<std::size_t>(found)];
  QStringList lines{tr("%1 of all requests").arg(percent(share_of(continent.requests.offered, requests_)))};
  for (std::size_t p = 0; p < percentiles.size(); ++p)
    lines << "p" + QString::number(percentiles[p]) + "  " + milliseconds(continent.latency.perceived.*percentile_values[p]) + ", " +
                 tr("everybody %1").arg(milliseconds(everybody_.*percentile_values[p]));
  return tip(readable(continent.continent), lines);
}

void ContinentsChart::leave() {
  hovered_ = -1;
  Q_EMIT changed();
}

}  // namespace tradewind::gui
