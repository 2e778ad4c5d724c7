#include "rollout/age_chart.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "chart/drawing.h"
#include "rollout/rollout_words.h"
#include "text/format.h"
#include "tradewind/planner/replication_usage.h"
#include "tradewind/pricing/price_book.h"

namespace tradewind::gui {
namespace {

constexpr double row_height = 20, names_width = 190;

}  // namespace

AgeChart::AgeChart(Workspace& workspace, QObject* parent) : Chart(parent), workspace_(workspace) {
  connect(&workspace, &Workspace::selection_changed, this, [this] {
    ages_.reset();
    Q_EMIT data_changed();
    Q_EMIT changed();
  });
}

const AgeChart::Ages& AgeChart::ages() const {
  if (ages_) return *ages_;
  ages_.emplace();
  if (workspace_.candidate() == nullptr) {
    ages_->problem = tr("Pick a point of the front to see how old its data is.");
    return *ages_;
  }
  try {
    add_artifacts(*ages_);
  } catch (...) {
    ages_->problem = current_failure();
  }
  add_stores(*ages_);
  if (ages_->rows.empty() && ages_->problem.isEmpty())
    ages_->problem = tr("The scenario has neither artifacts that are replicated nor feature stores. The editor adds them: Scenario, Parts, Data.");
  return *ages_;
}

void AgeChart::add_artifacts(Ages& ages) const {
  const World& world = workspace_.world();
  if (world.data.artifacts.empty()) return;
  for (const ReplicationPlan& plan : plans_at_prices(world, workspace_.candidate()->topology, Pricing(world, PriceBook::shipped()))) {
    const Artifact& artifact = world.data.artifacts[plan.artifact];
    const std::vector<double> p50 = undisturbed_lag_s(artifact, plan, 50), p99 = undisturbed_lag_s(artifact, plan, 99);
    for (std::size_t h = 0; h < plan.hops.size(); ++h)
      ages.rows.push_back({tr("%1, a new version there after").arg(from(artifact.name)), from(world.regions[plan.hops[h].to].key()),
                           is_service(artifact.replication) ? tr("target of the service")
                           : plan.hops[h].estimated         ? tr("by estimated throughput")
                                                            : tr("by measured throughput"),
                           p50[h], p99[h]});
  }
}

void AgeChart::add_stores(Ages& ages) const {
  for (const StoreOutcome& store : workspace_.candidate()->outcome.features.stores)
    if (store.staleness_s.count > 0)
      ages.rows.push_back({tr("Feature stores, age of what a read returns"), from(store.store), tr("simulated, %1").arg(from(store.consistency)),
                           store.staleness_s.p50, store.staleness_s.p99});
}

QString AgeChart::summary() const {
  const Ages& all = ages();
  if (all.rows.empty()) return all.problem;
  const Row& oldest = *std::ranges::max_element(all.rows, {}, &Row::p99_s);
  return tr("Oldest: %1, %2, 99 % within %3.").arg(oldest.group, oldest.name, duration(oldest.p99_s));
}

Table AgeChart::table() const {
  Table table{{{tr("Data")}, {tr("Where")}, {tr("Median, s"), 1}, {tr("99 % within, s"), 1}, {tr("Basis")}}, {}};
  const Ages& all = ages();
  for (std::size_t i = 0; i < all.rows.size(); ++i) {
    const Row& row = all.rows[i];
    table.rows.push_back({{row.group, row.name, row.p50_s, row.p99_s, row.basis}, static_cast<int>(i)});
  }
  return table;
}

void AgeChart::paint(QPainter& painter, const QRectF& area, const Theme& theme) {
  const Ages& all = ages();
  if (all.rows.empty()) {
    draw_hint(painter, area, all.problem, theme);
    return;
  }
  plot_ = area.adjusted(names_width, 28, -24, -40);
  double most = 0;
  for (const Row& row : all.rows) most = std::max(most, row.p99_s);
  x_ = Axis::from_zero(most);
  x_.place(plot_.left(), plot_.right());
  draw_legend(painter, {area.left() + 14, area.top() + 12}, {{tr("median"), theme.p50}, {tr("99 % within"), theme.p95}}, theme);
  double height = 0;
  QString group;
  for (const Row& row : all.rows) height += row_height * (std::exchange(group, row.group) == row.group ? 1 : 2);
  plot_.setHeight(std::min(plot_.height(), height + 4));
  draw_x_grid(
      painter, plot_, x_, tr("seconds"), [](double v) { return number(v, v != 0 && v < 10 ? 1 : 0); }, theme);
  scrolled_ = std::clamp(scrolled_, 0.0, std::max(0.0, height - plot_.height()));
  painter.save();
  painter.setClipRect(QRectF(area.left(), plot_.top(), area.width(), plot_.height()));
  double top = plot_.top() - scrolled_;
  group.clear();
  for (std::size_t i = 0; i < all.rows.size(); ++i) {
    if (std::exchange(group, all.rows[i].group) != all.rows[i].group) {
      draw_words(painter, {area.left() + 14, top + row_height / 2}, Qt::AlignLeft | Qt::AlignVCenter, group, theme.ink, chart_font(0.95, true));
      top += row_height;
    }
    draw_row(painter, i, top, theme);
    top += row_height;
  }
  painter.restore();
}

void AgeChart::draw_row(QPainter& painter, std::size_t index, double top, const Theme& theme) const {
  const Row& row = ages().rows[index];
  const double middle = top + row_height / 2;
  if (static_cast<int>(index) == hovered_)
    painter.fillRect(QRectF(plot_.left() - names_width + 6, top, plot_.width() + names_width, row_height), theme.wash);
  draw_words(painter, {plot_.left() - 8, middle}, Qt::AlignRight | Qt::AlignVCenter,
             QFontMetricsF(chart_font()).elidedText(row.name, Qt::ElideRight, names_width - 24), theme.soft);
  const double zero = x_.pixel(0), p50 = x_.pixel(row.p50_s), p99 = x_.pixel(row.p99_s);
  painter.fillRect(QRectF(zero, middle - 5, std::max(1.0, p99 - zero), 10), theme.p95);
  painter.fillRect(QRectF(zero, middle - 5, std::max(1.0, p50 - zero), 10), theme.p50);
}

// Each group has a row for its name.
int AgeChart::row_at(const QPointF& at) const {
  if (!plot_.adjusted(-names_width, 0, 0, 0).contains(at)) return -1;
  double top = plot_.top() - scrolled_;
  QString group;
  const std::vector<Row>& rows = ages().rows;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (std::exchange(group, rows[i].group) != rows[i].group) top += row_height;
    if (at.y() >= top && at.y() < top + row_height) return static_cast<int>(i);
    top += row_height;
  }
  return -1;
}

QString AgeChart::hover(const QPointF& at) {
  const int row = row_at(at);
  if (row != hovered_) {
    hovered_ = row;
    Q_EMIT changed();
  }
  if (row < 0) return {};
  const Row& r = ages().rows[static_cast<std::size_t>(row)];
  return tip(r.name, {r.group, tr("median %1, 99 % within %2").arg(duration(r.p50_s), duration(r.p99_s)), r.basis});
}

void AgeChart::leave() {
  hovered_ = -1;
  Q_EMIT changed();
}

void AgeChart::zoom(const QPointF& /*at*/, double factor) { move({0, 60 * std::log(factor)}); }

void AgeChart::move(const QPointF& by) {
  scrolled_ -= by.y();
  Q_EMIT changed();
}

}  // namespace tradewind::gui
