#include "roadmap/roadmap_chart.h"

#include <algorithm>
#include <cmath>

#include "chart/drawing.h"
#include "text/format.h"
#include "workspace/words.h"

namespace tradewind::gui {
namespace {

constexpr double names_width = 250, head_height = 62, foot_height = 74, least_row_height = 20, most_row_height = 34;
constexpr double course_height = 270, course_top = 46, course_foot = 44;  // where there is room for it

int instances_in(const World& world, const Topology& topology, std::uint32_t region) {
  int count = 0;
  for (const Pool& pool : topology.pools)
    if (world.offers[pool.offer].region == region) count += instances(world, pool);
  return count;
}

QString months_words(const RoadmapStage& stage) {
  return stage.months == 1 ? RoadmapChart::tr("month %1").arg(stage.first_month + 1)
                           : RoadmapChart::tr("months %1–%2").arg(stage.first_month + 1).arg(stage.first_month + stage.months);
}

QString waiting_words(const Postponed& region) {
  if (!region.monthly_usd) return RoadmapChart::tr("cannot wait");
  return RoadmapChart::tr("a stage later: %1 USD a month").arg(signed_number(*region.monthly_usd));
}

}  // namespace

void RoadmapChart::show(std::shared_ptr<const Roadmaps> roadmaps, std::shared_ptr<const World> world) {
  if (roadmaps == roadmaps_) return;
  roadmaps_ = std::move(roadmaps);
  world_ = std::move(world);
  growth_ = roadmaps_ ? static_cast<int>(roadmaps_->least_regret) : 0;
  take();
}

void RoadmapChart::set_hint(const QString& hint) {
  hint_ = hint;
  Q_EMIT changed();
}

void RoadmapChart::show_growth(int index) {
  if (!roadmaps_ || roadmaps_->by_growth.empty()) return;
  growth_ = std::clamp(index, 0, static_cast<int>(roadmaps_->by_growth.size()) - 1);
  take();
}

void RoadmapChart::take() {
  rows_.clear();
  most_instances_ = months_ = 1;
  if (has_any()) {
    const auto& stages = roadmap().stages;
    for (std::size_t s = 0; s < stages.size(); ++s)
      for (const std::uint32_t region : open_regions(*world_, stages[s].topology)) {
        auto row = std::ranges::find(rows_, region, &Row::region);
        if (row == rows_.end()) row = rows_.insert(rows_.end(), {region, std::vector<int>(stages.size())});
        row->instances[s] = instances_in(*world_, stages[s].topology, region);
        most_instances_ = std::max(most_instances_, row->instances[s]);
      }
    months_ = stages.back().first_month + stages.back().months;
  }
  Q_EMIT data_changed();
  Q_EMIT changed();
}

QString RoadmapChart::summary() const {
  if (!has_any()) return hint_;
  const Roadmap& r = roadmap();
  return tr("Demand grows by %1 % a month: %2 over %3 months by the model, within %4 of the cheapest course.")
      .arg(number(100 * r.growth_per_month, 1), usd(r.usd))
      .arg(months_)
      .arg(percent(r.gap()));
}

Table RoadmapChart::table() const {
  Table table{{{tr("Months")},
               {tr("Demand, times"), 2},
               {tr("Region")},
               {tr("Instances")},
               {tr("Opens")},
               {tr("Expected USD a month")},
               {tr("Simulated USD a month at its end")},
               {tr("Expected latency, ms")},
               {tr("Simulated latency, ms")}},
              {}};
  if (!has_any()) return table;
  const auto cell = [](const std::optional<double>& value) { return value ? QVariant(*value) : QVariant(); };
  for (std::size_t s = 0; s < roadmap().stages.size(); ++s) {
    const RoadmapStage& stage = roadmap().stages[s];
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      if (rows_[r].instances[s] == 0) continue;
      const Postponed* opens = opening(r, s);
      table.rows.push_back({{months_words(stage), stage.peak_factor, from(world_->regions[rows_[r].region].key()), double(rows_[r].instances[s]),
                             opens == nullptr ? QString() : waiting_words(*opens), stage.promised_monthly_usd, cell(stage.simulated_monthly_usd),
                             stage.promised_latency_ms, cell(stage.simulated_latency_ms)},
                            static_cast<int>(s)});
    }
  }
  return table;
}

