#include "workspace/candidate_store.h"

#include <algorithm>

namespace tradewind::gui {
namespace {

constexpr std::size_t most_kept = 24;

}  // namespace

std::shared_ptr<const Candidate> CandidateStore::get(const std::string& id) {
  const std::lock_guard lock(mutex_);
  const auto known = std::ranges::find(recent_, id, [](const auto& candidate) { return candidate->id; });
  if (known != recent_.end())
    recent_.splice(recent_.begin(), recent_, known);
  else
    recent_.push_front(std::make_shared<const Candidate>(reader_.read(id)));
  if (recent_.size() > most_kept) recent_.pop_back();
  return recent_.front();
}

}  // namespace tradewind::gui
