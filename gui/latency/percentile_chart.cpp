#include "latency/percentile_chart.h"

#include <algorithm>

#include "chart/drawing.h"
#include "latency/percentiles.h"
#include "text/format.h"
#include "workspace/words.h"

namespace tradewind::gui {
PercentileChart::PercentileChart(Workspace& workspace, QObject* parent) : Chart(parent), workspace_(workspace) {
  connect(&workspace, &Workspace::selection_changed, this, &PercentileChart::forget);
}

void PercentileChart::take() {
  lines_.clear();
  target_ms_ = 0;
  if (const Candidate* selected = workspace_.candidate(); selected != nullptr && selected->outcome.replications > 0) {
    lines_.push_back({tr("Everybody"), {}, selected->outcome.latency.perceived});
    for (const ContinentOutcome& continent : selected->outcome.continents)
      if (continent.latency.perceived.count > 0) lines_.push_back({readable(continent.continent), continent.continent, continent.latency.perceived});
    if (const auto& workloads = workspace_.world().workloads; workloads.size() == 1)
      target_ms_ = workloads.front().slo.target_ms, target_percentile_ = workloads.front().slo.percentile;
  }
  double most = 1;
  for (const Line& line : lines_) most = std::max(most, line.latency.p999);
  y_ = Axis::from_zero(most);
}

QString PercentileChart::summary() const {
  if (lines_.empty()) return tr("No point is selected.");
  const LatencySummary& all = lines_.front().latency;
  return tr("Half of all requests within %1, 95 % within %2, 99 % within %3.")
      .arg(milliseconds(all.p50), milliseconds(all.p95), milliseconds(all.p99));
}

Table PercentileChart::table() const {
  Table table{{{tr("Continent")},
               {tr("Simulated requests")},
               {tr("mean, ms")},
               {"p50, ms"},
               {"p90, ms"},
               {"p95, ms"},
               {tr("± 95 % interval, ms"), 1},
               {"p99, ms"},
               {"p99.9, ms"},
               {tr("longest, ms")}},
              {}};
  for (const Line& line : lines_) {
    const LatencySummary& l = line.latency;
    table.rows.push_back({{line.name, double(l.count), l.mean, l.p50, l.p90, l.p95, l.ci95, l.p99, l.p999, l.max}});
  }
  return table;
}

double PercentileChart::x_of(double percentile) const { return plot_.left() + stretched(percentile) * plot_.width(); }

QPointF PercentileChart::point_of(const Line& line, std::size_t i) const {
  return {x_of(percentiles[i]), y_.pixel(line.latency.*percentile_values[i])};
}

void PercentileChart::paint(QPainter& painter, const QRectF& area, const Theme& theme) {
  if (lines_.empty()) {
    draw_hint(painter, area, tr("Pick a point of the front to see its percentiles."), theme);
    return;
  }
  double names = 0;
  for (const Line& line : lines_) names = std::max(names, width_of(line.name, chart_font(1, true)));
  plot_ = area.adjusted(56, 30, -names - 24, -34);
  y_.place(plot_.bottom(), plot_.top());
  draw_y_grid(
      painter, plot_, y_, tr("%1, ms").arg(objective_words(workspace_.world()).section(' ', 1)), [](double v) { return number(v); }, theme);
  for (const double percentile : percentiles) {
    painter.setPen(QPen(theme.rule, 1));
    painter.drawLine(QPointF(x_of(percentile), plot_.top()), QPointF(x_of(percentile), plot_.bottom() + 4));
    draw_words(painter, {x_of(percentile), plot_.bottom() + 7}, Qt::AlignHCenter | Qt::AlignTop, "p" + QString::number(percentile), theme.soft);
  }
  if (target_ms_ > 0 && y_.contains(target_ms_)) {
    painter.setPen(QPen(theme.bad_ink, 1.3, Qt::DashLine));
    painter.drawLine(QPointF(plot_.left(), y_.pixel(target_ms_)), QPointF(x_of(std::clamp(target_percentile_, 50.0, 99.9)), y_.pixel(target_ms_)));
    painter.drawLine(QPointF(x_of(std::clamp(target_percentile_, 50.0, 99.9)), y_.pixel(target_ms_)),
                     QPointF(x_of(std::clamp(target_percentile_, 50.0, 99.9)), plot_.bottom()));
  }
  const int population = workspace_.selection().population;
  const std::string& chosen = population < 0 ? std::string() : workspace_.world().populations[static_cast<std::size_t>(population)].continent;
  std::vector<std::pair<double, std::size_t>> ends;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const bool strong = i == 0 || static_cast<int>(i) == hovered_ || (!chosen.empty() && lines_[i].continent == chosen);
    const QColor colour = i == 0 ? theme.ink : theme.series_of(i - 1);
    painter.setPen(QPen(colour, strong ? 2.6 : 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    QPolygonF polyline;
    for (std::size_t p = 0; p < percentiles.size(); ++p) polyline << point_of(lines_[i], p);
    painter.drawPolyline(polyline);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    for (const QPointF& at : polyline) painter.drawEllipse(at, strong ? 3.4 : 2.4, strong ? 3.4 : 2.4);
    ends.emplace_back(polyline.back().y(), i);
  }
  // Names at the ends of their lines, pushed apart.
  std::ranges::sort(ends);
  double free_from = plot_.top() - 12;
  const double step = QFontMetricsF(chart_font()).height();
  for (std::size_t e = 0; e < ends.size(); ++e) {
    const double lowest = plot_.bottom() - step * static_cast<double>(ends.size() - 1 - e);
    const double y = std::min(std::max(ends[e].first, free_from), lowest);
    const std::size_t i = ends[e].second;
    draw_words(painter, {plot_.right() + 10, y}, Qt::AlignLeft | Qt::AlignVCenter, lines_[i].name, i == 0 ? theme.ink : theme.series_of(i - 1),
               chart_font(1, i == 0));
    free_from = y + step;
  }
}

QString PercentileChart::hover(const QPointF& at) {
  int found = -1;
  double best = 18;
  for (std::size_t i = 0; i < lines_.size(); ++i)
    for (std::size_t p = 0; p < percentiles.size(); ++p)
      if (const double distance = QLineF(point_of(lines_[i], p), at).length(); distance < best) best = distance, found = static_cast<int>(i);
  if (found != hovered_) {
    hovered_ = found;
    Q_EMIT changed();
  }
  if (found < 0) return {};
  const Line& line = lines_[static_cast<std::size_t>(found)];
  QStringList words;
  for (std::size_t p = 0; p < percentiles.size(); ++p)
    words << "p" + QString::number(percentiles[p]) + "  " + milliseconds(line.latency.*percentile_values[p]);
  return tip(line.name, words);
}

void PercentileChart::leave() {
  hovered_ = -1;
  Q_EMIT changed();
}

}  // namespace tradewind::gui
