#include "html/timeline_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "svg/axis.h"
#include "text/numbers.h"
#include "tradewind/reports/nice_step.h"

namespace tradewind::html {
namespace {

using svg::Axis;
using svg::coordinate;

constexpr double width = 1160, left = 64, right = 14, gap = 34, axis_room = 40;  // pixels
constexpr double label_line = 15, letter = 6.1, most_label_lines = 6;

// A path of straight lines, written short: relative steps of a tenth of a pixel, and nothing where it runs level.
class Path {
 public:
  void move_to(double x, double y) {
    flush();
    x_ = tenths(x), y_ = tenths(y);
    out_ += "M" + coordinate(x) + " " + coordinate(y);
  }
  void line_to(double x, double y) {
    const long next_x = tenths(x), next_y = tenths(y);
    if (waiting_ && !(next_y == y_ && waiting_y_ == y_)) flush();
    waiting_ = true;
    waiting_x_ = next_x, waiting_y_ = next_y;
  }
  std::string take() {
    flush();
    return std::move(out_);
  }

 private:
  static long tenths(double pixels) { return std::lround(pixels * 10); }
  void flush() {
    if (!waiting_) return;
    const auto step = [](long tenths) { return coordinate(static_cast<double>(tenths) / 10); };
    if (waiting_y_ == y_)
      out_ += "h" + step(waiting_x_ - x_);
    else
      out_ += "l" + step(waiting_x_ - x_) + (waiting_y_ < y_ ? "" : " ") + step(waiting_y_ - y_);
    x_ = waiting_x_, y_ = waiting_y_;
    waiting_ = false;
  }

  std::string out_;
  long x_ = 0, y_ = 0, waiting_x_ = 0, waiting_y_ = 0;
  bool waiting_ = false;
};

double nice_top(double highest) {
  const double step = nice_step(std::max(highest, 1e-9), 4);
  return step * std::ceil(highest / step - 1e-9);
}

}  // namespace

std::vector<TimelineMark> distinct(std::vector<TimelineMark> marks) {
  std::vector<TimelineMark> kept;
  for (TimelineMark& mark : marks)
    if (std::ranges::none_of(kept, [&](const TimelineMark& other) { return other.words == mark.words && std::abs(other.at_s - mark.at_s) < 1; }))
      kept.push_back(std::move(mark));
  std::ranges::stable_sort(kept, {}, &TimelineMark::at_s);
  return kept;
}

TimelineChart::TimelineChart(text::Markup& page, TimeAxis axis, std::vector<TimelineMark> marks)
    : page_(page), axis_(std::move(axis)), marks_(std::move(marks)) {
  place_labels();
}

void TimelineChart::draw(const std::string& label, const std::vector<Panel>& panels, const std::optional<Span>& shaded) {
  const double first = static_cast<double>(label_lines_) * label_line + 30;
  double bottom = first - gap;
  for (const Panel& panel : panels) bottom += gap + panel.height;
  const auto svg = page_.scope("svg", {{"class", "timeline"},
                                       {"viewBox", fmt::format("0 0 {} {}", coordinate(width), coordinate(bottom + axis_room))},
                                       {"role", "img"},
                                       {"aria-label", label}});
  if (shaded) shade(*shaded, first, bottom);
  double top = first;
  for (const Panel& panel : panels) {
    panel.draw({top, top + panel.height});
    top += panel.height + gap;
  }
  time_axis(bottom);
  draw_marks(bottom);
}

// Labels stand to the right of their marks, in the first line where there is room; those that find none are left to the list below the chart.
void TimelineChart::place_labels() {
  std::vector<double> ends;
  for (TimelineMark& mark : marks_) {
    const double begin = label_begin(mark);
    const auto free = std::ranges::find_if(ends, [&](double end) { return end < begin; });
    if (free == ends.end() && static_cast<double>(ends.size()) >= most_label_lines) continue;
    mark.line = static_cast<int>(free - ends.begin());
    if (free == ends.end()) ends.push_back(0);
    ends[static_cast<std::size_t>(mark.line)] = begin + static_cast<double>(mark.words.size()) * letter + 14;
  }
  label_lines_ = ends.size();
}

double TimelineChart::label_begin(const TimelineMark& mark) const {
  return std::min(x(mark.at_s) + 4, width - right - static_cast<double>(mark.words.size()) * letter);
}

double TimelineChart::x(double at_s) const { return left + at_s / axis_.duration_s * (width - left - right); }

void TimelineChart::shade(const Span& span, double top, double bottom) {
  page_.empty("rect", {{"class", "fault"},
                       {"x", coordinate(x(span.from_s))},
                       {"y", coordinate(top)},
                       {"width", coordinate(x(span.to_s) - x(span.from_s))},
                       {"height", coordinate(bottom - top)}});
}

void TimelineChart::grid(const Place& place, std::string_view title, const std::vector<double>& ticks, const Height& height,
                         const std::function<std::string(double)>& words) {
  page_.element("text", title, {{"class", "title"}, {"x", coordinate(left)}, {"y", coordinate(place.top - 9)}});
  const auto group = page_.scope("g", {{"class", "grid"}});
  for (const double tick : ticks) {
    const std::string y = coordinate(height(tick));
    page_.empty("line", {{"x1", coordinate(left)}, {"x2", coordinate(width - right)}, {"y1", y}, {"y2", y}});
    page_.element("text", words(tick), {{"x", coordinate(left - 8)}, {"y", y}, {"dy", ".32em"}, {"text-anchor", "end"}});
  }
}

TimelineChart::Height TimelineChart::from_zero(const Place& place, std::string_view title, double highest,
                                               const std::function<std::string(double)>& words) {
  const double top = nice_top(highest), step = nice_step(top, 4);
  const Height height = [=](double value) { return place.bottom - value / top * (place.bottom - place.top); };
  std::vector<double> ticks;
  for (double index = 0; index * step <= top * (1 + 1e-9); ++index) ticks.push_back(index * step);
  grid(place, title, ticks, height, words);
  return height;
}

TimelineChart::Height TimelineChart::latencies(const Place& place, std::string_view title, double lowest_ms, double highest_ms) {
  if (highest_ms == 0) lowest_ms = highest_ms = 1;
  const Axis axis(lowest_ms, std::max(lowest_ms, highest_ms), place.bottom, place.top);
  Height height = [axis](double ms) { return axis.pixel(ms); };
  std::vector<double> ticks = axis.ticks(4);
  if (ticks.size() > 6) std::erase_if(ticks, [](double ms) { return std::abs(std::log10(ms) - std::round(std::log10(ms))) > 1e-6; });
  grid(place, fmt::format("{}{}", title, axis.logarithmic() ? " (logarithmic)" : ""), ticks, height,
       [](double ms) { return ms < 1000 ? fmt::format("{:g} ms", ms) : fmt::format("{:g} s", ms / 1000); });
  return height;
}

void TimelineChart::line(const std::vector<Point>& points, const Height& height, const std::string& colour) {
  Path path;
  bool broken = true;
  for (const Point& point : points) {
    if (point.value && broken) path.move_to(x(point.at_s), height(*point.value));
    if (point.value) path.line_to(x(point.at_s), height(*point.value));
    broken = !point.value;
  }
  page_.empty("path", {{"class", "line " + colour}, {"d", path.take()}});
}

void TimelineChart::area(const std::vector<Point>& points, const Height& height, double bottom, const std::string& colour) {
  Path path;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (i == 0) path.move_to(x(points[0].at_s), height(points[0].value.value_or(0)));
    path.line_to(x(points[i].at_s), height(points[i].value.value_or(0)));
  }
  page_.empty("path",
              {{"class", "band " + colour}, {"d", fmt::format("{}V{}H{}Z", path.take(), coordinate(bottom), coordinate(x(points.front().at_s)))}});
}

