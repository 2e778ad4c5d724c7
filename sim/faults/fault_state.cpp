#include "faults/fault_state.h"

#include <algorithm>
#include <utility>

namespace tradewind::faults {

FaultState::FaultState(std::vector<Fault> faults) : faults_(std::move(faults)) {
  check_and_sort(faults_);
  std::erase_if(faults_, [](const Fault& fault) { return fault.begin == fault.end; });
}

Time FaultState::next_wake() const {
  Time next = next_ < faults_.size() ? faults_[next_].begin : kernel::never;
  for (const Fault& fault : active_) next = std::min(next, fault.end);
  return next;
}

void FaultState::wake(Time now) {
  changes_.clear();
  for (Time time = next_wake(); time <= now && time != kernel::never; time = next_wake()) {
    for (const Fault& fault : active_)
      if (fault.end == time) changes_.push_back({fault, false});
    std::erase_if(active_, [time](const Fault& fault) { return fault.end == time; });
    for (; next_ < faults_.size() && faults_[next_].begin == time; ++next_) {
      active_.push_back(faults_[next_]);
      changes_.push_back({faults_[next_], true});
    }
  }
}

void FaultState::mend(Time now) {
  for (Fault& fault : active_) fault.end = std::min(fault.end, now);
  wake(now);
}

std::int32_t FaultState::count(FaultKind kind, std::uint32_t target) const {
  return static_cast<std::int32_t>(std::ranges::count_if(active_, [&](const Fault& fault) { return fault.kind == kind && fault.target == target; }));
}

double FaultState::severity(FaultKind kind, std::uint32_t target) const {
  double worst = 0;
  for (const Fault& fault : active_)
    if (fault.kind == kind && fault.target == target) worst = std::max(worst, fault.severity);
  return worst;
}

}  // namespace tradewind::faults
