#include "demand/arrivals.h"

#include <algorithm>
#include <cmath>

namespace tradewind::demand {
namespace {
constexpr double hour_s = 3600;
}

ArrivalStream::ArrivalStream(const random::Stream& draws, std::span<const double> rates_rps, double week_offset_s)
    : draws_(draws), rates_rps_(rates_rps), week_offset_s_(week_offset_s) {
  silent_ = std::ranges::all_of(rates_rps_, [](double rate) { return rate <= 0; });
}

double ArrivalStream::unit_exponential() {
  const std::uint64_t lane = index_ % uniforms_.size();
  if (lane == 0) uniforms_ = draws_.draw(index_ / uniforms_.size());
  ++index_;
  return -std::log(uniforms_[lane]);
}

kernel::Time ArrivalStream::next() {
  if (silent_) return kernel::never;
  double step = unit_exponential();
  for (;;) {
    const double hours = std::floor((week_offset_s_ + elapsed_s_) / hour_s);
    const double rate = rates_rps_[static_cast<std::size_t>(hours) % rates_rps_.size()];
    const double rest_s = (hours + 1) * hour_s - week_offset_s_ - elapsed_s_;
    if (step <= rate * rest_s) {
      elapsed_s_ += step / rate;
      return kernel::from_s(elapsed_s_);
    }
    step -= rate * rest_s;
    elapsed_s_ = (hours + 1) * hour_s - week_offset_s_;
  }
}

}  // namespace tradewind::demand