const Postponed* RoadmapChart::opening(std::size_t row, std::size_t stage) const {
  const auto& opens = roadmap().stages[stage].opens;
  const auto found = std::ranges::find(opens, world_->regions[rows_[row].region].key(), &Postponed::region);
  return found == opens.end() ? nullptr : &*found;
}

double RoadmapChart::column_of(std::size_t stage) const {
  const auto& stages = roadmap().stages;
  const int month = stage < stages.size() ? stages[stage].first_month : months_;
  return plot_.left() + plot_.width() * month / months_;
}

QRectF RoadmapChart::cell(std::size_t row, std::size_t stage) const {
  const double top = plot_.top() + static_cast<double>(row) * row_height_ - scrolled_;
  return {QPointF(column_of(stage), top), QPointF(column_of(stage + 1), top + row_height_)};
}

void RoadmapChart::paint(QPainter& painter, const QRectF& area, const Theme& theme) {
  if (!has_any()) {
    draw_hint(painter, area, hint_, theme);
    return;
  }
  plot_ = area.adjusted(names_width, head_height, -20, -foot_height);
  const double wanted = least_row_height * static_cast<double>(rows_.size());
  if (plot_.height() - course_height > std::min(wanted, course_height)) plot_.setHeight(plot_.height() - course_height);
  row_height_ = std::clamp(plot_.height() / static_cast<double>(rows_.size()), least_row_height, most_row_height);
  const double all = row_height_ * static_cast<double>(rows_.size());
  scrolled_ = std::clamp(scrolled_, 0.0, std::max(0.0, all - plot_.height()));
  if (all < plot_.height()) plot_.setHeight(all);
  draw_head(painter, theme);
  painter.save();
  painter.setClipRect(QRectF(area.left(), plot_.top(), area.width(), plot_.height()));
  for (std::size_t row = 0; row < rows_.size(); ++row) draw_row(painter, row, theme);
  painter.restore();
  draw_foot(painter, theme);
  draw_course(painter, QRectF(QPointF(plot_.left(), plot_.bottom() + foot_height + course_top), QPointF(plot_.right(), area.bottom() - course_foot)),
              theme);
}

void RoadmapChart::draw_head(QPainter& painter, const Theme& theme) const {
  const double left = plot_.left() - names_width + 14;
  draw_words(painter, {left, plot_.top() - head_height + 14}, Qt::AlignLeft | Qt::AlignVCenter, summary(), theme.soft);
  draw_words(painter, {left, plot_.top() - 24}, Qt::AlignLeft | Qt::AlignVCenter, tr("months"), theme.faint);
  draw_words(painter, {left, plot_.top() - 9}, Qt::AlignLeft | Qt::AlignVCenter, tr("demand at the end, times today's"), theme.faint);
  for (std::size_t s = 0; s < roadmap().stages.size(); ++s) {
    const RoadmapStage& stage = roadmap().stages[s];
    const double middle = (column_of(s) + column_of(s + 1)) / 2;
    const QString months = QString("%1–%2").arg(stage.first_month + 1).arg(stage.first_month + stage.months);
    draw_words(painter, {middle, plot_.top() - 24}, Qt::AlignHCenter | Qt::AlignVCenter, months, theme.ink, chart_font(1, true));
    draw_words(painter, {middle, plot_.top() - 9}, Qt::AlignHCenter | Qt::AlignVCenter, "× " + number(stage.peak_factor, 2), theme.soft);
  }
}

