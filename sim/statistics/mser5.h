// Where the warm-up of a series ends.
#pragma once

#include <cstdint>

#include "statistics/batch_means.h"

namespace tradewind::statistics {

// MSER-5 (White, "An effective truncation heuristic for bias reduction in simulation output", Simulation 69, 1997; batches of five as in White,
// Cobb and Spratt, 2000): average the series over batches of five values (more in a long series, see BatchMeans) and drop the first d batches for
// which the squared standard error of the mean of the rest, sum (x - mean)^2 / (n - d)^2, is least, d at most half of the batches.
// In a series without warm-up the minimum falls on some d > 0 by chance, and would cut off its largest values. A system that starts empty comes to
// its steady state from below; so the cut counts only where the dropped batches lie below the rest, by more than three standard errors of the
// difference of means. Returns the position of the first value to keep; 0 when there is no warm-up or fewer than ten batches.
std::uint64_t mser5_warmup(const BatchMeans& series);

}  // namespace tradewind::statistics
