// Confidence intervals over replications.
#pragma once

#include <span>

namespace tradewind::statistics {

// Half-width of the two-sided 95 % confidence interval of the mean of independent, roughly normal values (Student's t); 0 for fewer than two values.
double ci95_half_width(std::span<const double> values);

}  // namespace tradewind::statistics
