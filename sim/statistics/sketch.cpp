#include "statistics/sketch.h"

#include <cmath>
#include <numeric>
#include <stdexcept>

namespace tradewind::statistics {
namespace {

constexpr std::uint32_t step = 64;  // buckets by which the range grows, so that it grows rarely
constexpr std::uint32_t all_buckets = (64 - 8) * 256;

}  // namespace

Sketch::Sketch(State state) : state_(std::move(state)) {
  count_ = std::accumulate(state_.buckets.begin(), state_.buckets.end(), std::uint64_t{0});
  const bool fits = state_.buckets.size() <= all_buckets && state_.first <= all_buckets - state_.buckets.size();
  const auto holds = [&](kernel::Time value) {
    return value >= 0 && bucket_of(value) >= state_.first && bucket_of(value) < state_.first + state_.buckets.size();
  };
  if (!fits || (count_ > 0 && (state_.min > state_.max || !holds(state_.min) || !holds(state_.max))))
    throw std::invalid_argument("These are not the buckets of a quantile sketch.");
}

void Sketch::cover(std::uint32_t low, std::uint32_t high) {
  std::vector<std::uint64_t>& buckets = state_.buckets;
  low = low / step * step;
  high = std::min(all_buckets, (high / step + 1) * step);
  if (buckets.empty()) state_.first = low;
  if (low < state_.first) {
    buckets.insert(buckets.begin(), state_.first - low, 0);
    state_.first = low;
  }
  if (high > state_.first + buckets.size()) buckets.resize(high - state_.first);
}

void Sketch::merge(const Sketch& other) {
  if (other.count_ == 0) return;
  const State& from = other.state_;
  cover(from.first, from.first + static_cast<std::uint32_t>(from.buckets.size()) - 1);
  std::uint64_t* into = state_.buckets.data() + (from.first - state_.first);
  for (std::size_t i = 0; i < from.buckets.size(); ++i) into[i] += from.buckets[i];
  state_.min = count_ == 0 ? from.min : std::min(state_.min, from.min);
  state_.max = std::max(state_.max, from.max);
  count_ += other.count_;
  add_to_sum(from.sum_low, from.sum_high);
}

double Sketch::mean_ms() const {
  if (count_ == 0) return 0;
  const double sum = std::ldexp(static_cast<double>(state_.sum_high), 64) + static_cast<double>(state_.sum_low);
  return sum / static_cast<double>(count_) / kernel::ns_per_ms;
}

// The value at a share (0 to 1) of the way through a bucket: the values that share it run over [low, low + 2^shift).
double Sketch::value_in(std::uint32_t bucket, double share) {
  const std::uint32_t octave = bucket >> bits;
  const int shift = octave <= 1 ? 0 : static_cast<int>(octave) - 1;
  const double low = std::ldexp(static_cast<double>(bucket - (static_cast<std::uint32_t>(shift) << bits)), shift);
  return low + (std::ldexp(1.0, shift) - 1) * share;
}

double Sketch::quantile_ms(double q) const {
  if (count_ == 0) return 0;
  const auto rank = std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::ceil(std::clamp(q, 0.0, 1.0) * static_cast<double>(count_))));
  std::uint64_t before = 0;
  for (std::size_t i = 0; i < state_.buckets.size(); ++i) {
    const std::uint64_t here = state_.buckets[i];
    if (before + here >= rank) {
      const double share = (static_cast<double>(rank - before) - 0.5) / static_cast<double>(here);
      const double value = value_in(state_.first + static_cast<std::uint32_t>(i), share);
      return std::clamp(value, static_cast<double>(state_.min), static_cast<double>(state_.max)) / kernel::ns_per_ms;
    }
    before += here;
  }
  return max_ms();
}

}  // namespace tradewind::statistics
