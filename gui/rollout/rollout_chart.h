// Rollouts over time: a row for each with how it ended, and below it the course of the chosen one: region by region, answers by version, latency.
#pragma once

#include "chart/axis.h"
#include "chart/chart.h"
#include "tradewind/sim/rollout.h"

namespace tradewind::gui {

class RolloutChart : public Chart {
  Q_OBJECT

 public:
  using Chart::Chart;
  // nullptr: nothing was played yet. costs: USD of each rollout, once.
  void show(std::shared_ptr<const RolloutsOutcome> outcome, std::vector<double> costs_usd, const RolloutOptions& options);
  // What to do while there is nothing.
  void set_hint(const QString& hint);

  QString name() const override { return tr("Rollouts"); }
  QString summary() const override;
  Table table() const override;  // key: the rollout
  void paint(QPainter& painter, const QRectF& area, const Theme& theme) override;
  QString hover(const QPointF& at) override;
  void leave() override;
  void pick(const QPointF& at, bool also) override;
  void pick_row(int key) override;
  int selected_row() const override { return outcome_ ? selected_ : -1; }
  void step(int by) override;

 private:
  const RolloutResult& result(int index) const { return outcome_->rollouts[static_cast<std::size_t>(index)]; }
  const RolloutResult& chosen() const { return result(selected_); }
  void place(const QRectF& area);
  int row_at(const QPointF& at) const;
  const RolloutRegion* region_at(const QPointF& at) const;
  double clock_of(double since_decision_s) const { return options_.before_s + since_decision_s; }
  void draw_row(QPainter& painter, int index, const Theme& theme) const;
  void draw_regions(QPainter& painter, const Theme& theme) const;
  void draw_region(QPainter& painter, const RolloutRegion& region, const QRectF& row, const Theme& theme) const;
  void draw_answers(QPainter& painter, const Theme& theme) const;
  void draw_latency(QPainter& painter, const Theme& theme) const;
  void draw_events(QPainter& painter, const Theme& theme) const;

  std::shared_ptr<const RolloutsOutcome> outcome_;
  std::vector<double> costs_usd_;
  RolloutOptions options_;
  QString hint_;
  Axis x_;  // seconds on the clock of the run
  QRectF rows_, regions_, answers_, latency_;
  double region_height_ = 0;
  int selected_ = 0, hovered_ = -1;
};

}  // namespace tradewind::gui
