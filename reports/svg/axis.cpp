#include "svg/axis.h"

#include <algorithm>
#include <cmath>

#include "text/numbers.h"
#include "tradewind/reports/nice_step.h"

namespace tradewind::svg {
namespace {

constexpr double logarithmic_from_ratio = 12;
constexpr double margin_share = 0.08;

}  // namespace

Axis::Axis(double lowest, double highest, double pixel_from, double pixel_to)
    : pixel_from_(pixel_from), pixel_to_(pixel_to), logarithmic_(lowest > 0 && highest / lowest > logarithmic_from_ratio) {
  if (logarithmic_) {
    const double margin = std::pow(highest / lowest, margin_share);
    from_ = lowest / margin;
    to_ = highest * margin;
    return;
  }
  // A single value gets a domain of a tenth of itself to both sides.
  const double span = highest > lowest ? highest - lowest : std::max(std::abs(highest) * 0.2, 1.0);
  const double margin = highest > lowest ? span * margin_share : span / 2;
  from_ = lowest >= 0 ? std::max(0.0, lowest - margin) : lowest - margin;
  to_ = highest + margin;
}

double Axis::pixel(double value) const {
  const double share = logarithmic_ ? std::log(value / from_) / std::log(to_ / from_) : (value - from_) / (to_ - from_);
  return pixel_from_ + share * (pixel_to_ - pixel_from_);
}

std::vector<double> Axis::ticks(int count) const {
  std::vector<double> ticks;
  if (logarithmic_) {
    for (int exponent = static_cast<int>(std::floor(std::log10(from_))); std::pow(10.0, exponent) <= to_; ++exponent)
      for (const double digit : {1.0, 2.0, 5.0})
        if (const double value = digit * std::pow(10.0, exponent); contains(value)) ticks.push_back(value);
    return ticks;
  }
  const double step = nice_step(to_ - from_, count);
  for (double index = std::ceil(from_ / step); index * step <= to_; ++index) ticks.push_back(index * step);
  return ticks;
}

std::string coordinate(double value) { return text::decimal(value, 1); }

}  // namespace tradewind::svg
