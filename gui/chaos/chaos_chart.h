// A chaos campaign over time: a row for each failure with what its users lost, and below it the course of the chosen one.
#pragma once

#include "chart/axis.h"
#include "chart/chart.h"
#include "tradewind/sim/chaos.h"

namespace tradewind::gui {

class ChaosChart : public Chart {
  Q_OBJECT

 public:
  using Chart::Chart;
  // nullptr: nothing was played yet; `hint` says then what to do.
  void show(std::shared_ptr<const ChaosOutcome> outcome, const ChaosOptions& options);
  void set_hint(const QString& hint);

  QString name() const override { return tr("Chaos"); }
  QString summary() const override;
  Table table() const override;  // key: the experiment
  void paint(QPainter& painter, const QRectF& area, const Theme& theme) override;
  QString hover(const QPointF& at) override;
  void leave() override;
  void pick(const QPointF& at, bool also) override;
  void pick_row(int key) override;
  int selected_row() const override { return selected_; }
  void step(int by) override;
  void zoom(const QPointF& at, double factor) override;

 Q_SIGNALS:
  void chosen(int experiment);  // by somebody's hand

 private:
  const ChaosExperiment& experiment(int index) const { return outcome_->experiments[static_cast<std::size_t>(index)]; }
  QRectF row_of(int index) const;
  int row_at(const QPointF& at) const;
  void draw_row(QPainter& painter, int index, const Theme& theme) const;
  void draw_course(QPainter& painter, const Theme& theme);
  void draw_fault(QPainter& painter, const Theme& theme) const;
  void draw_line(QPainter& painter, const ChaosExperiment& of, const Axis& y, const QPen& pen) const;

  std::shared_ptr<const ChaosOutcome> outcome_;
  ChaosOptions options_;
  QString hint_;
  Axis x_;
  QRectF rows_, course_;
  double scrolled_ = 0;
  int selected_ = 0, hovered_ = -1;
};

}  // namespace tradewind::gui
