// Percentiles of measured values, one by one.
#pragma once

#include <span>

namespace tradewind {

// Of values in ascending order, at least one: linear between the two neighbours, as numpy.percentile and so most load generators do it.
// `percentile`: 0 to 100.
double percentile_of(std::span<const double> ascending, double percentile);

}  // namespace tradewind
