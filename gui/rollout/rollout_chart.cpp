#include "rollout/rollout_chart.h"

#include <algorithm>

#include "chart/drawing.h"
#include "rollout/rollout_words.h"
#include "text/format.h"
#include "tradewind/sim/share.h"

namespace tradewind::gui {
namespace {

constexpr double names_width = 180, ends_width = 110, row_height = 22, most_region_height = 18, least_region_height = 4;

}  // namespace

void RolloutChart::show(std::shared_ptr<const RolloutsOutcome> outcome, std::vector<double> costs_usd, const RolloutOptions& options) {
  if (outcome == outcome_) return;
  outcome_ = std::move(outcome);
  costs_usd_ = std::move(costs_usd);
  options_ = options;
  selected_ = 0;
  hovered_ = -1;
  Q_EMIT data_changed();
  Q_EMIT changed();
}

void RolloutChart::set_hint(const QString& hint) {
  hint_ = hint;
  Q_EMIT changed();
}

QString RolloutChart::summary() const {
  if (!outcome_) return hint_;
  const auto done = std::ranges::count_if(outcome_->rollouts, [](const RolloutResult& r) { return r.done_s.has_value(); });
  return tr("%1 of %2 rollouts bring the new version to every region.").arg(done).arg(outcome_->rollouts.size());
}

Table RolloutChart::table() const {
  Table table{{{tr("Rollout")},
               {tr("Strategy")},
               {tr("End")},
               {tr("After, s"), 0},
               {tr("Two versions for, s"), 0},
               {tr("Split conversations, %"), 2},
               {tr("Bad answers")},
               {tr("Failed")},
               {tr("Usually failed")},
               {tr("Late")},
               {tr("Usually late")},
               {tr("USD, once"), 2}},
              {}};
  if (!outcome_) return table;
  for (std::size_t i = 0; i < outcome_->rollouts.size(); ++i) {
    const RolloutResult& r = outcome_->rollouts[i];
    const auto& after = r.failed_s ? r.failed_s : r.done_s;
    table.rows.push_back({{from(r.name), strategy_words(r.strategy), end_words(r), after ? QVariant(*after) : QVariant(), r.skew.seconds,
                           100 * share_of(r.skew.split, r.skew.conversations), double(r.bad_answers), double(r.failed), double(r.usually_failed),
                           double(r.late), double(r.usually_late), costs_usd_[i]},
                          static_cast<int>(i)});
  }
  return table;
}

// Rows of rollouts, then rows of regions, and the rest for the two plots.
void RolloutChart::place(const QRectF& area) {
  const double left = area.left() + names_width + 20, width = area.width() - names_width - ends_width - 20;
  rows_ = QRectF(left, area.top() + 28, width, row_height * static_cast<double>(outcome_->rollouts.size()));
  const double free = area.bottom() - rows_.bottom() - 40;
  const auto count = static_cast<double>(chosen().regions.size());
  region_height_ = std::clamp(free * 0.36 / std::max(count, 1.0), least_region_height, most_region_height);
  regions_ = QRectF(left, rows_.bottom() + 26, width, region_height_ * count);
  const double plots = std::max(0.0, area.bottom() - regions_.bottom() - 50 - 64);
  answers_ = QRectF(left, regions_.bottom() + 34, width, plots * 0.5);
  latency_ = QRectF(left, answers_.bottom() + 34, width, plots * 0.5);
  x_ = Axis::seconds(outcome_->simulated_s);
  x_.place(left, left + width);
}

void RolloutChart::paint(QPainter& painter, const QRectF& area, const Theme& theme) {
  if (!outcome_ || outcome_->rollouts.empty()) {
    draw_hint(painter, area, hint_, theme);
    return;
  }
  place(area);
  draw_legend(painter, {area.left() + 14, area.top() + 12},
              {{tr("old version"), theme.faint},
               {tr("waits for the files"), theme.wash},
               {tr("two versions side by side"), theme.series_of(4)},
               {tr("new version"), theme.series_of(2)},
               {tr("failed"), theme.series_of(1)}},
              theme);
  for (int i = 0; i < static_cast<int>(outcome_->rollouts.size()); ++i) draw_row(painter, i, theme);
  draw_regions(painter, theme);
  if (answers_.height() > 30) {
    draw_answers(painter, theme);
    draw_latency(painter, theme);
  }
  draw_events(painter, theme);
}

int RolloutChart::row_at(const QPointF& at) const {
  if (!outcome_ || at.y() < rows_.top() || at.y() >= rows_.bottom()) return -1;
  return static_cast<int>((at.y() - rows_.top()) / row_height);
}

const RolloutRegion* RolloutChart::region_at(const QPointF& at) const {
  if (!outcome_ || outcome_->rollouts.empty() || at.y() < regions_.top() || at.y() >= regions_.bottom()) return nullptr;
  const auto index = static_cast<std::size_t>((at.y() - regions_.top()) / region_height_);
  return index < chosen().regions.size() ? &chosen().regions[index] : nullptr;
}

QString RolloutChart::hover(const QPointF& at) {
  const int row = row_at(at);
  if (row != hovered_) {
    hovered_ = row;
    Q_EMIT changed();
  }
  if (row >= 0) {
    const RolloutResult& r = result(row);
    QStringList lines{strategy_words(r.strategy) + ", " + end_words(r) + " " + tr("after %1").arg(duration(r.failed_s ? r.failed_s : r.done_s)),
                      tr("two versions side by side for %1").arg(duration(r.skew.seconds)),
                      tr("%1 bad answers; %2 requests fail, %3 usually")
                          .arg(number(double(r.bad_answers)), number(double(r.failed)), number(double(r.usually_failed))),
                      tr("%1 once").arg(usd(costs_usd_[static_cast<std::size_t>(row)]))};
    for (const std::string& note : r.notes) lines << from(note);
    return tip(from(r.name), lines);
  }
  if (const RolloutRegion* region = region_at(at))
    return tip(from(region->region),
               {tr("wave %1").arg(region->wave + 1), tr("files there after %1").arg(duration(region->arrived_s)),
                tr("begins after %1, first answer after %2").arg(duration(region->began_s), duration(region->first_answer_s)),
                tr("has the new version after %1").arg(duration(region->done_s)), tr("two versions for %1").arg(duration(region->skew_s))});
  return {};
}

void RolloutChart::leave() {
  hovered_ = -1;
  Q_EMIT changed();
}

void RolloutChart::pick(const QPointF& at, bool /*also*/) {
  if (const int row = row_at(at); row >= 0) pick_row(row);
}

void RolloutChart::pick_row(int key) {
  selected_ = key;
  Q_EMIT changed();
}

void RolloutChart::step(int by) {
  if (!outcome_ || outcome_->rollouts.empty()) return;
  pick_row(std::clamp(selected_ + by, 0, static_cast<int>(outcome_->rollouts.size()) - 1));
}

void RolloutChart::draw_row(QPainter& painter, int index, const Theme& theme) const {
  const RolloutResult& r = result(index);
  const QRectF row(rows_.left(), rows_.top() + index * row_height, rows_.width(), row_height);
  if (index == selected_ || index == hovered_)
    painter.fillRect(QRectF(row.left() - names_width - 14, row.top(), row.width() + names_width + ends_width + 10, row.height()),
                     index == selected_ ? theme.selected : theme.wash);
  const QFont font = chart_font(0.98, index == selected_);
  draw_words(painter, {row.left() - names_width - 6, row.center().y()}, Qt::AlignLeft | Qt::AlignVCenter,
             QFontMetricsF(font).elidedText(from(r.name), Qt::ElideRight, names_width - 4), theme.ink, font);
  const double full = row.height() - 8;
  for (const RolloutMoment& moment : r.moments) {
    if (moment.completed == 0) continue;
    const double x = x_.pixel(moment.at_s), width = x_.pixel(moment.at_s + outcome_->moment_s) - x + 0.5, bottom = row.bottom() - 4;
    const double fresh = share_of(moment.by_new, moment.completed) * full, failed = share_of(moment.failed(), moment.sent) * full;
    painter.fillRect(QRectF(x, row.top() + 4, width, full), theme.wash);
    painter.fillRect(QRectF(x, bottom - fresh, width, fresh), theme.series_of(2));
    painter.fillRect(QRectF(x, row.top() + 4, width, failed), theme.series_of(1));
  }
  draw_words(painter, {row.right() + 10, row.center().y()}, Qt::AlignLeft | Qt::AlignVCenter, end_words(r), r.done_s ? theme.good_ink : theme.bad_ink,
             chart_font(0.95, !r.done_s));
}

}  // namespace tradewind::gui
