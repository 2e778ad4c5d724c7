// Axes: nice ticks and the way from values to pixels.
#pragma once

#include <string>
#include <vector>

namespace tradewind::svg {

// A value axis between two pixels. Linear, or logarithmic where the values span more than a factor of 12.
class Axis {
 public:
  // The domain covers lowest to highest with a margin and starts and ends anywhere; lowest and highest must be finite, lowest <= highest, and for a
  // logarithmic axis positive. pixel_from maps to the low end and may be larger than pixel_to (y grows downwards).
  Axis(double lowest, double highest, double pixel_from, double pixel_to);

  double pixel(double value) const;
  bool contains(double value) const { return value >= from_ && value <= to_; }
  bool logarithmic() const { return logarithmic_; }
  // 1, 2 or 5 times a power of ten, about `count` of them, inside the domain.
  std::vector<double> ticks(int count) const;

 private:
  double from_, to_, pixel_from_, pixel_to_;
  bool logarithmic_;
};

// One decimal at most, without "-0": coordinates in SVG.
std::string coordinate(double value);

}  // namespace tradewind::svg
