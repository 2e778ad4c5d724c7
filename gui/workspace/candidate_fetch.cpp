#include "workspace/candidate_fetch.h"

#include <utility>

namespace tradewind::gui {

void CandidateFetch::fetch(std::shared_ptr<CandidateStore> store, const QString& id, std::function<void()> then) {
  store_ = std::move(store);
  wanted_ = id;
  then_ = std::move(then);
  if (reading_ == nullptr) read();
}

void CandidateFetch::cancel() {
  wanted_.clear();
  then_ = {};
}

void CandidateFetch::read() {
  reading_ = new Job([store = store_, id = wanted_.toStdString()](Job::Link&) { (void)store->get(id); }, this);
  connect(reading_, &Job::finished, this, [this, id = wanted_] { end(id, {}); });
  connect(reading_, &Job::failed, this, [this, id = wanted_](const QString& sentence) { end(id, sentence); });
}

// Something else may be wanted by now.
void CandidateFetch::end(const QString& id, const QString& failure) {
  reading_->deleteLater();
  reading_ = nullptr;
  if (!waits()) return;
  if (id != wanted_) return read();
  const auto then = std::exchange(then_, {});
  cancel();
  if (failure.isEmpty()) return then();
  Q_EMIT failed(failure);
}

}  // namespace tradewind::gui
