#include "statistics/mser5.h"

#include <cmath>
#include <vector>

namespace tradewind::statistics {
namespace {

constexpr std::size_t least_batches = 10;
constexpr double standard_errors = 3;

struct Moments {
  double count = 0, mean = 0, squares = 0;  // squares: sum of squared deviations from the mean
  void add(double x) {                      // Welford (1962)
    count += 1;
    const double before = x - mean;
    mean += before / count;
    squares += before * (x - mean);
  }
};

}  // namespace

std::uint64_t mser5_warmup(const BatchMeans& series) {
  const std::vector<BatchMeans::Mean> means = series.means();
  if (means.size() < least_batches) return 0;

  // From the last batch backwards, so that each candidate's remaining part grows by one batch.
  Moments rest, best_rest;
  std::size_t best = 0;
  double least = INFINITY;
  for (std::size_t d = means.size(); d-- > 0;) {
    rest.add(means[d].value);
    if (d > means.size() / 2) continue;
    const double error = rest.squares / (rest.count * rest.count);
    if (error <= least) {
      least = error;
      best = d;
      best_rest = rest;
    }
  }
  if (best == 0) return 0;

  double dropped = 0;
  for (std::size_t d = 0; d < best; ++d) dropped += means[d].value / static_cast<double>(best);
  const double variance = best_rest.squares / (best_rest.count - 1);
  const double standard_error = std::sqrt(variance / static_cast<double>(best) + variance / best_rest.count);
  return best_rest.mean - dropped > standard_errors * standard_error ? means[best].first : 0;
}

}  // namespace tradewind::statistics
