#include "chart/axis.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "tradewind/reports/nice_step.h"

namespace tradewind::gui {
namespace {

constexpr double margin = 0.06;
constexpr double most_zoom = 1e5;
constexpr double clock_steps_s[] = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400};

// The smallest step of a clock that cuts the span into at most `count` steps.
double clock_step_s(double span_s, int count) {
  const auto step = std::ranges::find_if(clock_steps_s, [&](double s) { return span_s / s <= count; });
  return step == std::end(clock_steps_s) ? nice_step(span_s, count) : *step;
}

}  // namespace

Axis Axis::covering(double lowest, double highest, bool logarithmic) {
  Axis axis;
  axis.logarithmic_ = logarithmic && lowest > 0 && highest > lowest;
  if (axis.logarithmic_) lowest = std::log10(lowest), highest = std::log10(highest);
  const double span = highest > lowest ? highest - lowest : std::max(std::abs(highest) * 0.4, 1.0);
  axis.from_ = lowest - margin * span - (highest > lowest ? 0 : span / 2);
  axis.to_ = highest + margin * span + (highest > lowest ? 0 : span / 2);
  if (!axis.logarithmic_ && lowest >= 0) axis.from_ = std::max(0.0, axis.from_);
  return axis;
}

Axis Axis::from_zero(double highest) {
  Axis axis;
  axis.from_ = 0;
  axis.to_ = highest > 0 ? highest * (1 + margin) : 1;
  return axis;
}

Axis Axis::seconds(double duration_s) {
  Axis axis;
  axis.to_ = duration_s > 0 ? duration_s : 1;
  axis.of_seconds_ = true;
  return axis;
}

double Axis::share(double value) const {
  if (logarithmic_) value = std::log10(std::max(value, 1e-300));
  return (value - from_) / (to_ - from_);
}

double Axis::value_of(double shown) const {
  const double value = from_ + (shown_from_ + shown * (shown_to_ - shown_from_)) * (to_ - from_);
  return logarithmic_ ? std::pow(10.0, value) : value;
}

double Axis::value(double pixel) const { return value_of((pixel - pixel_from_) / (pixel_to_ - pixel_from_)); }

void Axis::zoom(double pixel, double factor) {
  const double at = shown_from_ + (pixel - pixel_from_) / (pixel_to_ - pixel_from_) * (shown_to_ - shown_from_);
  const double span = std::clamp((shown_to_ - shown_from_) / factor, 1 / most_zoom, 1.0);
  const double ratio = span / (shown_to_ - shown_from_);
  shown_from_ = at - (at - shown_from_) * ratio;
  shown_to_ = shown_from_ + span;
  move(0);
}

void Axis::move(double pixels) {
  const double span = shown_to_ - shown_from_;
  const double by = pixels / (pixel_to_ - pixel_from_) * span;
  shown_from_ = std::clamp(shown_from_ - by, 0.0, 1 - span);
  shown_to_ = span >= 1 ? 1 : shown_from_ + span;
}

std::vector<double> Axis::ticks(int count) const {
  std::vector<double> all;
  const double low = from(), high = to();
  if (logarithmic_ && high / low > 12) {
    for (int exponent = static_cast<int>(std::floor(std::log10(low))); std::pow(10.0, exponent) <= high; ++exponent)
      for (const double digit : {1.0, 2.0, 5.0})
        if (const double at = digit * std::pow(10.0, exponent); at >= low && at <= high) all.push_back(at);
    return all;
  }
  const double step = of_seconds_ ? clock_step_s(high - low, count) : nice_step(high - low, count);
  for (double index = std::ceil(low / step - 1e-9); index * step <= high + 1e-9 * step; ++index) all.push_back(index * step);
  return all;
}

}  // namespace tradewind::gui
