// Sliders for what is other than the scenario says.
#pragma once

#include <QGridLayout>
#include <QLabel>
#include <QSlider>
#include <QWidget>

#include "tradewind/planner/what_if.h"
#include "workspace/workspace.h"

namespace tradewind::gui {

class ConditionsPanel : public QWidget {
  Q_OBJECT

 public:
  explicit ConditionsPanel(Workspace& workspace, QWidget* parent = nullptr);
  Conditions conditions() const;
  // As the scenario has it; the latency at most that of the selected point.
  void reset();
  // The nearest that the sliders have, as if by hand.
  void set(const Conditions& conditions);
  bool is_touched() const { return touched_; }
  QSlider& demand() { return *demand_; }
  QSlider& gpu_price() { return *gpu_price_; }
  QSlider& limit() { return *limit_; }
  QSlider& regions() { return *regions_; }

 Q_SIGNALS:
  void changed();  // by somebody's hand

 private:
  // Its value beside it.
  QSlider* add(const QString& name, const QString& help, int from, int to, QString (ConditionsPanel::*words)() const);
  QString demand_words() const;
  QString gpu_words() const;
  QString egress_words() const;
  QString limit_words() const;
  QString region_words() const;
  QString spot_words() const;
  std::optional<double> limit_ms() const;
  int limit_step(double ms) const;
  void take_study();
  void follow_selection();
  void tell();
  void set_quietly(QSlider& slider, int value);

  struct Row {
    QSlider* slider;
    QLabel *name, *value;
    QString (ConditionsPanel::*words)() const;
  };
  Workspace& workspace_;
  QGridLayout* grid_;
  std::vector<Row> rows_;
  QSlider *demand_, *gpu_price_, *egress_price_, *limit_, *regions_, *spot_;
  double fastest_ms_ = 1, slowest_ms_ = 1;
  bool touched_ = false;
};

}  // namespace tradewind::gui
