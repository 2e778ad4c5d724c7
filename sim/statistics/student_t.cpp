#include "statistics/student_t.h"

#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace tradewind::statistics {

double ci95_half_width(std::span<const double> values) {
  const auto n = static_cast<double>(values.size());
  if (n < 2) return 0;
  double mean = 0;
  for (const double value : values) mean += value / n;
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  const boost::math::students_t distribution(n - 1);
  return boost::math::quantile(distribution, 0.975) * std::sqrt(squares / (n - 1) / n);
}

}  // namespace tradewind::statistics
