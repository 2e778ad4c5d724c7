// How far the plan of a tab is: a bar, a stage, what is left.
#pragma once

#include <QLabel>
#include <QProgressBar>
#include <QWidget>

#include "run/plan_run.h"

namespace tradewind::gui {

class RunStatus : public QWidget {
  Q_OBJECT

 public:
  explicit RunStatus(QWidget* parent = nullptr);
  // Another tab's run.
  void follow(PlanRun* run);

 private:
  void show_state();

  PlanRun* run_ = nullptr;
  QProgressBar* bar_;
  QLabel* words_;
};

}  // namespace tradewind::gui
