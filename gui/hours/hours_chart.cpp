#include "hours/hours_chart.h"

#include <QLocale>
#include <algorithm>
#include <numeric>

#include "chart/drawing.h"
#include "text/format.h"
#include "tradewind/scenarios/usage.h"

namespace tradewind::gui {
namespace {

constexpr int days = 7, hours = 24;
constexpr double tallest_day = 110;

QString day_name(int day, bool full) { return QLocale().dayName(day + 1, full ? QLocale::LongFormat : QLocale::ShortFormat); }

QString hour_name(int hour) { return QString("%1–%2 UTC").arg(hour, 2, 10, QChar('0')).arg(hour + 1, 2, 10, QChar('0')); }

void add(std::vector<double>& sum, const std::vector<double>& part) {
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += part[i];
}

}  // namespace

HoursChart::HoursChart(Workspace& workspace, QObject* parent) : Chart(parent), workspace_(workspace) {
  connect(&workspace, &Workspace::selection_changed, this, &HoursChart::forget);
}

void HoursChart::take() {
  rps_.clear();
  hovered_ = -1;
  const World& world = workspace_.world();
  const Selection& s = workspace_.selection();
  if (!world.rate_rps.empty()) {
    rps_.assign(hours_per_week, 0);
    if (s.population >= 0) {
      for (const Grid& rates : world.rate_rps)
        for (std::size_t h = 0; h < rps_.size(); ++h) rps_[h] += rates(static_cast<std::size_t>(s.population), h);
    } else if (s.region >= 0 && workspace_.candidate() != nullptr) {
      const std::vector<Grid> shares = routing_shares(world, workspace_.candidate()->topology);
      for (std::size_t w = 0; w < shares.size(); ++w)
        if (shares[w].rows() > 0) add(rps_, routed_rps(world.rate_rps[w], shares[w], static_cast<std::uint32_t>(s.region)));
    } else {
      add(rps_, world.total_rps());
    }
  }
}

QString HoursChart::whose() const {
  const Selection& s = workspace_.selection();
  if (s.population >= 0) return tr("requests of %1").arg(from(workspace_.world().populations[static_cast<std::size_t>(s.population)].name));
  if (s.region >= 0 && workspace_.candidate() != nullptr)
    return tr("requests into %1").arg(from(workspace_.world().regions[static_cast<std::size_t>(s.region)].city));
  return tr("all requests");
}

QString HoursChart::summary() const {
  if (rps_.empty()) return tr("No scenario without errors.");
  const auto busiest = static_cast<int>(std::ranges::max_element(rps_) - rps_.begin());
  return tr("%1: the busiest hour is %2 %3 with %4 requests/s.")
      .arg(whose(), day_name(busiest / hours, true), hour_name(busiest % hours), number(rps_[static_cast<std::size_t>(busiest)], 1));
}

Table HoursChart::table() const {
  Table table{{{tr("Hour of the week, UTC")}, {tr("Day")}, {tr("Hour")}, {tr("Requests/s"), 2}}, {}};
  for (std::size_t h = 0; h < rps_.size(); ++h)
    table.rows.push_back({{double(h), day_name(static_cast<int>(h) / hours, true), hour_name(static_cast<int>(h) % hours), rps_[h]}});
  return table;
}

QRectF HoursChart::cell(int day, int hour) const {
  const double w = plot_.width() / hours, h = plot_.height() / days;
  return {plot_.left() + hour * w, plot_.top() + day * h, w, h};
}

void HoursChart::paint(QPainter& painter, const QRectF& area, const Theme& theme) {
  if (rps_.empty()) {
    draw_hint(painter, area, tr("The rhythm of the week appears when the scenario has no errors."), theme);
    return;
  }
  plot_ = area.adjusted(64, 30, -24, -40);
  plot_.setHeight(std::min(plot_.height(), tallest_day * days));
  const double most = *std::ranges::max_element(rps_), least = *std::ranges::min_element(rps_);
  const double mean = std::accumulate(rps_.begin(), rps_.end(), 0.0) / static_cast<double>(rps_.size());
  draw_words(painter, {plot_.left(), area.top() + 12}, Qt::AlignLeft | Qt::AlignVCenter,
             whose() + ": " + tr("mean %1, busiest hour %2 requests/s").arg(number(mean, 1), number(most, 1)), theme.soft);
  for (int day = 0; day < days; ++day) {
    draw_words(painter, {plot_.left() - 10, cell(day, 0).center().y()}, Qt::AlignRight | Qt::AlignVCenter, day_name(day, false), theme.soft);
    for (int hour = 0; hour < hours; ++hour) {
      const int index = day * hours + hour;
      const double value = rps_[static_cast<std::size_t>(index)];
      painter.setPen(index == hovered_ ? QPen(theme.ink, 1.5) : QPen(Qt::NoPen));
      painter.setBrush(theme.heat(most > 0 ? 0.08 + 0.92 * (value - least) / std::max(most - least, 1e-9) : 0));
      painter.drawRoundedRect(cell(day, hour).adjusted(1, 1, -1, -1), 2, 2);
    }
  }
  for (int hour = 0; hour<hours; hour += plot_.width()> 620 ? 2 : 4)
    draw_words(painter, {cell(0, hour).left() + 1, plot_.bottom() + 6}, Qt::AlignLeft | Qt::AlignTop, QString("%1:00").arg(hour, 2, 10, QChar('0')),
               theme.soft);
  draw_words(painter, {plot_.right(), plot_.bottom() + 22}, Qt::AlignRight | Qt::AlignTop, "UTC", theme.faint);
  // The scale of the colours.
  const double width = 120, x = plot_.left() + width_of(number(least, 1)) + 8, y = plot_.bottom() + 30;
  draw_words(painter, {plot_.left(), y}, Qt::AlignLeft | Qt::AlignVCenter, number(least, 1), theme.soft);
  for (int i = 0; i < width; ++i) {
    const double value = least + (most - least) * i / width;
    painter.fillRect(QRectF(x + i, y - 5, 1.5, 10), theme.heat(most > 0 ? 0.08 + 0.92 * (value - least) / std::max(most - least, 1e-9) : 0));
  }
  draw_words(painter, {x + width + 8, y}, Qt::AlignLeft | Qt::AlignVCenter, tr("%1 requests/s").arg(number(most, 1)), theme.soft);
}

QString HoursChart::hover(const QPointF& at) {
  int found = -1;
  if (!rps_.empty() && plot_.contains(at)) {
    const int hour = static_cast<int>((at.x() - plot_.left()) / plot_.width() * hours),
              day = static_cast<int>((at.y() - plot_.top()) / plot_.height() * days);
    found = std::clamp(day, 0, days - 1) * hours + std::clamp(hour, 0, hours - 1);
  }
  if (found != hovered_) {
    hovered_ = found;
    Q_EMIT changed();
  }
  if (found < 0) return {};
  return tip(day_name(found / hours, true) + " " + hour_name(found % hours),
             {tr("%1 requests/s").arg(number(rps_[static_cast<std::size_t>(found)], 1))});
}

void HoursChart::leave() {
  hovered_ = -1;
  Q_EMIT changed();
}

}  // namespace tradewind::gui
