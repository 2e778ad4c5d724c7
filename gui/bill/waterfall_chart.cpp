#include "bill/waterfall_chart.h"

#include <algorithm>
#include <map>

#include "chart/drawing.h"
#include "text/format.h"
#include "tradewind/pricing/difference.h"

namespace tradewind::gui {
namespace {

constexpr double most_row_height = 46, least_row_height = 15, thickest_bar = 22;
// Steps smaller than this share of the total are told together.
constexpr double small_share = 0.002;

// One step for each service, whatever units it is billed in; the largest change first.
std::vector<BillStep> by_service(const std::vector<BillStep>& steps) {
  std::vector<BillStep> merged;
  for (const BillStep& step : steps) {
    const auto same = std::ranges::find(merged, step.service, &BillStep::service);
    if (same == merged.end()) {
      merged.push_back(step);
      continue;
    }
    same->by_quantity += step.by_quantity;
    same->by_price += step.by_price;
  }
  std::ranges::stable_sort(merged, std::ranges::greater{}, [](const BillStep& step) { return std::abs(step.total().value); });
  return merged;
}

}  // namespace

WaterfallChart::WaterfallChart(Workspace& workspace, QObject* parent) : Chart(parent), workspace_(workspace) {
  connect(&workspace, &Workspace::selection_changed, this, &WaterfallChart::forget);
  connect(&workspace, &Workspace::baseline_changed, this, &WaterfallChart::forget);
}

void WaterfallChart::add_services(const Bill& bill) {
  std::map<std::string, Cents> by_service;
  for (const BillLine& line : bill.lines) by_service[line.service] += line.amount;
  std::vector<std::pair<std::string, double>> sorted;
  for (const auto& [service, amount] : by_service) sorted.emplace_back(service, amount.usd());
  std::ranges::stable_sort(sorted, std::ranges::greater{}, [](const auto& entry) { return entry.second; });
  const double total = bill.total().usd();
  double sum = 0, rest = 0;
  for (const auto& [service, amount] : sorted) {
    if (std::abs(amount) < small_share * total) {
      rest += amount;
      continue;
    }
    steps_.push_back({readable(service), tr("%1 of the bill").arg(percent(amount / total)), sum, sum + amount});
    sum += amount;
  }
  if (rest != 0) steps_.push_back({tr("All else"), tr("%1 of the bill").arg(percent(rest / total, 2)), sum, sum + rest});
  steps_.push_back({tr("Total"), {}, 0, total, true});
}

void WaterfallChart::add_difference(const Bill& from, const Bill& to) {
  const BillDifference why = difference(from, to);
  steps_.push_back(
      {tr("%1, pinned").arg(workspace_.study().points[static_cast<std::size_t>(workspace_.baseline())].id), {}, 0, why.from.usd(), true});
  double sum = why.from.usd(), rest = 0;
  for (const BillStep& step : by_service(why.steps)) {
    const double change = step.total().usd();
    if (std::abs(change) < small_share * why.from.usd()) {
      rest += change;
      continue;
    }
    steps_.push_back({readable(step.service),
                      tr("amounts %1 USD, prices %2 USD").arg(signed_number(step.by_quantity.usd()), signed_number(step.by_price.usd())), sum,
                      sum + change});
    sum += change;
  }
  if (rest != 0) steps_.push_back({tr("All else"), {}, sum, sum + rest});
  steps_.push_back({workspace_.study().points[static_cast<std::size_t>(workspace_.selection().point)].id, {}, 0, why.to.usd(), true});
}

void WaterfallChart::take() {
  steps_.clear();
  hovered_ = -1;
  const Candidate *selected = workspace_.candidate(), *pinned = workspace_.baseline_candidate();
  is_difference_ = selected != nullptr && pinned != nullptr && pinned != selected;
  if (is_difference_)
    add_difference(pinned->bill, selected->bill);
  else if (selected != nullptr)
    add_services(selected->bill);
  double most = 0, least = 0;
  for (const Step& step : steps_) most = std::max({most, step.from, step.to}), least = std::min({least, step.from, step.to});
  axis_ = least < 0 ? Axis::covering(least, most) : Axis::from_zero(most);
}

QString WaterfallChart::summary() const {
  if (steps_.empty()) return tr("No point is selected.");
  if (is_difference_) return tr("From %1 of the pinned point to %2 a month.").arg(usd(steps_.front().to), usd(steps_.back().to));
  return tr("%1 a month; the largest part is %2 with %3.").arg(usd(steps_.back().to), steps_.front().name, usd(steps_.front().to));
}

Table WaterfallChart::table() const {
  Table table{{{is_difference_ ? tr("Step") : tr("Service")}, {tr("USD a month"), 2}, {tr("Sum, USD"), 2}, {tr("Detail")}}, {}};
  for (const Step& step : steps_) table.rows.push_back({{step.name, step.to - step.from, step.to, step.detail}});
  return table;
}

QRectF WaterfallChart::row_of(std::size_t step) const {
  const double height = std::clamp(plot_.height() / static_cast<double>(steps_.size()), least_row_height, most_row_height);
  return {plot_.left(), plot_.top() + height * static_cast<double>(step), plot_.width(), height};
}

QColor WaterfallChart::colour_of(const Step& step, const Theme& theme) const {
  if (step.is_total) return theme.ink;
  if (!is_difference_) return step.to < step.from ? theme.series_of(2) : theme.accent;
  return step.to < step.from ? theme.series_of(2) : theme.series_of(1);
}

void WaterfallChart::paint(QPainter& painter, const QRectF& area, const Theme& theme) {
  if (steps_.empty()) {
    draw_hint(painter, area, tr("Pick a point of the front to see its bill."), theme);
    return;
  }
  double names = 0, amounts = 0;
  for (const Step& step : steps_) {
    names = std::max(names, width_of(step.name, chart_font(1, true)));
    amounts = std::max(amounts, width_of(signed_number(step.to - step.from) + " "));
  }
  names = std::min(names, area.width() * 0.38);
  plot_ = area.adjusted(names + 26, 6, -amounts - 22, -46);
  axis_.place(plot_.left(), plot_.right());
  const QRectF rows(plot_.topLeft(), QPointF(plot_.right(), row_of(steps_.size() - 1).bottom()));
  for (const double tick : axis_.ticks(std::max(2, static_cast<int>(plot_.width() / 90)))) {
    painter.setPen(QPen(theme.rule, 1));
    painter.drawLine(QPointF(axis_.pixel(tick), rows.top()), QPointF(axis_.pixel(tick), rows.bottom() + 3));
    draw_words(painter, {axis_.pixel(tick), rows.bottom() + 6}, Qt::AlignHCenter | Qt::AlignTop, compact(tick), theme.soft);
  }
  draw_words(painter, {plot_.right(), rows.bottom() + 24}, Qt::AlignRight | Qt::AlignTop, tr("USD a month"), theme.faint);
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    const Step& step = steps_[i];
    const QRectF row = row_of(i);
    const double a = axis_.pixel(std::min(step.from, step.to)), b = axis_.pixel(std::max(step.from, step.to));
    const double thickness = std::min(row.height() - 5, thickest_bar);
    QColor fill = colour_of(step, theme);
    fill.setAlphaF(static_cast<int>(i) == hovered_ ? 1.0f : 0.88f);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRoundedRect(QRectF(a, row.center().y() - thickness / 2, std::max(b - a, 1.5), thickness), 2, 2);
    if (i + 1 < steps_.size() && !(steps_[i + 1].is_total && !is_difference_)) {
      painter.setPen(QPen(theme.faint, 1, Qt::DotLine));
      painter.drawLine(QPointF(axis_.pixel(step.to), row.center().y() + thickness / 2), QPointF(axis_.pixel(step.to), row_of(i + 1).center().y()));
    }
    const QFont font = chart_font(1, step.is_total);
    draw_words(painter, {area.left() + 14, row.center().y()}, Qt::AlignLeft | Qt::AlignVCenter,
               QFontMetricsF(font).elidedText(step.name, Qt::ElideRight, names + 4), step.is_total ? theme.ink : theme.soft, font);
    const QString amount = step.is_total || !is_difference_ ? number(step.to - step.from) : signed_number(step.to - step.from);
    draw_words(painter, {b + 7, row.center().y()}, Qt::AlignLeft | Qt::AlignVCenter, amount, theme.ink, font);
  }
}

QString WaterfallChart::hover(const QPointF& at) {
  int found = -1;
  for (std::size_t i = 0; i < steps_.size(); ++i)
    if (at.y() >= row_of(i).top() && at.y() < row_of(i).bottom()) found = static_cast<int>(i);
  if (found != hovered_) {
    hovered_ = found;
    Q_EMIT changed();
  }
  if (found < 0) return {};
  const Step& step = steps_[static_cast<std::size_t>(found)];
  QStringList lines{(is_difference_ && !step.is_total ? signed_number(step.to - step.from, 2) : number(step.to - step.from, 2)) + " USD"};
  if (!step.detail.isEmpty()) lines << step.detail;
  return tip(step.name, lines);
}

void WaterfallChart::leave() {
  hovered_ = -1;
  Q_EMIT changed();
}

}  // namespace tradewind::gui
