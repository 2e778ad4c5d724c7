#include "front/front_chart.h"

#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "chart/drawing.h"
#include "chart/label_spots.h"
#include "text/format.h"
#include "workspace/words.h"

namespace tradewind::gui {
namespace {

constexpr double left = 62, right = 22, top = 34, bottom = 46;
constexpr double mark_radius = 5, reach = 14;
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

void FrontChart::place_points() {
  places_.clear();
  for (const PointRow& p : workspace_.study().points) places_.emplace_back(x_.share(p.latency_ms), y_.share(p.monthly_usd));
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
  const auto add = [this, &table](int i) {
    const PointRow& p = row(i);
    table.rows.push_back({{p.id, p.latency_ms, p.ci95_ms, p.monthly_usd, p.on_front ? role(i).isEmpty() ? tr("yes") : role(i) : tr("no"),
                           double(p.regions), double(p.gpus), 100 * p.slo_attainment, 100 * p.availability},
                          i});
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

// Every topology above the stairs is beaten by a point of the front.
void FrontChart::draw_beaten(QPainter& painter, const Theme& theme) const {
  if (front_.empty()) return;
  QPainterPath stairs;
  const QPointF first = pixel_of(front_.front());
  stairs.moveTo(first.x(), std::min(plot_.top(), first.y()));
  QPointF before = first;
  for (const int i : front_) {
    const QPointF at = pixel_of(i);
    if (at.y() < before.y()) continue;  // one that earns most may lie above the stairs
    stairs.lineTo(at.x(), before.y());
    stairs.lineTo(at);
    before = at;
  }
  stairs.lineTo(std::max(plot_.right(), before.x()), before.y());
  QPainterPath above = stairs;
  above.lineTo(std::max(plot_.right(), before.x()), std::min(plot_.top(), first.y()));
  above.closeSubpath();
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.wash);
  painter.drawPath(above);
  QColor line = theme.accent;
  line.setAlphaF(0.55f);
  painter.setPen(QPen(line, 1.6));
  painter.setBrush(Qt::NoBrush);
  painter.drawPath(stairs);
}

void FrontChart::draw_dominated(QPainter& painter, const Theme& theme) {
  const StudyData& study = workspace_.study();
  std::vector<QPointF> marks;
  marks.reserve(places_.size());
  for (std::size_t i = 0; i < places_.size(); ++i)
    if (!study.points[i].on_front && !study.is_trial(static_cast<int>(i))) marks.push_back(pixel_of(places_[i]));
  dots_.draw(painter, plot_.adjusted(-4, -4, 4, 4), marks, theme.faint);
}

double FrontChart::third_value(const PointRow& p) const {
  switch (colour_) {
    case Colour::regions:
      return p.regions;
    case Colour::gpus:
      return p.gpus;
    case Colour::within_slo:
      return p.slo_attainment;
    case Colour::none:
      break;
  }
  return 0;
}

double FrontChart::third_share(const PointRow& p) const {
  double low = third_value(row(front_.front())), high = low;
  for (const int i : front_) low = std::min(low, third_value(row(i))), high = std::max(high, third_value(row(i)));
  return high > low ? (third_value(p) - low) / (high - low) : 1;
}

void FrontChart::draw_point(QPainter& painter, int point, const Theme& theme) const {
  const PointRow& p = row(point);
  const QPointF at = pixel_of(point);
  const bool selected = point == workspace_.selection().point;
  const QColor colour = !p.on_front               ? theme.faint
                        : colour_ == Colour::none ? (selected ? theme.accent : theme.ink)
                                                  : theme.heat(0.25 + 0.75 * third_share(p));
  if (selected || point == hovered_) {
    QColor halo = theme.accent;
    halo.setAlphaF(selected ? 0.22f : 0.14f);
    painter.setPen(Qt::NoPen);
    painter.setBrush(halo);
    painter.drawEllipse(at, 13, 13);
  }
  if (p.ci95_ms > 0) {
    painter.setPen(QPen(colour, 1.3));
    for (const double end : {p.latency_ms - p.ci95_ms, p.latency_ms + p.ci95_ms}) {
      painter.drawLine(QPointF(x_.pixel(end), at.y()), at);
      painter.drawLine(QPointF(x_.pixel(end), at.y() - 3), QPointF(x_.pixel(end), at.y() + 3));
    }
  }
  painter.setPen(QPen(theme.surface, 1.5));
  painter.setBrush(colour);
  if (point == workspace_.baseline())
    painter.drawRect(QRectF(at - QPointF(mark_radius, mark_radius), QSizeF(2 * mark_radius, 2 * mark_radius)));
  else
    painter.drawEllipse(at, selected ? mark_radius + 1.5 : mark_radius, selected ? mark_radius + 1.5 : mark_radius);
}

void FrontChart::draw_front(QPainter& painter, const Theme& theme) const {
  for (const int i : front_) draw_point(painter, i, theme);
  for (const int i : {hovered_, workspace_.baseline(), workspace_.selection().point})
    if (i >= 0 && !workspace_.study().is_trial(i)) draw_point(painter, i, theme);
  if (workspace_.study().trial) draw_trial(painter, theme);
}

// A diamond; hollow and dashed as long as nothing was simulated.
void FrontChart::draw_trial(QPainter& painter, const Theme& theme) const {
  const auto point = static_cast<int>(workspace_.study().points.size()) - 1;
  const QPointF at = pixel_of(point);
  constexpr double size = 8;
  const QPolygonF diamond({at + QPointF(0, -size), at + QPointF(size, 0), at + QPointF(0, size), at + QPointF(-size, 0)});
  const bool simulated = row(point).simulated;
  painter.setPen(QPen(theme.series_of(1), 2, simulated ? Qt::SolidLine : Qt::DotLine));
  painter.setBrush(simulated ? theme.series_of(1) : theme.surface);
  painter.drawPolygon(diamond);
}

QString FrontChart::role(int point) const {
  if (point < 0 || front_.empty() || !row(point).on_front) return {};
  QStringList roles;
  if (point == front_.front()) roles << tr("fastest");
  if (row(point).knee) roles << tr("recommended");
  if (point == *std::ranges::min_element(front_, {}, [this](int i) { return row(i).monthly_usd; })) roles << tr("cheapest");
  if (row(point).earns_most) roles << tr("earns most");
  return roles.join(", ");
}

void FrontChart::draw_labels(QPainter& painter, const Theme& theme) const {
  LabelSpots spots(plot_.adjusted(0, -16, right - 2, 0));
  std::vector<int> order;
  for (const int i : {workspace_.selection().point, workspace_.baseline(), hovered_})
    if (i >= 0) order.push_back(i);
  for (const int i : front_)
    if (!role(i).isEmpty()) order.push_back(i);
  order.insert(order.end(), front_.begin(), front_.end());
  for (const int i : front_) spots.avoid(QRectF(pixel_of(i) - QPointF(6, 6), QSizeF(12, 12)));
  std::vector<int> done;
  for (const int i : order) {
    if (std::ranges::find(done, i) != done.end() || !plot_.contains(pixel_of(i))) continue;
    done.push_back(i);
    const QString words = workspace_.study().is_trial(i) ? row(i).simulated ? tr("what if") : tr("what if, expected")
                                                         : row(i).id + (role(i).isEmpty() ? "" : " " + role(i));
    const bool strong = i == workspace_.selection().point || !role(i).isEmpty();
    const QFont font = chart_font(1, strong);
    const auto box = spots.place(pixel_of(i), mark_radius + 2, {width_of(words, font), QFontMetricsF(font).height()});
    if (box) draw_words(painter, box->topLeft(), Qt::AlignLeft | Qt::AlignTop, words, strong ? theme.ink : theme.soft, font);
  }
}

// From the pinned point to the selected one: what is gained on the one axis and paid on the other.
void FrontChart::draw_comparison(QPainter& painter, const Theme& theme) const {
  const int a = workspace_.baseline(), b = workspace_.selection().point;
  if (a < 0 || b < 0 || a == b) return;
  const QPointF from = pixel_of(a), to = pixel_of(b), corner(to.x(), from.y());
  painter.setPen(QPen(theme.series_of(1), 1.2, Qt::DashLine));
  painter.drawLine(from, corner);
  painter.drawLine(corner, to);
  const auto label = [&](const QPointF& middle, const QString& words) {
    const QFont font = chart_font(0.95, true);
    const QRectF box(middle - QPointF(width_of(words, font) / 2 + 3, 8), QSizeF(width_of(words, font) + 6, 16));
    painter.fillRect(box, theme.wash);
    draw_words(painter, middle, Qt::AlignHCenter | Qt::AlignVCenter, words, theme.series_of(1), font);
  };
  label((from + corner) / 2, signed_number(row(b).latency_ms - row(a).latency_ms) + " ms");
  label((corner + to) / 2, signed_number(row(b).monthly_usd - row(a).monthly_usd) + " USD");
}

void FrontChart::draw_scale(QPainter& painter, const Theme& theme) const {
  if (colour_ == Colour::none || front_.empty()) return;
  double low = third_value(row(front_.front())), high = low;
  for (const int i : front_) low = std::min(low, third_value(row(i))), high = std::max(high, third_value(row(i)));
  const auto words = [this](double v) { return colour_ == Colour::within_slo ? percent(v) : number(v); };
  const QString what = colour_ == Colour::regions ? tr("regions") : colour_ == Colour::gpus ? tr("GPUs") : tr("within the SLO");
  double x = plot_.right() - 100 - width_of(what) - width_of(words(high)) - width_of(words(low));
  const double y = plot_.top() - 20;
  draw_words(painter, {x, y}, Qt::AlignLeft | Qt::AlignVCenter, what + "  " + words(low), theme.soft);
  x = plot_.right() - 74 - width_of(words(high));
  for (int i = 0; i < 60; ++i) painter.fillRect(QRectF(x + i, y - 5, 1.5, 10), theme.heat(0.25 + 0.75 * i / 59));
  draw_words(painter, {x + 66, y}, Qt::AlignLeft | Qt::AlignVCenter, words(high), theme.soft);
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
  return tip(p.id + (role(point).isEmpty() ? "" : " · " + role(point)),
             {objective_words(workspace_.world()) + "  " + with_interval_ms(p.latency_ms, p.ci95_ms), tr("%1 a month").arg(usd(p.monthly_usd)),
              counted(static_cast<std::size_t>(p.regions), tr("%1 region"), tr("%1 regions")) + ", " +
                  counted(static_cast<std::size_t>(p.gpus), tr("%1 GPU"), tr("%1 GPUs")),
              tr("%1 within the SLO").arg(percent(p.slo_attainment)), p.on_front ? tr("on the front") : tr("beaten by another point")});
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
  const auto found = std::ranges::find(front_, workspace_.selection().point);
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
