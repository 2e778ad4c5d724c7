// How latency grows towards the tail, continent by continent: the percentiles that were simulated, on a scale that stretches the tail.
#pragma once

#include "chart/axis.h"
#include "chart/chart.h"
#include "workspace/workspace.h"

namespace tradewind::gui {

class PercentileChart : public Chart {
  Q_OBJECT

 public:
  explicit PercentileChart(Workspace& workspace, QObject* parent = nullptr);

  QString name() const override { return tr("Percentiles by continent"); }
  QString summary() const override;
  Table table() const override;
  void paint(QPainter& painter, const QRectF& area, const Theme& theme) override;
  QString hover(const QPointF& at) override;
  void leave() override;

 private:
  struct Line {
    QString name;
    std::string continent;  // empty: everybody
    LatencySummary latency;
  };
  void take() override;
  double x_of(double percentile) const;
  QPointF point_of(const Line& line, std::size_t percentile) const;

  Workspace& workspace_;
  std::vector<Line> lines_;
  Axis y_;
  QRectF plot_;
  double target_ms_ = 0, target_percentile_ = 0;
  int hovered_ = -1;
};

}  // namespace tradewind::gui
