#include "latency/latency_chart.h"

#include <algorithm>
#include <cmath>

#include "chart/drawing.h"
#include "text/format.h"
#include "workspace/words.h"

namespace tradewind::gui {

LatencyChart::LatencyChart(Workspace& workspace, QObject* parent) : Chart(parent), workspace_(workspace) {
  connect(&workspace, &Workspace::selection_changed, this, &LatencyChart::forget);
}

void LatencyChart::take() {
  const auto& populations = workspace_.service().populations;
  const std::vector<std::uint32_t> before = order_;
  order_.clear();
  for (std::uint32_t p = 0; p < populations.size(); ++p)
    if (populations[p].latency != nullptr && populations[p].latency->perceived.count > 0) order_.push_back(p);
  std::ranges::stable_sort(order_, std::ranges::greater{}, [&populations](std::uint32_t p) { return populations[p].rps; });
  const auto& workloads = workspace_.world().workloads;
  target_ms_ = workloads.empty() ? 0 : workloads.front().slo.target_ms;
  for (const Workload& workload : workloads)
    if (workload.slo.target_ms != target_ms_) target_ms_ = 0;
  // The slowest 2 % of the populations' tails may leave the frame, so that the others can be told apart.
  std::vector<double> tails;
  for (const std::uint32_t p : order_) tails.push_back(summary_of(p).p99);
  std::ranges::sort(tails);
  const double tail = tails.empty() ? 1 : tails[tails.size() - 1 - tails.size() / 50];
  axis_ = Axis::from_zero(std::max(tail, std::min(target_ms_, 1.5 * tail)));
  if (before.size() != order_.size()) scrolled_ = 0;
  scroll_to_selection();
}

QString LatencyChart::summary() const {
  if (order_.empty()) return tr("No point is selected.");
  const auto slowest = *std::ranges::max_element(order_, {}, [this](std::uint32_t p) { return summary_of(p).p95; });
  return tr("%1 populations; the slowest p95 is that of %2 with %3.")
      .arg(order_.size())
      .arg(from(workspace_.world().populations[slowest].name), milliseconds(summary_of(slowest).p95));
}

Table LatencyChart::table() const {
  Table table{{{tr("Population")},
               {tr("Continent")},
               {tr("Served from")},
               {tr("Requests/s"), 2},
               {tr("Round trip, ms")},
               {"p50, ms"},
               {"p90, ms"},
               {"p95, ms"},
               {tr("± 95 % interval, ms"), 1},
               {"p99, ms"}},
              {}};
  const World& world = workspace_.world();
  for (const std::uint32_t p : order_) {
    const PopulationService& s = workspace_.service().populations[p];
    const LatencySummary& l = s.latency->perceived;
    table.rows.push_back({{from(world.populations[p].name), readable(world.populations[p].continent), from(world.regions[s.region].city), s.rps,
                           s.rtt_ms, l.p50, l.p90, l.p95, l.ci95, l.p99},
                          static_cast<int>(p)});
  }
  return table;
}

void LatencyChart::paint(QPainter& painter, const QRectF& area, const Theme& theme) {
  if (order_.empty()) {
    draw_hint(painter, area, tr("Pick a point of the front to see what its users feel."), theme);
    return;
  }
  names_ = std::min(150.0, area.width() * 0.3);
  plot_ = area.adjusted(names_ + 20, 26, -70, -40);
  // Whole rows, so that no name is cut.
  plot_.setHeight(row_height_ * std::max(1.0, std::floor(plot_.height() / row_height_)));
  axis_.place(plot_.left(), plot_.right());
  const double most = std::max(0.0, row_height_ * static_cast<double>(order_.size()) - plot_.height());
  scrolled_ = std::clamp(scrolled_, 0.0, most);
  draw_legend(
      painter, {area.left() + 14, area.top() + 11},
      {{tr("median"), theme.p50}, {"p95", theme.p95}, {"p99", theme.p99}, {tr("target of the SLO"), theme.bad_ink, LegendEntry::Mark::dashed}},
      theme);
  for (const double tick : axis_.ticks(std::max(2, static_cast<int>(plot_.width() / 80)))) {
    painter.setPen(QPen(theme.rule, 1));
    painter.drawLine(QPointF(axis_.pixel(tick), plot_.top()), QPointF(axis_.pixel(tick), plot_.bottom()));
  }
  draw_x_grid(
      painter, plot_, axis_, "ms", [](double v) { return number(v); }, theme);
  draw_words(painter, {plot_.right() + 8, area.top() + 11}, Qt::AlignLeft | Qt::AlignVCenter, "p95", theme.faint, chart_font(0.95));
  painter.save();
  painter.setClipRect(QRectF(area.left(), plot_.top(), area.width(), plot_.height()));
  const auto first = static_cast<std::size_t>(scrolled_ / row_height_);
  for (std::size_t row = first; row < order_.size() && static_cast<double>(row) * row_height_ - scrolled_ < plot_.height(); ++row)
    draw_row(painter, row, theme);
  if (target_ms_ > 0 && axis_.contains(target_ms_)) {
    painter.setPen(QPen(theme.bad_ink, 1.4, Qt::DashLine));
    painter.drawLine(QPointF(axis_.pixel(target_ms_), plot_.top()), QPointF(axis_.pixel(target_ms_), plot_.bottom()));
  }
  painter.restore();
  if (most <= 0) return;
  // Where in the list this is.
  const double shown = plot_.height() / (row_height_ * static_cast<double>(order_.size()));
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.rule);
  const double length = std::max(24.0, shown * plot_.height());
  painter.drawRoundedRect(QRectF(area.right() - 8, plot_.top() + (plot_.height() - length) * scrolled_ / most, 4, length), 2, 2);
}

