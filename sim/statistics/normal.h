// The standard normal distribution.
#pragma once

#include <boost/math/special_functions/erf.hpp>
#include <numbers>

namespace tradewind::statistics {

// The value that a standard normal number does not exceed with probability p, 0 < p < 1.
inline double normal_quantile(double p) { return -std::numbers::sqrt2 * boost::math::erfc_inv(2 * p); }

// The probability that a standard normal number does not exceed z.
inline double normal_cdf(double z) { return 0.5 * boost::math::erfc(-z / std::numbers::sqrt2); }

}  // namespace tradewind::statistics
