#include "replay/wait_trend.h"

namespace tradewind::replaying {

void WaitTrend::add(double time_s, double wait_s) {
  while (time_s >= width_s_ * static_cast<double>(bins_.size())) double_width();
  Bin& bin = bins_[static_cast<std::size_t>(time_s / width_s_)];
  ++bin.count;
  bin.wait_s += wait_s;
  last_s_ = time_s;
}

WaitTrend::Quarters WaitTrend::quarters() const {
  return {mean_wait(0.25 * last_s_, 0.5 * last_s_), mean_wait(0.75 * last_s_, last_s_ + width_s_), last_s_};
}

void WaitTrend::double_width() {
  for (std::size_t i = 0; i < bins_.size(); ++i) {
    const std::size_t low = 2 * i;
    bins_[i] = low < bins_.size() ? Bin{bins_[low].count + bins_[low + 1].count, bins_[low].wait_s + bins_[low + 1].wait_s} : Bin{};
  }
  width_s_ *= 2;
}

// Of the bins whose middle lies in the interval.
double WaitTrend::mean_wait(double from_s, double until_s) const {
  Bin sum;
  for (std::size_t i = 0; i < bins_.size(); ++i) {
    const double middle_s = (static_cast<double>(i) + 0.5) * width_s_;
    if (middle_s < from_s || middle_s >= until_s) continue;
    sum.count += bins_[i].count;
    sum.wait_s += bins_[i].wait_s;
  }
  return sum.count == 0 ? 0 : sum.wait_s / static_cast<double>(sum.count);
}

}  // namespace tradewind::replaying
