// What the users of each population feel: median, 95th and 99th percentile, the most requests first.
#pragma once

#include "chart/axis.h"
#include "chart/chart.h"
#include "workspace/workspace.h"

namespace tradewind::gui {

class LatencyChart : public Chart {
  Q_OBJECT

 public:
  explicit LatencyChart(Workspace& workspace, QObject* parent = nullptr);

  QString name() const override { return tr("Latency by population"); }
  QString summary() const override;
  Table table() const override;  // key: index of the population
  void paint(QPainter& painter, const QRectF& area, const Theme& theme) override;
  QString hover(const QPointF& at) override;
  void leave() override;
  void pick(const QPointF& at, bool also) override;
  void pick_row(int key) override { workspace_.select_population(key); }
  int selected_row() const override { return workspace_.selection().population; }
  void step(int by) override;
  void zoom(const QPointF& at, double factor) override;
  void move(const QPointF& by) override;
  void reset_view() override;

 private:
  void take() override;
  void scroll_to_selection();
  int row_at(const QPointF& at) const;
  void draw_row(QPainter& painter, std::size_t row, const Theme& theme) const;
  const LatencySummary& summary_of(std::uint32_t population) const { return workspace_.service().populations[population].latency->perceived; }

  Workspace& workspace_;
  std::vector<std::uint32_t> order_;
  Axis axis_;
  QRectF plot_;
  double target_ms_ = 0;                   // of the SLO, where all workloads have the same
  double row_height_ = 20, scrolled_ = 0;  // pixels
  double names_ = 0;
  int hovered_ = -1;
};

}  // namespace tradewind::gui
