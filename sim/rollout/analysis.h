// The analysis of the new version in one region: a measurement after the other, each judged when its figures are there.
#pragma once

#include <cstdint>
#include <deque>
#include <string>

#include "kernel/time.h"
#include "statistics/sketch.h"
#include "tradewind/scenarios/rollout.h"

namespace tradewind::rollout {

using kernel::Time;

class Analysis {
 public:
  // `quantile`: of the SLO, in (0, 1).
  Analysis(const RolloutAnalysis& settings, double quantile) : settings_(settings), quantile_(quantile) {}

  void begin(Time now);
  void end();
  bool runs() const { return ends_ != kernel::never; }
  // What the new version did with a request.
  void note_answer(Time latency);
  void note_error() { ++errors_; }

  Time next_wake() const;
  void wake(Time now);
  // More measurements have failed than may; and what was wrong with the last of them.
  bool has_judged() const { return has_judged_; }
  bool failed() const { return failures_ > settings_.failure_limit; }
  const std::string& reason() const { return reason_; }

 private:
  struct Verdict {
    Time known;
    std::string reason;   // empty: nothing is wrong
    bool says_something;  // there were enough requests
  };
  std::uint64_t requests() const { return errors_ + latency_.count(); }
  bool has_enough() const { return requests() >= static_cast<std::uint64_t>(settings_.min_requests); }
  std::string judge() const;

  RolloutAnalysis settings_;
  double quantile_;
  std::uint64_t errors_ = 0;
  statistics::Sketch latency_;
  Time ends_ = kernel::never;  // the measurement
  std::deque<Verdict> verdicts_;
  int failures_ = 0;
  bool has_judged_ = false;
  std::string reason_;
};

}  // namespace tradewind::rollout
