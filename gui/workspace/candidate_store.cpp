#include "workspace/candidate_store.h"

#include <algorithm>

namespace tradewind::gui {
namespace {

constexpr std::size_t most_kept = 64;

}  // namespace

std::shared_ptr<const Candidate> CandidateStore::at_hand(const std::string& id) {
  const std::lock_guard lock(mutex_);
  const auto known = std::ranges::find(recent_, id, [](const auto& candidate) { return candidate->id; });
  if (known == recent_.end()) return nullptr;
  recent_.splice(recent_.begin(), recent_, known);
  return recent_.front();
}

std::shared_ptr<const Candidate> CandidateStore::get(const std::string& id) {
  if (auto known = at_hand(id)) return known;
  const std::lock_guard reading(reading_);
  if (auto known = at_hand(id)) return known;  // another thread has read it meanwhile
  auto candidate = std::make_shared<const Candidate>(reader_.read(id));
  const std::lock_guard lock(mutex_);
  recent_.push_front(candidate);
  if (recent_.size() > most_kept) recent_.pop_back();
  return candidate;
}

}  // namespace tradewind::gui
