// Quantiles of durations with a bounded relative error, in little memory, mergeable in any order to the same bytes.
// Log-linear buckets as in HdrHistogram (Tene, 2012): each power of two is cut into 256 equal buckets, so that any two values of a bucket are within
// 1/256 = 0.4 % of each other (below 512 ns values are exact). The guarantee is that of DDSketch (Masson, Rim and Lee, VLDB 2019), whose buckets are
// logarithmic; these need no logarithm for each value. A quantile is interpolated inside its bucket, so that it moves with the counts and does not
// jump from bucket to bucket. Counts and sums are integers: no rounding depends on the order of adding. Memory depends on the range of the values
// alone, 256 buckets of 8 bytes for each power of two between the least and the greatest, 115 KB at most.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

#include "kernel/time.h"

namespace tradewind::statistics {

class Sketch {
 public:
  static constexpr double relative_error = 1.0 / 256;

  // All that a sketch is: what a file keeps of it.
  struct State {
    std::vector<std::uint64_t> buckets;  // the range of buckets in use
    std::uint32_t first = 0;             // number of the first of them
    std::uint64_t sum_low = 0, sum_high = 0;
    kernel::Time min = 0, max = 0;
  };

  Sketch() = default;
  // Throws std::invalid_argument when the state is none that state() could have given.
  explicit Sketch(State state);
  const State& state() const { return state_; }

  void add(kernel::Time duration_ns) {  // negative durations count as 0
    const kernel::Time value = std::max<kernel::Time>(0, duration_ns);
    const std::uint32_t bucket = bucket_of(value);
    if (bucket - state_.first >= state_.buckets.size()) cover(bucket, bucket);
    ++state_.buckets[bucket - state_.first];
    state_.min = count_ == 0 ? value : std::min(state_.min, value);
    state_.max = std::max(state_.max, value);
    ++count_;
    add_to_sum(static_cast<std::uint64_t>(value), 0);
  }
  void merge(const Sketch& other);

  std::uint64_t count() const { return count_; }
  double mean_ms() const;
  double max_ms() const { return kernel::to_ms(state_.max); }
  // The smallest recorded duration that at least the share `q` (0 to 1) of the durations does not exceed; 0 when empty.
  double quantile_ms(double q) const;

 private:
  static constexpr int bits = 8;  // 2^8 buckets for each power of two

  static std::uint32_t bucket_of(kernel::Time value) {
    const auto v = static_cast<std::uint64_t>(value);
    const int shift = std::max(0, static_cast<int>(std::bit_width(v)) - bits - 1);
    return (static_cast<std::uint32_t>(shift) << bits) + static_cast<std::uint32_t>(v >> shift);
  }
  static double value_in(std::uint32_t bucket, double share);
  // Nanoseconds in 128 bits: a 64-bit sum would overflow after a billion answers of ten seconds.
  void add_to_sum(std::uint64_t low, std::uint64_t high) {
    state_.sum_low += low;
    state_.sum_high += high + (state_.sum_low < low ? 1 : 0);
  }
  void cover(std::uint32_t low, std::uint32_t high);

  State state_;
  std::uint64_t count_ = 0;
};

}  // namespace tradewind::statistics
