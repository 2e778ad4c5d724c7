// Progress that is told four times a second at most, and not in the first quarter: short work says nothing.
#pragma once

#include <chrono>
#include <stop_token>
#include <string>
#include <utility>

#include "tradewind/scenarios/progress.h"

namespace tradewind {

class SeldomProgress {
 public:
  SeldomProgress(ProgressCallback tell, std::stop_token stop) : tell_(std::move(tell)), stop_(std::move(stop)) {}

  // Throws Interrupted when asked to stop.
  void at(double share, const std::string& stage) {
    if (stop_.stop_requested()) throw Interrupted{};
    const auto now = Clock::now();
    if (!tell_ || now - last_ < std::chrono::milliseconds(250)) return;
    last_ = now;
    tell_({share, stage});
  }

 private:
  using Clock = std::chrono::steady_clock;
  ProgressCallback tell_;
  std::stop_token stop_;
  Clock::time_point last_ = Clock::now();
};

}  // namespace tradewind
