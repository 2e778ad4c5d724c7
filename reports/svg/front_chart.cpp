#include "svg/front_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "model/explanation.h"
#include "svg/axis.h"
#include "text/numbers.h"

namespace tradewind::svg {
namespace {

constexpr double left = 58, right = 18, top = 34, bottom = 46;

// Scales and frame of one chart.
struct Frame {
  ChartSize size;
  Axis x, y;
  double x_end() const { return size.width - right; }
  double y_end() const { return size.height - bottom; }
};

Frame frame_of(const ReportModel& model, ChartSize size) {
  double low = model.fastest().latency_ms, high = low;
  for (const ReportPoint& point : model.front) {
    low = std::min(low, point.latency_ms - point.ci95_ms);
    high = std::max(high, point.latency_ms + point.ci95_ms);
  }
  const auto [least, most] =
      std::minmax_element(model.front.begin(), model.front.end(), [](const ReportPoint& a, const ReportPoint& b) { return a.monthly < b.monthly; });
  return {size, Axis(std::max(low, 0.0), high, left, size.width - right), Axis(least->monthly.usd(), most->monthly.usd(), size.height - bottom, top)};
}

void gridlines(text::Markup& page, const ReportModel& model, const Frame& frame) {
  const auto group = page.scope("g", {{"class", "grid"}});
  for (const double tick : frame.y.ticks(5)) {
    const std::string y = coordinate(frame.y.pixel(tick));
    page.empty("line", {{"x1", coordinate(left)}, {"x2", coordinate(frame.x_end())}, {"y1", y}, {"y2", y}});
    page.element("text", text::compact(tick), {{"x", coordinate(left - 8)}, {"y", y}, {"dy", ".32em"}, {"text-anchor", "end"}});
  }
  for (const double tick : frame.x.ticks(static_cast<int>(frame.size.width / 95))) {
    const std::string x = coordinate(frame.x.pixel(tick));
    page.empty("line", {{"x1", x}, {"x2", x}, {"y1", coordinate(frame.y_end())}, {"y2", coordinate(frame.y_end() + 5)}, {"class", "tick"}});
    page.element("text", text::grouped(tick), {{"x", x}, {"y", coordinate(frame.y_end() + 20)}, {"text-anchor", "middle"}});
  }
  page.element("text", "USD a month" + std::string(frame.y.logarithmic() ? " (log)" : ""), {{"x", "4"}, {"y", "14"}, {"class", "axis"}});
  page.element("text", model.axis_name() + ", ms" + (frame.x.logarithmic() ? " (log)" : "") + " →",
               {{"x", coordinate(frame.x_end())}, {"y", coordinate(frame.size.height - 6)}, {"text-anchor", "end"}, {"class", "axis"}});
}

// The steps between the points, and what lies above them: everything there is beaten by a point of the front in latency and cost.
void front_line(text::Markup& page, const ReportModel& model, const Frame& frame) {
  std::string steps;
  Cents cheapest{std::numeric_limits<std::int64_t>::max()};
  for (const ReportPoint& point : model.front) {
    if (point.monthly >= cheapest) continue;  // stands on the front for its third axis alone
    cheapest = point.monthly;
    const std::string x = coordinate(frame.x.pixel(point.latency_ms)), y = coordinate(frame.y.pixel(point.monthly.usd()));
    steps += steps.empty() ? "M" + x + " " + y : "H" + x + "V" + y;
  }
  const std::string first_x = coordinate(frame.x.pixel(model.fastest().latency_ms));
  page.empty("path", {{"class", "beaten"}, {"d", steps + "H" + coordinate(frame.x_end()) + "V" + coordinate(top) + "H" + first_x + "Z"}});
  page.empty("path", {{"class", "front"}, {"d", steps}});
}

void dominated_points(text::Markup& page, const ReportModel& model, const Frame& frame) {
  const auto group = page.scope("g", {{"class", "dominated"}});
  for (const DominatedPoint& point : model.dominated) {
    if (!frame.x.contains(point.latency_ms) || !frame.y.contains(point.monthly.usd())) continue;
    const auto circle = page.scope(
        "circle", {{"cx", coordinate(frame.x.pixel(point.latency_ms))}, {"cy", coordinate(frame.y.pixel(point.monthly.usd()))}, {"r", "3"}});
    page.element("title", fmt::format("{} (beaten): {}, {} USD a month", point.id, text::duration(point.latency_ms), text::whole_usd(point.monthly)));
  }
}

void whisker(text::Markup& page, const Frame& frame, const ReportPoint& point, double y) {
  if (point.ci95_ms <= 0) return;
  const double from = frame.x.pixel(std::max(point.latency_ms - point.ci95_ms, 1e-6)), to = frame.x.pixel(point.latency_ms + point.ci95_ms);
  const std::string a = coordinate(from), b = coordinate(to), low = coordinate(y - 4), high = coordinate(y + 4);
  page.empty("path", {{"class", "whisker"}, {"d", fmt::format("M{0} {1}V{2}M{0} {4}H{3}M{3} {1}V{2}", a, low, high, b, coordinate(y))}});
}

void front_point(text::Markup& page, const ReportModel& model, const Frame& frame, std::size_t at) {
  const ReportPoint& point = model.front[at];
  const double x = frame.x.pixel(point.latency_ms), y = frame.y.pixel(point.monthly.usd());
  const std::string role = role_of(point), cx = coordinate(x), cy = coordinate(y);
  const std::string words = fmt::format("{}{}: {} {}, {} USD a month, {}", point.id, role.empty() ? "" : " (" + role + ")", model.axis_name(),
                                        text::with_interval(point.latency_ms, point.ci95_ms), text::whole_usd(point.monthly),
                                        text::counted(static_cast<std::int64_t>(point.load.size()), "region"));
  const auto link = page.scope("a", {{"href", fmt::format("#pick-{}", at)},
                                     {"class", fmt::format("point point-{}", at)},
                                     {"data-point", std::to_string(at)},
                                     {"aria-label", words}});
  page.element("title", words);
  whisker(page, frame, point, y);
  page.empty("circle", {{"class", "halo"}, {"cx", cx}, {"cy", cy}, {"r", "12"}});
  page.empty("circle", {{"class", "dot"}, {"cx", cx}, {"cy", cy}, {"r", "5.5"}});
  // Up and to the right of a point lies no other point of the front.
  const bool at_right_edge = x > frame.x_end() - 130;
  page.element("text", point.id + (role.empty() ? "" : " " + role),
               {{"x", coordinate(at_right_edge && !role.empty() ? frame.x_end() : x + 9)},
                {"y", coordinate(y - 9)},
                {"text-anchor", at_right_edge && !role.empty() ? "end" : "start"},
                {role.empty() ? "" : "class", "role"}});
}

}  // namespace

void front_chart(text::Markup& page, const ReportModel& model, ChartSize size, std::string_view name) {
  const Frame frame = frame_of(model, size);
  const std::string title_id = fmt::format("front-title-{}", name), desc_id = fmt::format("front-desc-{}", name);
  const auto svg = page.scope("svg", {{"class", fmt::format("front-chart {}", name)},
                                      {"viewBox", fmt::format("0 0 {} {}", coordinate(size.width), coordinate(size.height))},
                                      {"role", "group"},
                                      {"aria-labelledby", title_id + " " + desc_id}});
  page.element("title", "The front: " + model.axis_name() + " against monthly cost", {{"id", title_id}});
  page.element("desc",
               fmt::format("{} points from {} at {} USD a month to {} at {} USD a month. The table below has every point.", model.front.size(),
                           text::duration(model.fastest().latency_ms), text::whole_usd(model.fastest().monthly),
                           text::duration(model.cheapest().latency_ms), text::whole_usd(model.cheapest().monthly)),
               {{"id", desc_id}});
  gridlines(page, model, frame);
  front_line(page, model, frame);
  dominated_points(page, model, frame);
  for (std::size_t at = 0; at < model.front.size(); ++at) front_point(page, model, frame, at);
}

}  // namespace tradewind::svg
