// Up to which event time something has seen a feed: processes without a clock of their own, asked at any time. Answers never go back as long as the
// questions do not, cost a few ns, and chains of stages answer by asking one after the other, from the reader to the source.
#pragma once

#include <vector>

#include "kernel/time.h"

namespace tradewind::streams {

using kernel::Time;

// Takes all that has come at ticks phase, phase + period, ... and shows it `delay` later; with period 0, everything as it comes.
// Asked at a random time, the age of the newest that it shows is uniform on [delay, delay + period]. A batch job is such a stage (interval, run
// time), and so are a lingering producer, a fetch cycle and a micro-batch.
class Stage {
 public:
  Stage() = default;
  // Throws std::invalid_argument for a negative period or delay.
  Stage(Time period, Time delay, Time phase = 0);

  // All that came up to the returned time can be seen at `now`.
  Time passed(Time now) const {
    const Time taken = now - delay_;
    if (period_ == 0) return taken;
    const Time past = (taken - phase_) % period_;
    return taken - (past < 0 ? past + period_ : past);
  }
  // With ticks at another phase.
  Stage at_phase(Time phase) const { return {period_, delay_, phase}; }
  Time period() const { return period_; }
  Time delay() const { return delay_; }
  double mean_age_s() const { return kernel::to_s(delay_) + kernel::to_s(period_) / 2; }

 private:
  Time period_ = 0, delay_ = 0, phase_ = 0;
};

// A stage that can stand still. It then shows what it showed, and catches up afterwards: what was produced in a stand-still of length L, lambda * L,
// is carried at rate mu while lambda goes on coming, so that it is level again after L / (mu / lambda - 1): backlog / spare rate.
class Mirror {
 public:
  Mirror() = default;
  // speed = mu / lambda. Throws std::invalid_argument when it is not above 1.
  Mirror(Stage stage, double speed);

  // Questions may reach back before a change.
  Time passed(Time now) const { return breaks_.empty() ? stage_.passed(now) : after_breaks(now); }

  // Changes come in the order of time; one to the state that it is in does nothing.
  void stand_still(Time now);
  void go_on(Time now);
  bool stands_still() const { return !breaks_.empty() && breaks_.back().end == kernel::never; }

  const Stage& stage() const { return stage_; }
  // With ticks at another phase, and without the breaks.
  Mirror at_phase(Time phase) const { return {stage_.at_phase(phase), speed_}; }
  static Time catch_up_time(Time length, double speed) { return kernel::from_s(kernel::to_s(length) / (speed - 1)); }

 private:
  struct Break {
    Time begin, end, seen;
  };
  Time after_breaks(Time now) const;

  Stage stage_;
  double speed_ = 2;
  std::vector<Break> breaks_;
};

}  // namespace tradewind::streams
