// Log-normal times by inversion, quickly: a uniform number finds its place in a table of quantiles, between which they are taken as straight. At the
// table's ends, where they bend, the quantile is computed. With sigma up to 1 a time is within 0.5 % of its quantile, and the mean within 0.01 %.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "statistics/normal.h"

namespace tradewind::random {

class LogNormal {
 public:
  LogNormal(double mu, double sigma) : mu_(mu), sigma_(sigma) {
    for (std::size_t i = 1; i < bins; ++i) quantiles_[i] = exact(static_cast<double>(i) / bins);
  }

  // u in (0, 1].
  double operator()(double u) const {
    const double place = u * bins;
    const auto bin = static_cast<std::size_t>(place);
    if (bin < exact_bins || bin + exact_bins >= bins) return exact(u);
    return quantiles_[bin] + (place - static_cast<double>(bin)) * (quantiles_[bin + 1] - quantiles_[bin]);
  }

  // At u = 1 that of the largest number below it.
  double exact(double u) const { return std::exp(mu_ + sigma_ * statistics::normal_quantile(std::min(u, std::nextafter(1.0, 0.0)))); }

 private:
  static constexpr std::size_t bins = 1024, exact_bins = 4;
  double mu_, sigma_;
  std::array<double, bins> quantiles_{};
};

}  // namespace tradewind::random
