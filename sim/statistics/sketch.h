// Quantiles of durations with a bounded relative error, in little memory, mergeable in any order to the same bytes.
// Log-linear buckets as in HdrHistogram (Tene, 2012): each power of two is cut into 256 equal buckets, so that any two values of a bucket are within
// 1/256 = 0.4 % of each other (below 256 ns values are exact). A quantile is interpolated inside its bucket, so that it moves with the counts and
// does not jump from bucket to bucket. Counts and sums are integers: no rounding depends on the order of adding.
#pragma once

#include <cstdint>
#include <vector>

#include "kernel/time.h"

namespace tradewind::statistics {

class Sketch {
 public:
  static constexpr double relative_error = 1.0 / 256;

  void add(kernel::Time duration_ns);  // negative durations count as 0
  void merge(const Sketch& other);

  std::uint64_t count() const { return count_; }
  double mean_ms() const;
  double max_ms() const { return kernel::to_ms(max_); }
  // The smallest recorded duration that at least the share `q` (0 to 1) of the durations does not exceed; 0 when empty.
  double quantile_ms(double q) const;
  std::uint64_t count_at_most(kernel::Time duration_ns) const;  // exact up to the bucket that holds the duration

 private:
  void cover(std::uint32_t low, std::uint32_t high);

  std::vector<std::uint32_t> buckets_;  // the range of buckets in use, from first_ on
  std::uint32_t first_ = 0;
  std::uint64_t count_ = 0;
  std::int64_t sum_ = 0, min_ = 0, max_ = 0;
};

}  // namespace tradewind::statistics
