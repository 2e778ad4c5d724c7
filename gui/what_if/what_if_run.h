// Answers to what-if questions: the placement model's at once, and its simulation when nobody has asked anything else for a moment.
#pragma once

#include <QTimer>
#include <optional>

#include "tradewind/planner/what_if.h"
#include "workspace/workspace.h"

namespace tradewind::gui {

// The answer is shown as the trial of the workspace; the point that was selected before is pinned, so that all views show the difference to it.
class WhatIfRun : public QObject {
  Q_OBJECT

 public:
  enum class State { idle, asking, expected, verifying, verified, impossible };

  explicit WhatIfRun(Workspace& workspace, QObject* parent = nullptr);
  State state() const { return state_; }
  double gap() const { return gap_; }  // proven, of the answer

  // A later question takes the place of one that is not answered yet.
  void ask(const Conditions& conditions);
  // Nothing is tried out any longer.
  void stop();

 Q_SIGNALS:
  void state_changed();
  void progressed(double done);  // of the simulation
  void failed(const QString& sentence);

 private:
  void start();
  void take(const std::optional<Expectation>& answer, const std::shared_ptr<const World>& world);
  void verify();
  void set_state(State state);
  void fail(const QString& sentence);
  void end(Job*& job);
  void cancel(Job*& job);

  Workspace& workspace_;
  State state_ = State::idle;
  std::shared_ptr<WhatIf> model_;
  std::shared_ptr<const Study> model_of_;
  std::optional<Conditions> wanted_;  // not asked yet
  Conditions asked_;
  double gap_ = 0;
  Job *asking_ = nullptr, *verifying_ = nullptr;
  QTimer pause_;
};

}  // namespace tradewind::gui
