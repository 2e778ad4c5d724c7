#include "front/front_chart.h"

#include <algorithm>
#include <cmath>

#include "chart/drawing.h"
#include "text/format.h"
#include "text/third_axis.h"
#include "workspace/words.h"

namespace tradewind::gui {
namespace {

constexpr double left = 62, right = 22, top = 34, bottom = 46;
constexpr double reach = 14;
constexpr double logarithmic_from_ratio = 12;

bool spans_decades(double lowest, double highest) { return lowest > 0 && highest / lowest > logarithmic_from_ratio; }

}  // namespace

FrontChart::FrontChart(Workspace& workspace, QObject* parent) : Chart(parent), workspace_(workspace) {
  connect(&workspace, &Workspace::study_changed, this, &FrontChart::take_study);
  connect(&workspace, &Workspace::selection_changed, this, &Chart::changed);
  connect(&workspace, &Workspace::baseline_changed, this, &Chart::changed);
  take_study();
}

void FrontChart::set_colour(Colour colour) {
  colour_ = colour;
  Q_EMIT changed();
}

// A view that somebody has zoomed stays where it is while points come in.
void FrontChart::take_study() {
  hovered_ = -1;
  front_ = workspace_.study().front();
  if (!x_.is_zoomed()) fit_axes();
  place_points();
  Q_EMIT data_changed();
  Q_EMIT changed();
}

void FrontChart::fit_axes() {
  const auto& points = workspace_.study().points;
  if (points.empty()) return;
  const auto [fast, slow] = std::ranges::minmax(points, {}, &PointRow::latency_ms);
  const auto [cheap, dear] = std::ranges::minmax(points, {}, &PointRow::monthly_usd);
  x_ = Axis::covering(fast.latency_ms, slow.latency_ms, spans_decades(fast.latency_ms, slow.latency_ms));
  y_ = Axis::covering(cheap.monthly_usd, dear.monthly_usd, spans_decades(cheap.monthly_usd, dear.monthly_usd));
}

// Those that were there before on the same axes stay where they are.
void FrontChart::place_points() {
  const StudyData& study = workspace_.study();
  const std::size_t known = places_.size();
  const bool has_grown = placed_of_ == study.store && known > 0 && known <= study.points.size() && !study.trial && !places_have_trial_ &&
                         x_.same_domain(placed_x_) && y_.same_domain(placed_y_);
  if (!has_grown) places_.clear();
  places_.reserve(study.points.size());
  for (std::size_t i = places_.size(); i < study.points.size(); ++i)
    places_.emplace_back(x_.share(study.points[i].latency_ms), y_.share(study.points[i].monthly_usd));
  placed_of_ = study.store;
  places_have_trial_ = study.trial.has_value();
  placed_x_ = x_;
  placed_y_ = y_;
}

QString FrontChart::summary() const {
  if (front_.empty()) return tr("No topology has been planned yet.");
  const PointRow &fast = row(front_.front()), &cheap = row(front_.back());
  return tr("%1 points on the front, from %2 at %3 a month to %4 at %5 a month.")
      .arg(front_.size())
      .arg(milliseconds(fast.latency_ms), usd(fast.monthly_usd), milliseconds(cheap.latency_ms), usd(cheap.monthly_usd));
}

Table FrontChart::table() const {
  Table table{{{tr("Point")},
               {objective_words(workspace_.world()) + ", ms"},
               {tr("± 95 % interval, ms"), 1},
               {tr("USD a month")},
               {tr("On the front")},
               {tr("Regions")},
               {tr("GPUs")},
               {tr("Within the SLO, %"), 2},
               {tr("Availability, %"), 3}},
              {}};
  const ThirdAxis third = workspace_.world().third_axis;
  if (third != ThirdAxis::none) table.columns.push_back({ThirdAxisText::heading(third), ThirdAxisText::decimals(third)});
  const auto add = [this, &table, third](int i) {
    const PointRow& p = row(i);
    table.rows.push_back({{p.id, p.latency_ms, p.ci95_ms, p.monthly_usd, p.on_front ? role(i).isEmpty() ? tr("yes") : role(i) : tr("no"),
                           double(p.regions), double(p.gpus), 100 * p.slo_attainment, 100 * p.availability},
                          i});
    if (third != ThirdAxis::none) table.rows.back().cells.push_back(p.third ? QVariant(ThirdAxisText::in_column(third, *p.third)) : QVariant());
  };
  for (const int i : front_) add(i);
  for (std::size_t i = 0; i < workspace_.study().points.size(); ++i)
    if (!workspace_.study().points[i].on_front) add(static_cast<int>(i));
  return table;
}

void FrontChart::paint(QPainter& painter, const QRectF& area, const Theme& theme) {
  if (workspace_.study().points.empty()) {
    draw_hint(painter, area, tr("No topology has been planned yet.\nPlan (F5) searches the placements; the front grows here point by point."), theme);
    return;
  }
  plot_ = area.adjusted(left, top, -right, -bottom);
  x_.place(plot_.left(), plot_.right());
  y_.place(plot_.bottom(), plot_.top());
  draw_y_grid(painter, plot_, y_, tr("USD a month"), compact, theme);
  draw_x_grid(
      painter, plot_, x_, tr("%1, ms").arg(objective_words(workspace_.world())), [](double v) { return number(v); }, theme);
  painter.save();
  painter.setClipRect(plot_.adjusted(-7, -7, 7, 7));
  draw_beaten(painter, theme);
  draw_dominated(painter, theme);
  draw_front(painter, theme);
  draw_comparison(painter, theme);
  painter.restore();
  draw_labels(painter, theme);
  draw_scale(painter, theme);
}

int FrontChart::point_at(const QPointF& at) const {
  const auto& points = workspace_.study().points;
  int nearest = -1;
  double best = reach * reach;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const QPointF away = pixel_of(places_[i]) - at;
    // A point of the front wins against a beaten one that is a little nearer.
    const double distance = QPointF::dotProduct(away, away) * (points[i].on_front ? 0.5 : 1);
    if (distance < best) best = distance, nearest = static_cast<int>(i);
  }
  return nearest;
}

