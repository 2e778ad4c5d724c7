// Work beside the window: one thread, progress, stop. The window never waits for it.
#pragma once

#include <QObject>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>

#include "tradewind/scenarios/progress.h"

namespace tradewind::gui {

// Signals come in the thread of the window. A job that is destroyed is asked to stop and heard no more; its thread ends when the work looks at the
// stop token.
class Job : public QObject {
  Q_OBJECT

 public:
  // What the work sees of its job.
  class Link {
   public:
    Link(Job* job, std::stop_token stop) : job_(job), stop_(std::move(stop)) {}
    const std::stop_token& stop() const { return stop_; }
    // Runs in the thread of the window, unless the job is gone by then.
    void post(std::function<void()> deed);
    void report(const ProgressReport& report);
    void tell(std::function<void(Job&)> deed);  // the same with the job

   private:
    friend class Job;
    std::mutex mutex_;
    Job* job_;
    std::stop_token stop_;
  };
  using Work = std::function<void(Link&)>;

  // Starts at once. `work` may throw: Interrupted ends as stopped(), all else as failed().
  Job(Work work, QObject* parent);
  ~Job() override;
  void stop();
  bool is_stopping() const { return stop_.stop_requested(); }

  // Threads of all jobs that have not ended.
  static int running();

 Q_SIGNALS:
  void progressed(double done, const QString& stage);
  void finished();
  void stopped();
  void failed(const QString& sentence);

 private:
  std::stop_source stop_;
  std::shared_ptr<Link> link_;
};

// The exception that is being handled, in a sentence.
QString current_failure();

}  // namespace tradewind::gui
