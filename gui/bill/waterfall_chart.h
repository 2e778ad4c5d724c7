// The bill of the selected point, service by service; or, with a pinned baseline, why it differs from that of the baseline.
#pragma once

#include "chart/axis.h"
#include "chart/chart.h"
#include "workspace/workspace.h"

namespace tradewind::gui {

class WaterfallChart : public Chart {
  Q_OBJECT

 public:
  explicit WaterfallChart(Workspace& workspace, QObject* parent = nullptr);

  QString name() const override { return tr("Bill"); }
  QString summary() const override;
  Table table() const override;
  void paint(QPainter& painter, const QRectF& area, const Theme& theme) override;
  QString hover(const QPointF& at) override;
  void leave() override;

 private:
  struct Step {
    QString name, detail;
    double from = 0, to = 0;  // USD a month
    bool is_total = false;
  };
  void take() override;
  void add_services(const Bill& bill);
  void add_difference(const Bill& from, const Bill& to);
  QRectF row_of(std::size_t step) const;
  QColor colour_of(const Step& step, const Theme& theme) const;

  Workspace& workspace_;
  std::vector<Step> steps_;
  bool is_difference_ = false;
  Axis axis_;
  QRectF plot_;
  int hovered_ = -1;
};

}  // namespace tradewind::gui
