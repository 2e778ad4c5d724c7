// What if: sliders, what the model says at once, and what a simulation says of it; held against the point that was selected before.
#pragma once

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QWidget>

#include "chart/chart_view.h"
#include "compare/compare_chart.h"
#include "what_if/conditions_panel.h"
#include "what_if/what_if_run.h"

namespace tradewind::gui {

class WhatIfView : public QWidget {
  Q_OBJECT

 public:
  explicit WhatIfView(Workspace& workspace, QWidget* parent = nullptr);
  ConditionsPanel& panel() { return *panel_; }
  WhatIfRun& run() { return run_; }
  ChartView& comparison() { return *comparison_; }

 Q_SIGNALS:
  void failed(const QString& sentence);

 private:
  void show_state();

  Workspace& workspace_;
  WhatIfRun run_;
  CompareChart chart_;
  ConditionsPanel* panel_;
  ChartView* comparison_;
  QLabel* words_;
  QProgressBar* bar_;
  QPushButton* reset_;
};

}  // namespace tradewind::gui
