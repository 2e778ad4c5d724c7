// How old data is in each region: how long a new version of a model is on its way there, and the age of what reads of feature stores return.
#pragma once

#include <optional>

#include "chart/axis.h"
#include "chart/chart.h"
#include "workspace/workspace.h"

namespace tradewind::gui {

class AgeChart : public Chart {
  Q_OBJECT

 public:
  explicit AgeChart(Workspace& workspace, QObject* parent = nullptr);

  QString name() const override { return tr("Age of the data"); }
  QString summary() const override;
  Table table() const override;  // a row for each way of an artifact and for each store
  void paint(QPainter& painter, const QRectF& area, const Theme& theme) override;
  QString hover(const QPointF& at) override;
  void leave() override;
  void zoom(const QPointF& at, double factor) override;
  void move(const QPointF& by) override;

 private:
  // Seconds.
  struct Row {
    QString group, name, basis;
    double p50_s = 0, p99_s = 0;
  };
  struct Ages {
    std::vector<Row> rows;
    QString problem;  // why there are none
  };
  const Ages& ages() const;  // of the selected point; worked out when somebody looks
  void add_artifacts(Ages& ages) const;
  void add_stores(Ages& ages) const;
  int row_at(const QPointF& at) const;
  void draw_row(QPainter& painter, std::size_t index, double top, const Theme& theme) const;

  Workspace& workspace_;
  mutable std::optional<Ages> ages_;
  Axis x_;
  QRectF plot_;
  double scrolled_ = 0;
  int hovered_ = -1;
};

}  // namespace tradewind::gui
