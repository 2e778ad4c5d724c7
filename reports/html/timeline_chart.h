// Charts above each other with one time axis, and marks of what happened through all of them.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/markup.h"

namespace tradewind::html {

// A mark on the time axis with words.
struct TimelineMark {
  double at_s = 0;
  std::string words;
  bool well = false;  // good news
  int line = -1;      // of its label; -1: it finds no room
};
// The marks without those of the same words less than a second apart, in the order of their times.
std::vector<TimelineMark> distinct(std::vector<TimelineMark> marks);

class TimelineChart {
 public:
  struct Span {
    double from_s = 0, to_s = 0;
  };
  struct TimeAxis {
    double duration_s = 0, zero_s = 0;  // it counts from zero_s on
    std::string words;                  // "seconds since ..."
  };
  TimelineChart(text::Markup& page, TimeAxis axis, std::vector<TimelineMark> marks);

  // Where one of the charts stands, in pixels; and where a value stands in it.
  struct Place {
    double top, bottom;
  };
  using Height = std::function<double(double value)>;
  struct Panel {
    double height;
    std::function<void(const Place&)> draw;
  };
  // From top to bottom; `shaded`: a time that is marked in all of them.
  void draw(const std::string& label, const std::vector<Panel>& panels, const std::optional<Span>& shaded = std::nullopt);

  // For panels. Axes draw their grid and tell where values stand: from 0 to `highest`, or around latencies in ms, logarithmic where they span much.
  Height from_zero(const Place& place, std::string_view title, double highest, const std::function<std::string(double)>& words);
  Height latencies(const Place& place, std::string_view title, double lowest_ms, double highest_ms);

  struct Point {
    double at_s = 0;
    std::optional<double> value;  // absent: the line is broken
  };
  void line(const std::vector<Point>& points, const Height& height, const std::string& colour);
  // Everything below a line through the points.
  void area(const std::vector<Point>& points, const Height& height, double bottom, const std::string& colour);
  // Everything below steps, each of which lasts until the next point, the last for `last_s`.
  void steps(const std::vector<Point>& points, double last_s, const Height& height, double bottom, const std::string& colour);

 private:
  void place_labels();
  double label_begin(const TimelineMark& mark) const;
  double x(double at_s) const;
  void shade(const Span& span, double top, double bottom);
  void grid(const Place& place, std::string_view title, const std::vector<double>& ticks, const Height& height,
            const std::function<std::string(double)>& words);
  void time_axis(double bottom);
  void draw_marks(double bottom);

  text::Markup& page_;
  TimeAxis axis_;
  std::vector<TimelineMark> marks_;
  std::size_t label_lines_ = 0;
};

}  // namespace tradewind::html