void RoadmapChart::draw_row(QPainter& painter, std::size_t row, const Theme& theme) const {
  const Row& r = rows_[row];
  const QRectF first = cell(row, 0);
  draw_words(painter, {plot_.left() - names_width + 14, first.center().y()}, Qt::AlignLeft | Qt::AlignVCenter,
             QFontMetricsF(chart_font()).elidedText(region_words(world_->regions[r.region]), Qt::ElideRight, names_width - 26), theme.ink);
  for (std::size_t s = 0; s < r.instances.size(); ++s) {
    const QRectF box = cell(row, s).adjusted(1, 1, -1, -1);
    if (r.instances[s] == 0) {
      painter.fillRect(box, theme.page);
      continue;
    }
    QColor colour = theme.accent;
    colour.setAlphaF(static_cast<float>(0.16 + 0.5 * std::sqrt(static_cast<double>(r.instances[s]) / most_instances_)));
    painter.fillRect(box, colour);
    if (opening(row, s) != nullptr) painter.fillRect(QRectF(box.left(), box.top(), 4, box.height()), theme.series_of(1));
    const int before = s == 0 ? 0 : r.instances[s - 1];
    QString words = number(r.instances[s]);
    if (s > 0 && before > 0 && r.instances[s] != before) words += "  " + signed_number(r.instances[s] - before);
    draw_words(painter, box.center(), Qt::AlignHCenter | Qt::AlignVCenter, words, theme.ink, chart_font(1, r.instances[s] != before));
  }
}

void RoadmapChart::draw_foot(QPainter& painter, const Theme& theme) const {
  const double left = plot_.left() - names_width + 14, top = plot_.bottom() + 14;
  draw_words(painter, {left, top}, Qt::AlignLeft | Qt::AlignVCenter, tr("USD a month, expected"), theme.faint);
  draw_words(painter, {left, top + 16}, Qt::AlignLeft | Qt::AlignVCenter, tr("latency, expected"), theme.faint);
  draw_words(painter, {left, top + 32}, Qt::AlignLeft | Qt::AlignVCenter, tr("latency at its end, simulated"), theme.faint);
  for (std::size_t s = 0; s < roadmap().stages.size(); ++s) {
    const RoadmapStage& stage = roadmap().stages[s];
    const double middle = (column_of(s) + column_of(s + 1)) / 2;
    draw_words(painter, {middle, top}, Qt::AlignHCenter | Qt::AlignVCenter, number(stage.promised_monthly_usd), theme.ink, chart_font(1, true));
    draw_words(painter, {middle, top + 16}, Qt::AlignHCenter | Qt::AlignVCenter, milliseconds(stage.promised_latency_ms), theme.soft);
    if (stage.simulated_latency_ms)
      draw_words(painter, {middle, top + 32}, Qt::AlignHCenter | Qt::AlignVCenter, milliseconds(*stage.simulated_latency_ms), theme.soft);
  }
  draw_legend(painter, {left, top + 52}, {{tr("opens"), theme.series_of(1)}, {tr("stands, with so many instances"), theme.accent}}, theme);
}

int RoadmapChart::stage_at(const QPointF& at) const {
  if (!has_any() || !plot_.contains(at)) return -1;
  for (std::size_t s = 0; s < roadmap().stages.size(); ++s)
    if (at.x() < column_of(s + 1)) return static_cast<int>(s);
  return -1;
}

QString RoadmapChart::hover(const QPointF& at) {
  const int stage = stage_at(at);
  if (stage < 0) return {};
  const auto row = static_cast<std::size_t>((at.y() - plot_.top() + scrolled_) / row_height_), s = static_cast<std::size_t>(stage);
  if (row >= rows_.size() || rows_[row].instances[s] == 0) return {};
  QStringList lines{months_words(roadmap().stages[s]),
                    counted(static_cast<std::size_t>(rows_[row].instances[s]), tr("%1 instance"), tr("%1 instances"))};
  if (const Postponed* opens = opening(row, s)) lines << tr("opens; %1").arg(waiting_words(*opens));
  return tip(region_words(world_->regions[rows_[row].region]), lines);
}

void RoadmapChart::zoom(const QPointF& /*at*/, double factor) { move({0, 60 * std::log(factor)}); }

void RoadmapChart::move(const QPointF& by) {
  scrolled_ -= by.y();
  Q_EMIT changed();
}

}  // namespace tradewind::gui
