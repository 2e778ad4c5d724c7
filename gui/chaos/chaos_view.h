// Plays every failure of the selected topology in the background, and shows what its users felt.
#pragma once

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QWidget>
#include <map>

#include "chaos/chaos_chart.h"
#include "chart/chart_view.h"
#include "workspace/workspace.h"

namespace tradewind::gui {

class ChaosView : public QWidget {
  Q_OBJECT

 public:
  explicit ChaosView(Workspace& workspace, QWidget* parent = nullptr);
  void play();
  void cancel();
  ChaosChart& chart() { return chart_; }
  bool is_playing() const { return job_ != nullptr; }

 Q_SIGNALS:
  void played();  // to the end

 private:
  void show_state();
  void end(const QString& words);

  Workspace& workspace_;
  ChaosChart chart_;
  QPushButton *play_, *cancel_;
  QProgressBar* bar_;
  QLabel* words_;
  Job* job_ = nullptr;
  std::map<std::pair<std::filesystem::path, std::string>, std::shared_ptr<const ChaosOutcome>> outcomes_;  // by study and point
};

}  // namespace tradewind::gui