void TimelineChart::steps(const std::vector<Point>& points, double last_s, const Height& height, double bottom, const std::string& colour) {
  Path path;
  path.move_to(x(points.front().at_s), height(points.front().value.value_or(0)));
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double y = height(points[i].value.value_or(0));
    path.line_to(x(points[i].at_s), y);
    path.line_to(x(i + 1 < points.size() ? points[i + 1].at_s : points[i].at_s + last_s), y);
  }
  page_.empty("path",
              {{"class", "band " + colour}, {"d", fmt::format("{}V{}H{}Z", path.take(), coordinate(bottom), coordinate(x(points.front().at_s)))}});
}

void TimelineChart::time_axis(double bottom) {
  const auto group = page_.scope("g", {{"class", "grid"}});
  constexpr double steps[] = {5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14400};
  const auto enough = std::ranges::find_if(steps, [&](double step_s) { return axis_.duration_s / step_s <= 16; });
  const double step_s = enough == std::end(steps) ? steps[std::size(steps) - 1] : *enough;
  const auto first = static_cast<long>(std::ceil(-axis_.zero_s / step_s)), last = static_cast<long>((axis_.duration_s - axis_.zero_s) / step_s);
  for (long i = first; i <= last; ++i) {
    const double since_s = static_cast<double>(i) * step_s;
    const std::string at = coordinate(x(axis_.zero_s + since_s));
    page_.empty("line", {{"x1", at}, {"x2", at}, {"y1", coordinate(bottom)}, {"y2", coordinate(bottom + 5)}, {"class", "tick"}});
    page_.element("text", text::grouped(since_s), {{"x", at}, {"y", coordinate(bottom + 19)}, {"text-anchor", "middle"}});
  }
  page_.element("text", axis_.words, {{"class", "axis"}, {"x", coordinate(width - right)}, {"y", coordinate(bottom + 36)}, {"text-anchor", "end"}});
}

void TimelineChart::draw_marks(double bottom) {
  for (const TimelineMark& mark : marks_) {
    const std::string at = coordinate(x(mark.at_s)), kind = mark.well ? " well" : "";
    const double top = mark.line < 0 ? static_cast<double>(label_lines_) * label_line : mark.line * label_line + 3;
    page_.empty("line", {{"class", "mark" + kind}, {"x1", at}, {"x2", at}, {"y1", coordinate(top)}, {"y2", coordinate(bottom)}});
  }
  for (const TimelineMark& mark : marks_)
    if (mark.line >= 0)
      page_.element("text", mark.words,
                    {{"class", std::string("happening") + (mark.well ? " well" : "")},
                     {"x", coordinate(label_begin(mark))},
                     {"y", coordinate(mark.line * label_line + 12)}});
}

}  // namespace tradewind::html
