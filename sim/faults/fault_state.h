// What is broken now. Faults overlap: a target works again when the last of its faults is over, and is as bad as the worst of them.
#pragma once

#include <span>
#include <vector>

#include "faults/fault.h"

namespace tradewind::faults {

class FaultState {
 public:
  // Throws as check_and_sort does.
  explicit FaultState(std::vector<Fault> faults);

  // When something next begins or ends; `never` after the last. A fault without length is passed over.
  Time next_wake() const;
  // Applies all that begins and ends up to now. What ends at the time at which another begins ends first.
  void wake(Time now);

  // All that is broken works from now on; the changes are those of wake(now).
  void mend(Time now);

  struct Change {
    Fault fault;
    bool begins;
  };
  std::span<const Change> changes() const { return changes_; }  // of the last wake

  bool broken(FaultKind kind, std::uint32_t target) const { return count(kind, target) > 0; }
  std::int32_t count(FaultKind kind, std::uint32_t target) const;
  // The worst severity there is now; 0 where nothing is broken.
  double severity(FaultKind kind, std::uint32_t target) const;
  // All faults of now, in the order in which they began.
  std::span<const Fault> active() const { return active_; }

 private:
  std::vector<Fault> faults_;  // by begin
  std::size_t next_ = 0;
  std::vector<Fault> active_;
  std::vector<Change> changes_;
};

}  // namespace tradewind::faults
