// Latency continent by continent in small charts of one scale, each against everybody.
#pragma once

#include "chart/axis.h"
#include "chart/chart.h"
#include "workspace/workspace.h"

namespace tradewind::gui {

class ContinentsChart : public Chart {
  Q_OBJECT

 public:
  explicit ContinentsChart(Workspace& workspace, QObject* parent = nullptr);

  QString name() const override { return tr("Continent by continent"); }
  QString summary() const override;
  Table table() const override;
  void paint(QPainter& painter, const QRectF& area, const Theme& theme) override;
  QString hover(const QPointF& at) override;
  void leave() override;

 private:
  void take() override;
  int panel_at(const QPointF& at) const;
  QRectF panel(std::size_t index) const;
  void draw_panel(QPainter& painter, std::size_t index, const Theme& theme) const;

  Workspace& workspace_;
  std::vector<ContinentOutcome> continents_;
  LatencySummary everybody_;
  std::uint64_t requests_ = 0;
  double target_ms_ = 0, target_percentile_ = 0;
  QRectF area_;
  int columns_ = 1, rows_ = 1;
  Axis x_;  // ms; placed for each panel
  int hovered_ = -1;
};

}  // namespace tradewind::gui
