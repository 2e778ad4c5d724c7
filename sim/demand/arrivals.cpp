#include "demand/arrivals.h"

#include <algorithm>
#include <boost/math/distributions/gamma.hpp>
#include <cmath>

namespace tradewind::demand {
namespace {

constexpr double hour_s = 3600;
constexpr std::uint64_t start_draw = ~std::uint64_t{0};  // no arrival uses it

double upper_gamma_quantile(double shape, double scale, double u) {
  return boost::math::quantile(boost::math::complement(boost::math::gamma_distribution<>(shape, scale), u));
}

}  // namespace

ArrivalStream::ArrivalStream(const random::Stream& draws, std::span<const double> rates_rps, double week_offset_s, const ArrivalPattern& pattern)
    : draws_(draws), rates_rps_(rates_rps), week_offset_s_(week_offset_s), pattern_(pattern) {
  silent_ = std::ranges::all_of(rates_rps_, [](double rate) { return rate <= 0; });
}

// With mean 1.
double ArrivalStream::unit_step() {
  const std::uint64_t lane = index_ % uniforms_.size();
  if (lane == 0) uniforms_ = draws_.draw(index_ / uniforms_.size());
  ++index_;
  return pattern_.burstiness == 1 ? -std::log(uniforms_[lane]) : gamma_step(uniforms_[lane]);
}

double ArrivalStream::gamma_step(double u) const {
  const double shape = 1 / pattern_.burstiness;
  if (index_ > 1) return upper_gamma_quantile(shape, pattern_.burstiness, u);
  return draws_.draw(start_draw)[0] * upper_gamma_quantile(shape + 1, pattern_.burstiness, u);
}

kernel::Time ArrivalStream::next() {
  if (silent_) return kernel::never;
  double step = unit_step() * pattern_.requests_per_arrival;
  for (;;) {
    const double hours = std::floor((week_offset_s_ + elapsed_s_) / hour_s);
    const double rate = rates_rps_[static_cast<std::size_t>(hours) % rates_rps_.size()];
    const double rest_s = (hours + 1) * hour_s - week_offset_s_ - elapsed_s_;
    // A gamma step may be so short that it rounds to nothing: it must not end in an hour without demand.
    if (rate > 0 && step <= rate * rest_s) {
      elapsed_s_ += step / rate;
      return kernel::from_s(elapsed_s_);
    }
    step -= rate * rest_s;
    elapsed_s_ = (hours + 1) * hour_s - week_offset_s_;
  }
}

}  // namespace tradewind::demand
