// A value over time that changes now and then: verdicts, reachability. Asking for a moment costs O(log changes); nothing depends on the number of
// those who ask.
#pragma once

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <vector>

#include "kernel/time.h"

namespace tradewind::traffic {

using kernel::Time;

template <class Value>
class History {
 public:
  explicit History(Value initial) : changes_{{std::numeric_limits<Time>::min(), std::move(initial)}} {}

  // From `time` on the value is `value`. Throws std::invalid_argument when a later change is recorded already.
  void record(Time time, Value value) {
    if (time < changes_.back().first) throw std::invalid_argument("a history is recorded in the order of time");
    if (time == changes_.back().first)
      changes_.back().second = std::move(value);
    else
      changes_.emplace_back(time, std::move(value));
  }

  // The value at `time`; a change counts from its own time on.
  const Value& at(Time time) const { return std::prev(after(time))->second; }
  const Value& latest() const { return changes_.back().second; }

  // Time of the first change later than `time`, or `never`.
  Time next_change(Time time) const {
    const auto next = after(time);
    return next == changes_.end() ? kernel::never : next->first;
  }

  // Nobody asks for a time before `time` any more.
  void forget(Time time) {
    changes_.erase(changes_.begin(), std::prev(after(time)));
    changes_.front().first = std::numeric_limits<Time>::min();
  }
  std::size_t size() const { return changes_.size(); }

 private:
  auto after(Time time) const {
    return std::upper_bound(changes_.begin(), changes_.end(), time, [](Time t, const auto& change) { return t < change.first; });
  }

  std::vector<std::pair<Time, Value>> changes_;  // ascending; the first since ever
};

}  // namespace tradewind::traffic
