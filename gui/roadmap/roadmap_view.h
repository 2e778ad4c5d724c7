// Plans, in the background, which region opens when while demand grows.
#pragma once

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QSpinBox>
#include <QWidget>

#include "chart/chart_view.h"
#include "roadmap/roadmap_chart.h"
#include "run/play_bar.h"
#include "workspace/workspace.h"

namespace tradewind::gui {

class RoadmapView : public QWidget {
  Q_OBJECT

 public:
  explicit RoadmapView(Workspace& workspace, QWidget* parent = nullptr);
  void play();
  RoadmapChart& chart() { return chart_; }
  ChartView& view() { return *view_; }
  PlayBar& bar() { return *bar_; }
  QSpinBox& months() { return *months_; }
  QSpinBox& every() { return *every_; }
  QLineEdit& growth() { return *growth_; }
  QCheckBox& simulate() { return *simulate_; }

 private:
  void show_state();
  void show_courses();
  // Throws std::invalid_argument for growths that are no numbers.
  RoadmapOptions options() const;

  Workspace& workspace_;
  RoadmapChart chart_;
  ChartView* view_;
  PlayBar* bar_;
  QSpinBox *months_, *every_;
  QLineEdit* growth_;
  QCheckBox *today_, *simulate_;
  QComboBox* courses_;
  std::shared_ptr<const Roadmaps> planned_;
};

}  // namespace tradewind::gui
