// The people who follow a runbook: from the alert on, one step after the other. A state machine without a clock of its own.
#pragma once

#include <algorithm>

#include "kernel/time.h"
#include "tradewind/scenarios/incident.h"

namespace tradewind::motion {

using kernel::Time;

class Responders {
 public:
  // They know at the latest alert_after_s after the fault began.
  Responders(const Runbook& runbook, Time fault_begins)
      : runbook_(&runbook), fault_begins_(fault_begins), next_(fault_begins + kernel::from_s(runbook.alert_after_s)) {
    next_ += step_time();
  }

  // A health check takes a region for down.
  void notice(Time now) {
    if (step_ == 0 && now >= fault_begins_) next_ = std::min(next_, now + step_time());
  }

  // When the step that they are at is done; `never` after the last.
  Time next_wake() const { return next_; }
  // What is done then.
  const RunbookStep& wake() {
    const RunbookStep& done = runbook_->steps[step_++];
    next_ = step_ < runbook_->steps.size() ? next_ + step_time() : kernel::never;
    return done;
  }

 private:
  Time step_time() const { return kernel::from_s(runbook_->steps[step_].takes_s); }

  const Runbook* runbook_;
  Time fault_begins_;
  std::size_t step_ = 0;
  Time next_;
};

}  // namespace tradewind::motion
