// What stands beside the marks of the front: names, the difference of two points, the scale of the third axis.
#include <algorithm>

#include "chart/drawing.h"
#include "chart/label_spots.h"
#include "front/front_chart.h"
#include "text/format.h"
#include "text/third_axis.h"

namespace tradewind::gui {

double FrontChart::third_value(const PointRow& p) const {
  switch (colour_) {
    case Colour::regions:
      return p.regions;
    case Colour::gpus:
      return p.gpus;
    case Colour::within_slo:
      return p.slo_attainment;
    case Colour::third_axis:
      return p.third.value_or(0);
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

void FrontChart::draw_labels(QPainter& painter, const Theme& theme) const {
  LabelSpots spots(plot_.adjusted(0, -16, 6, 0));
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
  const ThirdAxis axis = workspace_.world().third_axis;
  if (colour_ == Colour::third_axis && axis == ThirdAxis::none) return;
  const auto words = [this, axis](double v) {
    return colour_ == Colour::within_slo ? percent(v) : colour_ == Colour::third_axis ? ThirdAxisText::value(axis, v) : number(v);
  };
  const QString what = colour_ == Colour::regions      ? tr("regions")
                       : colour_ == Colour::gpus       ? tr("GPUs")
                       : colour_ == Colour::third_axis ? ThirdAxisText::name(axis)
                                                       : tr("within the SLO");
  double x = plot_.right() - 100 - width_of(what) - width_of(words(high)) - width_of(words(low));
  const double y = plot_.top() - 20;
  draw_words(painter, {x, y}, Qt::AlignLeft | Qt::AlignVCenter, what + "  " + words(low), theme.soft);
  x = plot_.right() - 74 - width_of(words(high));
  for (int i = 0; i < 60; ++i) painter.fillRect(QRectF(x + i, y - 5, 1.5, 10), theme.heat(0.25 + 0.75 * i / 59));
  draw_words(painter, {x + 66, y}, Qt::AlignLeft | Qt::AlignVCenter, words(high), theme.soft);
}

}  // namespace tradewind::gui
