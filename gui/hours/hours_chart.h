// The hours of the week: how many requests come, from all, from the selected population or into the selected region.
#pragma once

#include "chart/chart.h"
#include "workspace/workspace.h"

namespace tradewind::gui {

class HoursChart : public Chart {
  Q_OBJECT

 public:
  explicit HoursChart(Workspace& workspace, QObject* parent = nullptr);

  QString name() const override { return tr("Hours of the week"); }
  QString summary() const override;
  Table table() const override;
  void paint(QPainter& painter, const QRectF& area, const Theme& theme) override;
  QString hover(const QPointF& at) override;
  void leave() override;
  QString whose() const;  // "all users", "users of Tokyo, JP", "requests into Paris"

 private:
  void take() override;
  QRectF cell(int day, int hour) const;

  Workspace& workspace_;
  std::vector<double> rps_;  // by hour of the week in UTC, 0 = Monday 00-01
  QRectF plot_;
  int hovered_ = -1;
};

}  // namespace tradewind::gui
