#include "location/subgradient.h"

#include <algorithm>

namespace tradewind::location {
namespace {

// Measured on 40 random graphs and 110 random cost matrices, see docs/placement.md.
constexpr double memory = 0.8;  // weight of the last direction in the next
constexpr double smallest_scale = 0.02;
constexpr double worth_counting = 1e-4;  // a rise by this part of the way to the goal is progress

// To the nearest multiple of a power of two: adding 1.5 x 2^52 of it pushes all finer digits out of the 53 bits.
double to_multiple(double value, double fraction) {
  const double push = 6755399441055744.0 * fraction;
  return value + push - push;
}

}  // namespace

Subgradient::Subgradient(std::vector<double> start, double fraction, int patience)
    : at_(std::move(start)), best_(at_), direction_(at_.size()), smoothed_(at_.size()), fraction_(fraction), patience_(patience) {}

Subgradient::Next Subgradient::record(double bound, double goal) {
  bound_ = bound;
  goal_ = goal;
  if (bound > best_bound_) {
    if (bound - best_bound_ > worth_counting * (goal - bound)) stalled_ = 0;
    best_bound_ = bound;
    best_ = at_;
  } else {
    ++stalled_;
  }
  if (stalled_ < patience_) return Next::move;
  stalled_ = 0;
  scale_ /= 2;
  at_ = best_;
  return scale_ < smallest_scale ? Next::stop : Next::evaluate_again;
}

bool Subgradient::move(const std::vector<Range>& ranges) {
  double norm = 0;
  bool rises = false;
  for (std::size_t i = 0; i < at_.size(); ++i) {
    double& slope = direction_[i];
    if ((slope > 0 && at_[i] >= ranges[i].high) || (slope < 0 && at_[i] <= ranges[i].low)) slope = 0;
    rises = rises || slope != 0;
    smoothed_[i] = slope + memory * smoothed_[i];
    norm += smoothed_[i] * smoothed_[i];
  }
  if (!rises || norm == 0) return false;
  const double step = scale_ * std::max(goal_ - bound_, 0.0) / norm;
  for (std::size_t i = 0; i < at_.size(); ++i)
    at_[i] = std::clamp(to_multiple(at_[i] + step * smoothed_[i], fraction_), ranges[i].low, ranges[i].high);
  return true;
}

}  // namespace tradewind::location
