// Quantiles that rise with the load, whatever chance did to them.
#pragma once

#include <vector>

#include "tradewind/sim/capacity.h"

namespace tradewind::capacity {

// The values nearest to these, by least squares, of which none is below the one before it: pool adjacent violators.
std::vector<double> isotonic(const std::vector<double>& values);

// Each quantile for itself; `points` ascend in their rate.
void make_monotone(std::vector<LoadPoint>& points);

}  // namespace tradewind::capacity
