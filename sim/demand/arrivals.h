// When the people of one population send requests of one workload.
#pragma once

#include <cstdint>
#include <span>

#include "kernel/time.h"
#include "random/draws.h"

namespace tradewind::demand {

// A non-homogeneous Poisson process with a rate that is constant within each hour of the week, by inversion: unit-exponential steps of the cumulative
// rate are mapped back to time (Cinlar, "Introduction to stochastic processes", 1975, section 4.7). Arrival k depends on draws 0..k alone.
class ArrivalStream {
 public:
  // `rates_rps`: 168 hourly rates from Monday 00-01 UTC; `week_offset_s`: where in the week time 0 lies (taken modulo a week).
  ArrivalStream(const random::Stream& draws, std::span<const double> rates_rps, double week_offset_s);

  // Time of the next arrival, ascending; `never` when the rates are all zero.
  kernel::Time next();
  // Index of the arrival that next() gave last.
  std::uint64_t index() const { return index_ - 1; }

 private:
  double unit_exponential();

  random::Stream draws_;
  random::Uniforms uniforms_{};
  std::span<const double> rates_rps_;
  double week_offset_s_;
  double elapsed_s_ = 0;
  std::uint64_t index_ = 0;
  bool silent_;
};

}  // namespace tradewind::demand
