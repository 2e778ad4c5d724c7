#include "chaos/chaos_chart.h"

#include <algorithm>
#include <cmath>

#include "chart/drawing.h"
#include "text/format.h"
#include "workspace/failures.h"

namespace tradewind::gui {
namespace {

constexpr double row_height = 22, names_width = 190, head_height = 46, course_gap = 60;
constexpr double seconds_from_ms = 20'000;

QString seconds(const std::optional<double>& value) { return value ? number(*value) + " s" : QStringLiteral("–"); }

QString clock_words(double s) {
  return (s < 0 ? QStringLiteral("−") : QString()) +
         QString("%1:%2").arg(static_cast<int>(std::abs(s)) / 60).arg(static_cast<int>(std::abs(s)) % 60, 2, 10, QChar('0'));
}

}  // namespace

void ChaosChart::show(std::shared_ptr<const ChaosOutcome> outcome, const ChaosOptions& options) {
  if (outcome == outcome_) return;
  outcome_ = std::move(outcome);
  options_ = options;
  selected_ = 0;
  hovered_ = -1;
  scrolled_ = 0;
  Q_EMIT data_changed();
  Q_EMIT changed();
}

void ChaosChart::set_hint(const QString& hint) {
  hint_ = hint;
  Q_EMIT changed();
}

QString ChaosChart::summary() const {
  if (!outcome_) return hint_;
  const auto holding = std::ranges::count_if(outcome_->experiments, &ChaosExperiment::holds);
  return tr("%1 of %2 failures are borne by what is left.").arg(holding).arg(outcome_->experiments.size());
}

Table ChaosChart::table() const {
  Table table{{{tr("Experiment")},
               {tr("Holds")},
               {tr("Requests sent")},
               {tr("Failed")},
               {tr("Failed, %"), 3},
               {tr("More late than usual")},
               {tr("Detected after, s"), 1},
               {tr("Shifted after, s"), 1},
               {tr("Recovered after, s"), 1},
               {tr("Hardest hit")}},
              {}};
  if (!outcome_) return table;
  const auto cell = [](const std::optional<double>& value) { return value ? QVariant(*value) : QVariant(); };
  for (std::size_t i = 0; i < outcome_->experiments.size(); ++i) {
    const ChaosExperiment& e = outcome_->experiments[i];
    const ChaosVictims* hit = e.hardest_hit();
    table.rows.push_back(
        {{failure_words(e), e.holds() ? tr("yes") : tr("no"), double(e.sent), double(e.failed), 100 * share_of(e.failed, e.sent), e.more_late(),
          cell(e.detect_s), cell(e.shift_s), cell(e.recover_s), hit == nullptr ? tr("nobody") : from(hit->population)},
         static_cast<int>(i)});
  }
  return table;
}

QRectF ChaosChart::row_of(int index) const { return {rows_.left(), rows_.top() + index * row_height - scrolled_, rows_.width(), row_height}; }

int ChaosChart::row_at(const QPointF& at) const {
  if (!outcome_ || at.y() < rows_.top() || at.y() > rows_.bottom()) return -1;
  const int row = static_cast<int>((at.y() - rows_.top() + scrolled_) / row_height);
  return row < static_cast<int>(outcome_->experiments.size()) ? row : -1;
}

void ChaosChart::paint(QPainter& painter, const QRectF& area, const Theme& theme) {
  if (!outcome_ || outcome_->experiments.empty()) {
    draw_hint(painter, area, outcome_ ? tr("No failure was played: the topology has no such part.") : hint_, theme);
    return;
  }
  const double all_rows = row_height * static_cast<double>(outcome_->experiments.size());
  const double verdicts = std::max(width_of(tr("holds")), width_of(tr("does not hold"), chart_font(0.95, true))) + 26;
  rows_ = QRectF(area.left() + names_width + 20, area.top() + head_height, area.width() - names_width - 20 - verdicts,
                 std::min(all_rows, (area.height() - 60) * 0.5));
  course_ = QRectF(rows_.left(), rows_.bottom() + course_gap, rows_.width(), area.bottom() - rows_.bottom() - course_gap - 44);
  scrolled_ = std::clamp(scrolled_, 0.0, std::max(0.0, all_rows - rows_.height()));
  x_ = Axis::seconds(options_.duration_s());
  x_.place(rows_.left(), rows_.right());
  draw_legend(painter, {area.left() + 14, area.top() + 12},
              {{tr("failed"), theme.series_of(1)},
               {tr("late"), theme.series_of(4)},
               {tr("detected"), theme.series_of(5), LegendEntry::Mark::dot},
               {tr("recovered"), theme.series_of(2), LegendEntry::Mark::dot}},
              theme);
  painter.save();
  painter.setClipRect(QRectF(area.left(), rows_.top(), area.width(), rows_.height()));
  for (int i = 0; i < static_cast<int>(outcome_->experiments.size()); ++i) draw_row(painter, i, theme);
  painter.restore();
  if (course_.height() > 50) draw_course(painter, theme);
  draw_fault(painter, theme);
}

// When the fault begins and ends: over the rows and over the course, and not through the words between them.
void ChaosChart::draw_fault(QPainter& painter, const Theme& theme) const {
  for (const auto& [at, words] :
       {std::pair(options_.fault_at_s, tr("fault")), std::pair(options_.fault_at_s + options_.fault_for_s, tr("its end"))}) {
    const double x = x_.pixel(at);
    painter.setPen(QPen(theme.soft, 1, Qt::DashLine));
    painter.drawLine(QPointF(x, rows_.top() - 4), QPointF(x, rows_.bottom() + 4));
    if (course_.height() > 50) painter.drawLine(QPointF(x, course_.top()), QPointF(x, course_.bottom()));
    draw_words(painter, {x, rows_.top() - 5}, Qt::AlignHCenter | Qt::AlignBottom, words, theme.soft);
  }
}

void ChaosChart::draw_row(QPainter& painter, int index, const Theme& theme) const {
  const ChaosExperiment& e = experiment(index);
  const QRectF row = row_of(index);
  if (index == selected_ || index == hovered_)
    painter.fillRect(QRectF(row.left() - names_width - 14, row.top(), row.width() + names_width + 100, row.height()),
                     index == selected_ ? theme.selected : theme.wash);
  const QFont font = chart_font(0.98, index == selected_);
  draw_words(painter, {row.left() - names_width - 6, row.center().y()}, Qt::AlignLeft | Qt::AlignVCenter,
             QFontMetricsF(font).elidedText(failure_words(e), Qt::ElideRight, names_width - 4), theme.ink, font);
  const double width = x_.pixel(options_.moment_s) - x_.pixel(0);
  for (const ChaosMoment& moment : e.moments) {
    if (moment.sent == 0) continue;
    const double x = x_.pixel(moment.at_s), full = row.height() - 6, bottom = row.bottom() - 3;
    const double failed = share_of(moment.failed(), moment.sent) * full, late = share_of(moment.late, moment.sent) * full;
    painter.fillRect(QRectF(x, row.top() + 3, width + 0.5, full), theme.wash);
    painter.fillRect(QRectF(x, bottom - failed - late, width + 0.5, late), theme.series_of(4));
    painter.fillRect(QRectF(x, bottom - failed, width + 0.5, failed), theme.series_of(1));
  }
  const auto mark = [&](const std::optional<double>& after, const QColor& colour) {
    if (!after) return;
    painter.setPen(QPen(theme.surface, 1.5));
    painter.setBrush(colour);
    painter.drawEllipse(QPointF(x_.pixel(options_.fault_at_s + *after), row.center().y()), 4.5, 4.5);
  };
  mark(e.detect_s, theme.series_of(5));
  mark(e.recover_s, theme.series_of(2));
  draw_words(painter, {row.right() + 10, row.center().y()}, Qt::AlignLeft | Qt::AlignVCenter, e.holds() ? tr("holds") : tr("does not hold"),
             e.holds() ? theme.good_ink : theme.bad_ink, chart_font(0.95, !e.holds()));
}

void ChaosChart::draw_line(QPainter& painter, const ChaosExperiment& of, const Axis& y, const QPen& pen) const {
  painter.setPen(pen);
  painter.setBrush(Qt::NoBrush);
  QPolygonF line;
  const auto end_line = [&painter, &line] {
    if (line.size() == 1) painter.drawPoint(line.front());
    painter.drawPolyline(line);
    line.clear();
  };
  // Where nothing was answered there is no latency to draw.
  for (const ChaosMoment& moment : of.moments)
    if (moment.completed > 0)
      line << QPointF(x_.pixel(moment.at_s + options_.moment_s / 2), y.pixel(moment.p95_ms));
    else
      end_line();
  end_line();
}

void ChaosChart::draw_course(QPainter& painter, const Theme& theme) {
  const ChaosExperiment& e = experiment(selected_);
  double most = 1;
  for (const ChaosExperiment* of : std::initializer_list<const ChaosExperiment*>{&e, &outcome_->baseline})
    for (const ChaosMoment& moment : of->moments) most = std::max(most, moment.p95_ms);
  Axis y = Axis::from_zero(most);
  y.place(course_.bottom(), course_.top());
  if (most >= seconds_from_ms)
    draw_y_grid(
        painter, course_, y, tr("%1: p95, s").arg(failure_words(e)), [](double v) { return number(v / 1000); }, theme);
  else
    draw_y_grid(
        painter, course_, y, tr("%1: p95, ms").arg(failure_words(e)), [](double v) { return number(v); }, theme);
  draw_x_grid(painter, course_, x_, tr("minutes and seconds"), clock_words, theme);
  draw_line(painter, outcome_->baseline, y, QPen(theme.faint, 1.4, Qt::DashLine));
  draw_line(painter, e, y, QPen(theme.accent, 2));
  draw_legend(painter, {course_.right() - 210, course_.top() - 14},
              {{tr("with the fault"), theme.accent, LegendEntry::Mark::line}, {tr("without"), theme.faint, LegendEntry::Mark::dashed}}, theme);
  for (const ChaosEvent& event : e.events) {
    if (!x_.contains(event.at_s)) continue;
    const double x = x_.pixel(event.at_s);
    painter.setPen(Qt::NoPen);
    painter.setBrush(event.good_news ? theme.series_of(2) : theme.series_of(1));
    painter.drawPolygon(QPolygonF(QList<QPointF>{{x, course_.bottom() - 1}, {x - 4, course_.bottom() + 6}, {x + 4, course_.bottom() + 6}}));
  }
}

QString ChaosChart::hover(const QPointF& at) {
  const int row = row_at(at);
  if (row != hovered_) {
    hovered_ = row;
    Q_EMIT changed();
  }
  if (row >= 0) {
    const ChaosExperiment& e = experiment(row);
    QStringList lines{
        tr("%1 of %2 requests fail").arg(number(double(e.failed)), number(double(e.sent))),
        tr("detected after %1, shifted after %2, recovered after %3").arg(seconds(e.detect_s), seconds(e.shift_s), seconds(e.recover_s))};
    if (const ChaosVictims* hit = e.hardest_hit())
      lines << tr("hardest hit: %1, p95 %2 instead of %3").arg(from(hit->population), milliseconds(hit->p95_ms), milliseconds(hit->usual_p95_ms));
    return tip(failure_words(e), lines);
  }
  if (!outcome_ || outcome_->experiments.empty() || !course_.adjusted(0, 0, 0, 10).contains(at)) return {};
  QStringList lines;
  for (const ChaosEvent& event : experiment(selected_).events)
    if (std::abs(x_.pixel(event.at_s) - at.x()) < 6) lines << clock_words(event.at_s) + "  " + from(event.what);
  return lines.isEmpty() ? QString() : tip(failure_words(experiment(selected_)), lines.mid(0, 12));
}

void ChaosChart::leave() {
  hovered_ = -1;
  Q_EMIT changed();
}

void ChaosChart::pick(const QPointF& at, bool /*also*/) {
  if (const int row = row_at(at); row >= 0) pick_row(row);
}

void ChaosChart::pick_row(int key) {
  selected_ = key;
  Q_EMIT changed();
  Q_EMIT chosen(key);
}

void ChaosChart::step(int by) {
  if (!outcome_ || outcome_->experiments.empty()) return;
  selected_ = std::clamp(selected_ + by, 0, static_cast<int>(outcome_->experiments.size()) - 1);
  if (selected_ * row_height < scrolled_) scrolled_ = selected_ * row_height;
  if ((selected_ + 1) * row_height > scrolled_ + rows_.height()) scrolled_ = (selected_ + 1) * row_height - rows_.height();
  pick_row(selected_);
}

void ChaosChart::zoom(const QPointF& /*at*/, double factor) {
  scrolled_ -= 3 * row_height * std::log(factor) / std::log(1.25);
  Q_EMIT changed();
}

}  // namespace tradewind::gui
