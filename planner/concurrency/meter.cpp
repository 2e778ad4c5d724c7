#include "concurrency/meter.h"

#include <algorithm>
#include <numeric>

namespace tradewind {
namespace {

constexpr std::chrono::milliseconds interval{200};

}  // namespace

void Meter::begin(double until, std::string stage) {
  const std::lock_guard lock(mutex_);
  from_ = std::max(done_, until_);
  until_ = std::max(from_, std::min(until, 1.0));
  stage_ = std::move(stage);
  report(from_, true);
}

void Meter::advance(double share) {
  const std::lock_guard lock(mutex_);
  report(from_ + std::clamp(share, 0.0, 1.0) * (until_ - from_), false);
}

void Meter::report(double done, bool at_once) {
  done_ = std::max(done_, done);
  const auto now = std::chrono::steady_clock::now();
  if (!callback_ || (!at_once && now - last_ < interval)) return;
  last_ = now;
  callback_({done_, stage_});
}

void EqualSteps::advance(std::size_t step, double share) {
  const std::lock_guard lock(mutex_);
  shares_[step] = share;
  meter_->advance(std::reduce(shares_.begin(), shares_.end()) / static_cast<double>(shares_.size()));
}

}  // namespace tradewind
