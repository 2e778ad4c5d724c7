// When the people of one population send requests of one workload.
#pragma once

#include <cstdint>
#include <span>

#include "kernel/time.h"
#include "random/draws.h"

namespace tradewind::demand {

struct ArrivalPattern {
  double burstiness = 1;            // squared coefficient of variation of the times between arrivals, at a constant rate; 1 = Poisson
  double requests_per_arrival = 1;  // mean; arrivals come at the rate of the requests over this
};

// A renewal process in operational time, mapped back through the cumulative rate, which is constant within each hour of the week: arrivals keep the
// mean rate exactly, whatever the hour. With burstiness 1 the steps are exponential and the process is non-homogeneous Poisson (Cinlar, "Introduction
// to stochastic processes", 1975, section 4.7); else they are gamma distributed with mean 1 and variance `burstiness`, drawn by inversion (Gerhardt
// and Nelson, "Transforming renewal processes for simulation of nonstationary arrival processes", INFORMS Journal on Computing 21, 2009). The first
// step is drawn from the equilibrium distribution, so that the process is stationary from its start on (Cox, "Renewal theory", 1962, section 2.2 and
// 5.4): a uniform share of a step that is chosen in proportion to its length, and that is gamma distributed with shape 1 / burstiness + 1.
// Arrival k depends on draws 0..k alone, and on no draw of another topology. A gamma step costs about 2 us.
class ArrivalStream {
 public:
  // `rates_rps`: 168 hourly rates of requests from Monday 00-01 UTC; `week_offset_s`: where in the week time 0 lies (taken modulo a week).
  ArrivalStream(const random::Stream& draws, std::span<const double> rates_rps, double week_offset_s, const ArrivalPattern& pattern = {});

  // Time of the next arrival, ascending; `never` when the rates are all zero.
  kernel::Time next();
  // Index of the arrival that next() gave last.
  std::uint64_t index() const { return index_ - 1; }

 private:
  double unit_step();
  double gamma_step(double u) const;

  random::Stream draws_;
  random::Uniforms uniforms_{};
  std::span<const double> rates_rps_;
  double week_offset_s_;
  ArrivalPattern pattern_;
  double elapsed_s_ = 0;
  std::uint64_t index_ = 0;
  bool silent_;
};

}  // namespace tradewind::demand
