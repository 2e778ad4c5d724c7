// Plays every failure of the selected topology in the background, and shows what its users felt.
#pragma once

#include <QWidget>
#include <map>

#include "chaos/chaos_chart.h"
#include "chart/chart_view.h"
#include "run/play_bar.h"
#include "workspace/workspace.h"

namespace tradewind::gui {

class ChaosView : public QWidget {
  Q_OBJECT

 public:
  explicit ChaosView(Workspace& workspace, QWidget* parent = nullptr);
  void play();
  void cancel() { bar_->cancel(); }
  ChaosChart& chart() { return chart_; }
  PlayBar& bar() { return *bar_; }
  bool is_playing() const { return bar_->is_playing(); }

 Q_SIGNALS:
  void played();  // to the end

 private:
  void show_state();
  void select_region_of(int experiment);

  Workspace& workspace_;
  ChaosChart chart_;
  PlayBar* bar_;
  std::map<std::pair<std::filesystem::path, std::string>, std::shared_ptr<const ChaosOutcome>> outcomes_;  // by study and point
};

}  // namespace tradewind::gui