QString FrontChart::hover(const QPointF& at) {
  const int point = point_at(at);
  if (point != hovered_) {
    hovered_ = point;
    Q_EMIT changed();
  }
  if (point < 0) return {};
  const PointRow& p = row(point);
  if (!p.simulated)
    return tip(tr("what if, expected by the placement model"), {milliseconds(p.latency_ms), tr("%1 a month").arg(usd(p.monthly_usd))});
  QStringList lines{objective_words(workspace_.world()) + "  " + with_interval_ms(p.latency_ms, p.ci95_ms), tr("%1 a month").arg(usd(p.monthly_usd)),
                    counted(static_cast<std::size_t>(p.regions), tr("%1 region"), tr("%1 regions")) + ", " +
                        counted(static_cast<std::size_t>(p.gpus), tr("%1 GPU"), tr("%1 GPUs")),
                    tr("%1 within the SLO").arg(percent(p.slo_attainment))};
  const ThirdAxis third = workspace_.world().third_axis;
  if (p.third) lines << ThirdAxisText::heading(third) + ": " + number(ThirdAxisText::in_column(third, *p.third), ThirdAxisText::decimals(third));
  lines << (p.on_front ? tr("on the front") : tr("beaten by another point"));
  return tip(p.id + (role(point).isEmpty() ? "" : " · " + role(point)), lines);
}

void FrontChart::leave() {
  hovered_ = -1;
  Q_EMIT changed();
}

void FrontChart::pick(const QPointF& at, bool also) {
  const int point = point_at(at);
  if (point < 0) return;
  if (also)
    workspace_.pin(point == workspace_.baseline() ? -1 : point);
  else
    workspace_.select_point(point);
}

void FrontChart::step(int by) {
  if (front_.empty()) return;
  const auto found = std::ranges::find(front_, workspace_.wanted_point());
  const auto at =
      found == front_.end() ? 0 : std::clamp<std::ptrdiff_t>(found - front_.begin() + by, 0, static_cast<std::ptrdiff_t>(front_.size()) - 1);
  workspace_.select_point(front_[static_cast<std::size_t>(at)]);
}

void FrontChart::zoom(const QPointF& at, double factor) {
  x_.zoom(at.x(), factor);
  y_.zoom(at.y(), factor);
  Q_EMIT changed();
}

void FrontChart::move(const QPointF& by) {
  x_.move(by.x());
  y_.move(by.y());
  Q_EMIT changed();
}

void FrontChart::reset_view() {
  fit_axes();
  place_points();
  Q_EMIT changed();
}

}  // namespace tradewind::gui