void LatencyChart::draw_row(QPainter& painter, std::size_t row, const Theme& theme) const {
  const std::uint32_t p = order_[row];
  const LatencySummary& l = summary_of(p);
  const double y = plot_.top() + (static_cast<double>(row) + 0.5) * row_height_ - scrolled_;
  const bool selected = static_cast<int>(p) == workspace_.selection().population;
  if (selected || static_cast<int>(p) == hovered_)
    painter.fillRect(QRectF(plot_.left() - names_ - 14, y - row_height_ / 2, plot_.width() + names_ + 80, row_height_),
                     selected ? theme.selected : theme.wash);
  const double thick = std::min(12.0, row_height_ * 0.6);
  painter.setPen(Qt::NoPen);
  const auto bar = [&](double from_ms, double to_ms, const QColor& colour) {
    const double a = axis_.pixel(from_ms), b = std::min(axis_.pixel(to_ms), plot_.right());
    if (b > a) painter.fillRect(QRectF(a, y - thick / 2, b - a, thick), colour);
  };
  bar(0, l.p50, theme.p50);
  bar(l.p50, l.p95, theme.p95);
  bar(l.p95, l.p99, theme.p99);
  if (row_height_ < 11) return;
  const bool faded =
      workspace_.selection().region >= 0 && workspace_.service().populations[p].region != static_cast<std::uint32_t>(workspace_.selection().region);
  const QFont font = chart_font(0.95, selected);
  const QString words = from(workspace_.world().populations[p].name);
  draw_words(painter, {plot_.left() - 8, y}, Qt::AlignRight | Qt::AlignVCenter, QFontMetricsF(font).elidedText(words, Qt::ElideRight, names_),
             faded ? theme.faint : theme.ink, font);
  draw_words(painter, {plot_.right() + 8, y}, Qt::AlignLeft | Qt::AlignVCenter, milliseconds(l.p95),
             target_ms_ > 0 && l.p95 > target_ms_ ? theme.bad_ink : theme.soft, font);
}

int LatencyChart::row_at(const QPointF& at) const {
  if (order_.empty() || at.y() < plot_.top() || at.y() > plot_.bottom()) return -1;
  const auto row = static_cast<std::size_t>((at.y() - plot_.top() + scrolled_) / row_height_);
  return row < order_.size() ? static_cast<int>(row) : -1;
}

QString LatencyChart::hover(const QPointF& at) {
  const int row = row_at(at);
  const int population = row < 0 ? -1 : static_cast<int>(order_[static_cast<std::size_t>(row)]);
  if (population != hovered_) {
    hovered_ = population;
    Q_EMIT changed();
  }
  if (population < 0) return {};
  const auto& p = workspace_.world().populations[static_cast<std::size_t>(population)];
  const PopulationService& s = workspace_.service().populations[static_cast<std::size_t>(population)];
  const Latencies& l = *s.latency;
  return tip(
      from(p.name),
      {"p50 " + milliseconds(l.perceived.p50) + "   p95 " + with_interval_ms(l.perceived.p95, l.perceived.ci95) + "   p99 " +
           milliseconds(l.perceived.p99),
       tr("means: network %1, queue %2, service %3").arg(milliseconds(l.network.mean), milliseconds(l.queue.mean), milliseconds(l.service.mean)),
       tr("served from %1, round trip %2").arg(from(workspace_.world().regions[s.region].city), milliseconds(s.rtt_ms)),
       tr("%1 simulated requests").arg(number(static_cast<double>(l.perceived.count)))});
}

void LatencyChart::leave() {
  hovered_ = -1;
  Q_EMIT changed();
}

void LatencyChart::pick(const QPointF& at, bool /*also*/) {
  const int row = row_at(at);
  workspace_.select_population(row < 0 ? -1 : static_cast<int>(order_[static_cast<std::size_t>(row)]));
}

void LatencyChart::step(int by) {
  if (order_.empty()) return;
  const auto found = std::ranges::find(order_, static_cast<std::uint32_t>(workspace_.selection().population));
  const auto size = static_cast<std::ptrdiff_t>(order_.size());
  const auto next = found == order_.end() ? 0 : std::clamp<std::ptrdiff_t>(found - order_.begin() + by, 0, size - 1);
  workspace_.select_population(static_cast<int>(order_[static_cast<std::size_t>(next)]));
}

void LatencyChart::scroll_to_selection() {
  const auto found = std::ranges::find(order_, static_cast<std::uint32_t>(workspace_.selection().population));
  if (found == order_.end() || plot_.height() < row_height_) return;
  const double top = static_cast<double>(found - order_.begin()) * row_height_;
  scrolled_ = std::clamp(scrolled_, top + row_height_ - plot_.height(), top);
}

// The wheel reads on down the list; what is closer is taller.
void LatencyChart::zoom(const QPointF& /*at*/, double factor) {
  scrolled_ -= 90 * std::log(factor) / std::log(1.25);
  Q_EMIT changed();
}

void LatencyChart::move(const QPointF& by) {
  scrolled_ -= by.y();
  Q_EMIT changed();
}

void LatencyChart::reset_view() {
  scrolled_ = 0;
  Q_EMIT changed();
}

}  // namespace tradewind::gui
