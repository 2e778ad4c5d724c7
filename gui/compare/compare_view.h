// Two or more topologies side by side, and why the selected one is cheaper or dearer than the pinned one.
#pragma once

#include <QPushButton>
#include <QWidget>

#include "bill/waterfall_chart.h"
#include "chart/chart_view.h"
#include "compare/compare_chart.h"

namespace tradewind::gui {

class CompareView : public QWidget {
  Q_OBJECT

 public:
  explicit CompareView(Workspace& workspace, QWidget* parent = nullptr);
  ChartView& side_by_side() { return *side_by_side_; }
  ChartView& why() { return *why_; }

 private:
  void show_state();

  Workspace& workspace_;
  CompareChart chart_;
  WaterfallChart waterfall_;
  ChartView *side_by_side_, *why_;
  QPushButton *pin_, *also_;
};

}  // namespace tradewind::gui
