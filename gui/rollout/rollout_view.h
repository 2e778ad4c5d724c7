// How a new version reaches every region, and how old the data there is meanwhile.
#pragma once

#include <QWidget>
#include <map>

#include "chart/chart_view.h"
#include "rollout/age_chart.h"
#include "rollout/rollout_chart.h"
#include "run/play_bar.h"
#include "workspace/workspace.h"

namespace tradewind::gui {

class RolloutView : public QWidget {
  Q_OBJECT

 public:
  explicit RolloutView(Workspace& workspace, QWidget* parent = nullptr);
  // Every rollout of the scenario over the selected topology, in the background.
  void play();
  RolloutChart& chart() { return chart_; }
  AgeChart& ages() { return ages_; }
  ChartView& timeline() { return *timeline_; }
  PlayBar& bar() { return *bar_; }

 private:
  struct Played {
    std::shared_ptr<const RolloutsOutcome> outcome;
    std::vector<double> costs_usd;
  };
  void show_state();

  Workspace& workspace_;
  RolloutChart chart_;
  AgeChart ages_;
  ChartView* timeline_;
  PlayBar* bar_;
  std::map<std::pair<std::filesystem::path, std::string>, Played> played_;  // by study and point
};

}  // namespace tradewind::gui
