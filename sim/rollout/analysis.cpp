#include "rollout/analysis.h"

#include <fmt/format.h>

#include <algorithm>

#include "tradewind/sim/share.h"

namespace tradewind::rollout {

void Analysis::begin(Time now) {
  errors_ = 0;
  latency_ = {};
  ends_ = now + kernel::from_s(settings_.interval_s);
}

void Analysis::end() {
  ends_ = kernel::never;
  verdicts_.clear();
}

void Analysis::note_answer(Time latency) {
  if (runs()) latency_.add(latency);
}

Time Analysis::next_wake() const { return std::min(ends_, verdicts_.empty() ? kernel::never : verdicts_.front().known); }

void Analysis::wake(Time now) {
  if (ends_ <= now) {
    verdicts_.push_back({now + kernel::from_s(settings_.metrics_delay_s), judge(), has_enough()});
    begin(now);
  }
  for (; !verdicts_.empty() && verdicts_.front().known <= now; verdicts_.pop_front()) {
    has_judged_ = has_judged_ || verdicts_.front().says_something;
    if (verdicts_.front().reason.empty()) continue;
    ++failures_;
    reason_ = verdicts_.front().reason;
  }
}

std::string Analysis::judge() const {
  if (!has_enough()) return {};
  const double errors = share_of(errors_, requests());
  if (errors > settings_.max_error_share) return fmt::format("{:.1f} % errors among {} requests", 100 * errors, requests());
  const double latency_ms = latency_.quantile_ms(quantile_);
  if (latency_.count() > 0 && latency_ms > settings_.max_latency_ms)
    return fmt::format("p{:g} of {:.0f} ms over {} answers", 100 * quantile_, latency_ms, latency_.count());
  return {};
}

}  // namespace tradewind::rollout
