// Planning in the background. What a plan has found is in its study at once, so that stopping loses nothing and starting again goes on.
#pragma once

#include <QElapsedTimer>

#include "run/job.h"
#include "run/study_watcher.h"
#include "workspace/workspace.h"

namespace tradewind::gui {

class PlanRun : public QObject {
  Q_OBJECT

 public:
  enum class State { idle, running, stopping, paused };

  explicit PlanRun(Workspace& workspace, QObject* parent = nullptr);
  State state() const { return state_; }
  StudyWatcher& watcher() { return watcher_; }

  // Starts on this study, or goes on with what it holds already.
  void start(const std::filesystem::path& study);
  // The same beside a scenario, under a name that is free or belongs to a study of the edited text: chat.study, chat-2.study, ...
  void start_beside(const std::filesystem::path& scenario);
  void pause();   // to go on later
  void cancel();  // what was found stays in the study

 Q_SIGNALS:
  void state_changed();
  // left: "about 2 min left", or nothing where that cannot be told yet.
  void progressed(double done, const QString& stage, const QString& left);
  void finished();
  void failed(const QString& sentence);

 private:
  void begin(std::function<std::filesystem::path(const std::string& text)> where);
  void set_state(State state);
  void end(State state);
  void tell(double done, const QString& stage);

  Workspace& workspace_;
  StudyWatcher watcher_;
  State state_ = State::idle;
  State after_stop_ = State::idle;
  Job* job_ = nullptr;
  QElapsedTimer clock_;
  double done_at_start_ = 0;
};

}  // namespace tradewind::gui
