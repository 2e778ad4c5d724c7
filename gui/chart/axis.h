// A value axis that can be zoomed and moved: the way from values to pixels and back, and round ticks.
#pragma once

#include <vector>

namespace tradewind::gui {

class Axis {
 public:
  Axis() = default;
  // Whether values lie at the same shares of it, whatever is shown and where.
  bool same_domain(const Axis& other) const { return from_ == other.from_ && to_ == other.to_ && logarithmic_ == other.logarithmic_; }
  // Covers lowest to highest with a margin of 6 %; logarithmic where both are positive and `logarithmic` is set. A single value gets room on both
  // sides.
  static Axis covering(double lowest, double highest, bool logarithmic = false);
  static Axis from_zero(double highest);
  // Exactly from zero to the duration; its ticks are round minutes and hours.
  static Axis seconds(double duration_s);

  // The pixels between which it is drawn; from > to where values grow upwards.
  void place(double pixel_from, double pixel_to) { pixel_from_ = pixel_from, pixel_to_ = pixel_to; }

  double pixel(double value) const { return pixel_of_share(share(value)); }
  // Where a value lies on the whole axis, 0..1, which neither zoom nor place changes: for whoever asks for many pixels again and again.
  double share(double value) const;
  double pixel_of_share(double share) const { return pixel_from_ + (share - shown_from_) / (shown_to_ - shown_from_) * (pixel_to_ - pixel_from_); }
  double value(double pixel) const;
  double from() const { return value_of(0); }
  double to() const { return value_of(1); }
  bool contains(double value) const { return value >= from() && value <= to(); }

  // Keeps the value under the pixel where it is; factor > 1 shows less.
  void zoom(double pixel, double factor);
  void move(double pixels);
  void reset() { shown_from_ = 0, shown_to_ = 1; }
  bool is_zoomed() const { return shown_from_ != 0 || shown_to_ != 1; }

  // 1, 2 or 5 times a power of ten (of seconds: steps of a clock), at most `count` of them, inside of what is shown.
  std::vector<double> ticks(int count) const;

 private:
  double value_of(double shown) const;  // of a share of what is shown
  double from_ = 0, to_ = 1;            // of the logarithms where logarithmic
  bool logarithmic_ = false, of_seconds_ = false;
  double shown_from_ = 0, shown_to_ = 1;  // shares of the domain
  double pixel_from_ = 0, pixel_to_ = 1;
};

}  // namespace tradewind::gui
