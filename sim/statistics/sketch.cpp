#include "statistics/sketch.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace tradewind::statistics {
namespace {

constexpr int bits = 8;  // 2^8 buckets for each power of two

std::uint32_t bucket_of(std::int64_t value) {
  const auto v = static_cast<std::uint64_t>(value);
  const int shift = std::max(0, static_cast<int>(std::bit_width(v)) - bits - 1);
  return (static_cast<std::uint32_t>(shift) << bits) + static_cast<std::uint32_t>(v >> shift);
}

// The value at a share (0 to 1) of the way through a bucket: the values that share it run over [low, low + 2^shift).
double value_in(std::uint32_t bucket, double share) {
  const std::uint32_t octave = bucket >> bits;
  const int shift = octave <= 1 ? 0 : static_cast<int>(octave) - 1;
  const double low = std::ldexp(static_cast<double>(bucket - (static_cast<std::uint32_t>(shift) << bits)), shift);
  return low + (std::ldexp(1.0, shift) - 1) * share;
}

}  // namespace

void Sketch::cover(std::uint32_t low, std::uint32_t high) {
  if (buckets_.empty()) first_ = low;
  if (low < first_) {
    buckets_.insert(buckets_.begin(), first_ - low, 0);
    first_ = low;
  }
  if (high >= first_ + buckets_.size()) buckets_.resize(high - first_ + 1);
}

void Sketch::add(kernel::Time duration_ns) {
  const std::int64_t value = std::max<std::int64_t>(0, duration_ns);
  const std::uint32_t bucket = bucket_of(value);
  if (bucket < first_ || bucket >= first_ + buckets_.size()) cover(bucket, bucket);
  ++buckets_[bucket - first_];
  min_ = count_ == 0 ? value : std::min(min_, value);
  max_ = std::max(max_, value);
  ++count_;
  sum_ += value;
}

void Sketch::merge(const Sketch& other) {
  if (other.count_ == 0) return;
  cover(other.first_, other.first_ + static_cast<std::uint32_t>(other.buckets_.size()) - 1);
  for (std::size_t i = 0; i < other.buckets_.size(); ++i) buckets_[other.first_ - first_ + i] += other.buckets_[i];
  min_ = count_ == 0 ? other.min_ : std::min(min_, other.min_);
  max_ = std::max(max_, other.max_);
  count_ += other.count_;
  sum_ += other.sum_;
}

double Sketch::mean_ms() const { return count_ == 0 ? 0 : static_cast<double>(sum_) / static_cast<double>(count_) / kernel::ns_per_ms; }

double Sketch::quantile_ms(double q) const {
  if (count_ == 0) return 0;
  const auto rank = std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::ceil(std::clamp(q, 0.0, 1.0) * static_cast<double>(count_))));
  std::uint64_t before = 0;
  for (std::size_t i = 0; i < buckets_.size(); ++i) {
    if (before + buckets_[i] >= rank) {
      const double share = (static_cast<double>(rank - before) - 0.5) / buckets_[i];
      return std::clamp(value_in(first_ + static_cast<std::uint32_t>(i), share), static_cast<double>(min_), static_cast<double>(max_)) /
             kernel::ns_per_ms;
    }
    before += buckets_[i];
  }
  return max_ms();
}

std::uint64_t Sketch::count_at_most(kernel::Time duration_ns) const {
  if (count_ == 0 || duration_ns < 0) return 0;
  const std::uint32_t last = bucket_of(duration_ns);
  std::uint64_t seen = 0;
  for (std::size_t i = 0; i < buckets_.size() && first_ + i <= last; ++i) seen += buckets_[i];
  return seen;
}

}  // namespace tradewind::statistics
