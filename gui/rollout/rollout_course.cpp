// The course of the chosen rollout.
#include <algorithm>

#include "chart/drawing.h"
#include "rollout/rollout_chart.h"
#include "text/format.h"
#include "tradewind/sim/share.h"

namespace tradewind::gui {
namespace {

constexpr double least_named_height = 11;

QString minutes(double s) { return number(s / 60); }

}  // namespace

void RolloutChart::draw_regions(QPainter& painter, const Theme& theme) const {
  draw_words(painter, {regions_.left() - 174, regions_.top() - 12}, Qt::AlignLeft | Qt::AlignVCenter,
             tr("%1, region by region").arg(from(chosen().name)), theme.ink, chart_font(1, true));
  QRectF row(regions_.left(), regions_.top(), regions_.width(), region_height_);
  for (const RolloutRegion& region : chosen().regions) {
    draw_region(painter, region, row, theme);
    row.translate(0, region_height_);
  }
}

void RolloutChart::draw_region(QPainter& painter, const RolloutRegion& region, const QRectF& row, const Theme& theme) const {
  if (region_height_ >= least_named_height)
    draw_words(painter, {row.left() - 8, row.center().y()}, Qt::AlignRight | Qt::AlignVCenter, from(region.region), theme.soft, chart_font(0.92));
  const double end = outcome_->simulated_s;
  const auto bar = [&](double from_s, double to_s, const QColor& colour) {
    const double a = x_.pixel(std::clamp(from_s, 0.0, end)), b = x_.pixel(std::clamp(to_s, 0.0, end));
    if (b > a) painter.fillRect(QRectF(a, row.top() + 1, b - a, std::max(2.0, row.height() - 3)), colour);
  };
  QColor old = theme.faint;
  old.setAlphaF(0.5f);
  const auto at = [&](const std::optional<double>& s) { return s ? clock_of(*s) : end; };
  const double arrived = region.arrived_s ? clock_of(*region.arrived_s) : at(region.began_s), first = at(region.first_answer_s);
  const double done = region.done_s ? clock_of(*region.done_s) : region.first_answer_s ? first + region.skew_s : end;
  bar(0, first, old);
  bar(clock_of(0), std::min(arrived, first), theme.wash);
  bar(first, done, theme.series_of(4));
  bar(done, end, region.done_s ? theme.series_of(2) : old);
}

void RolloutChart::draw_answers(QPainter& painter, const Theme& theme) const {
  const auto rate = [this](std::uint64_t count) { return static_cast<double>(count) / outcome_->moment_s / outcome_->replications; };
  double most = 0;
  for (const RolloutMoment& moment : chosen().moments) most = std::max(most, rate(moment.sent));
  Axis y = Axis::from_zero(most);
  y.place(answers_.bottom(), answers_.top());
  draw_y_grid(
      painter, answers_, y, tr("requests/s by what answered"), [](double v) { return compact(v); }, theme);
  const double zero = y.pixel(0);
  for (const RolloutMoment& moment : chosen().moments) {
    const double x = x_.pixel(moment.at_s), width = x_.pixel(std::min(moment.at_s + outcome_->moment_s, outcome_->simulated_s)) - x + 0.5;
    const double fresh = y.pixel(rate(moment.by_new)), answered = y.pixel(rate(moment.completed)), sent = y.pixel(rate(moment.sent));
    painter.fillRect(QRectF(x, fresh, width, zero - fresh), theme.series_of(2));
    painter.fillRect(QRectF(x, answered, width, fresh - answered), theme.faint);
    painter.fillRect(QRectF(x, sent, width, answered - sent), theme.series_of(1));
  }
}

void RolloutChart::draw_latency(QPainter& painter, const Theme& theme) const {
  double most = 1;
  QPolygonF line;
  for (const RolloutMoment& moment : chosen().moments)
    if (moment.completed > 0) most = std::max(most, moment.p95_ms);
  Axis y = Axis::from_zero(most);
  y.place(latency_.bottom(), latency_.top());
  draw_y_grid(
      painter, latency_, y, tr("p95, ms"), [](double v) { return number(v); }, theme);
  draw_x_grid(painter, latency_, x_, tr("minutes since the run began; the decision falls at %1").arg(minutes(options_.before_s)), minutes, theme);
  for (const RolloutMoment& moment : chosen().moments)
    if (moment.completed > 0) line << QPointF(x_.pixel(moment.at_s + outcome_->moment_s / 2), y.pixel(moment.p95_ms));
  painter.setPen(QPen(theme.accent, 1.6));
  painter.setBrush(Qt::NoBrush);
  painter.drawPolyline(line);
}

// When it was decided, and where it turned.
void RolloutChart::draw_events(QPainter& painter, const Theme& theme) const {
  double free_from = regions_.left();
  const auto mark = [&](const std::optional<double>& since, const QString& words, const QColor& colour) {
    if (!since || !x_.contains(clock_of(*since))) return;
    // Through the rows and the plots, and not through the words between them.
    const double x = x_.pixel(clock_of(*since));
    painter.setPen(QPen(colour, 1, Qt::DashLine));
    painter.drawLine(QPointF(x, regions_.top() - 4), QPointF(x, regions_.bottom()));
    if (answers_.height() > 30)
      for (const QRectF& plot : {answers_, latency_}) painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    const QFont font = chart_font(0.92);
    const double left = std::max(free_from, std::min(x + 4, regions_.right() - width_of(words, font)));
    draw_words(painter, {left, regions_.top() - 3}, Qt::AlignLeft | Qt::AlignBottom, words, colour, font);
    free_from = left + width_of(words, font) + 10;
  };
  mark(0.0, tr("decided"), theme.soft);
  mark(chosen().failed_s, tr("analysis failed"), theme.bad_ink);
  mark(chosen().done_s, tr("done"), theme.good_ink);
}

}  // namespace tradewind::gui
