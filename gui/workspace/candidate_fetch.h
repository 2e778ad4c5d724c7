// What stands behind a point, read beside the window: a large topology takes longer to read than the window may be busy.
#pragma once

#include <QObject>
#include <functional>
#include <memory>

#include "run/job.h"
#include "workspace/candidate_store.h"

namespace tradewind::gui {

// One at a time: who walks fast from point to point gets the last one, and nobody waits for those between.
class CandidateFetch : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;
  // Calls `then` in the thread of the window when the store has it at hand. Takes the place of what was wanted before.
  void fetch(std::shared_ptr<CandidateStore> store, const QString& id, std::function<void()> then);
  void cancel();  // what is being read is read to the end, and nobody called
  bool waits() const { return !wanted_.isEmpty(); }
  const QString& wanted() const { return wanted_; }  // id, or nothing

 Q_SIGNALS:
  void failed(const QString& sentence);

 private:
  void read();
  void end(const QString& id, const QString& failure);

  std::shared_ptr<CandidateStore> store_;
  QString wanted_;
  std::function<void()> then_;
  Job* reading_ = nullptr;
};

}  // namespace tradewind::gui
