#include "html/calibration_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <vector>

#include "svg/axis.h"
#include "text/numbers.h"

namespace tradewind::html {
namespace {

using svg::coordinate;
using text::Markup;
using Figures = std::vector<const ComparedFigure*>;

constexpr double side = 560, left = 66, top = 12, right = 12, bottom = 48;  // pixels of a chart
constexpr double band = 0.1;                                                // shaded

struct Kind {
  MeasuredKind kind;
  const char *colour, *words;
};
constexpr std::array<Kind, 4> kinds = {{{MeasuredKind::ttft, "c0", "first token"},
                                        {MeasuredKind::tpot, "c1", "per output token"},
                                        {MeasuredKind::e2e, "c2", "whole answer"},
                                        {MeasuredKind::throughput, "c3", "throughput"}}};
const Kind& kind_of(const ComparedFigure& figure) { return kinds[static_cast<std::size_t>(figure.measured.kind)]; }

// One chart: what stands on its axes and how a figure's prediction is shown.
struct Plot {
  svg::Axis x, y;
  const char *x_name, *y_name;
  std::function<std::string(double)> y_text;
  std::function<double(double measured, double predicted)> y_value;
};

void grid(Markup& page, const Plot& plot) {
  const auto group = page.scope("g", {{"class", "grid"}});
  for (const double tick : plot.y.ticks(7)) {
    const std::string y = coordinate(plot.y.pixel(tick));
    page.empty("line", {{"x1", coordinate(left)}, {"x2", coordinate(side - right)}, {"y1", y}, {"y2", y}});
    page.element("text", plot.y_text(tick), {{"x", coordinate(left - 8)}, {"y", y}, {"dy", ".32em"}, {"text-anchor", "end"}});
  }
  constexpr double room = 44;  // pixels that a label needs
  double labelled = -room;
  for (const double tick : plot.x.ticks(6)) {
    const std::string x = coordinate(plot.x.pixel(tick));
    page.empty("line", {{"x1", x}, {"x2", x}, {"y1", coordinate(top)}, {"y2", coordinate(side - bottom)}});
    if (plot.x.pixel(tick) < labelled + room) continue;
    labelled = plot.x.pixel(tick);
    page.element("text", text::ms(tick), {{"x", x}, {"y", coordinate(side - bottom + 18)}, {"text-anchor", "middle"}});
  }
  page.element("text", plot.x_name, {{"x", coordinate(side - right)}, {"y", coordinate(side - 8)}, {"text-anchor", "end"}, {"class", "axis"}});
  page.element("text", plot.y_name, {{"x", coordinate(left + 8)}, {"y", coordinate(top + 16)}, {"class", "axis"}});
}

// Where the prediction is between 10 % below and 10 % above the measurement, and the line of no error; cut off by the frame.
void band_around_no_error(Markup& page, const Plot& plot, double low, double high, const std::string& frame) {
  const auto group = page.scope("g", {{"clip-path", "url(#" + frame + ")"}});
  const auto corner = [&](double measured, double factor) {
    return coordinate(plot.x.pixel(measured)) + "," + coordinate(plot.y.pixel(plot.y_value(measured, measured * factor)));
  };
  page.empty("polygon",
             {{"points", corner(low, 1 + band) + " " + corner(high, 1 + band) + " " + corner(high, 1 - band) + " " + corner(low, 1 - band)},
              {"style", "fill:var(--accent);fill-opacity:.10"}});
  page.empty("polyline", {{"points", corner(low, 1) + " " + corner(high, 1)}, {"style", "fill:none;stroke:var(--faint)"}});
}

// One standard deviation of the measurement to both sides.
void whisker(Markup& page, const Plot& plot, const ComparedFigure& figure) {
  if (figure.after <= 0) return;
  const auto y = [&](double measured) { return coordinate(std::clamp(plot.y.pixel(plot.y_value(measured, figure.after)), top, side - bottom)); };
  const std::string x = coordinate(plot.x.pixel(figure.measured.value));
  page.empty("line", {{"x1", x},
                      {"x2", x},
                      {"y1", y(figure.measured.value * (1 + figure.uncertainty))},
                      {"y2", y(figure.measured.value * (1 - figure.uncertainty))},
                      {"class", kind_of(figure).colour},
                      {"style", "stroke:var(--c);stroke-width:1.2;opacity:.7"}});
}

// What was kept out of the fit is a ring after it.
std::string style_of(const ComparedFigure& figure, bool fitted) {
  if (!fitted) return "fill:none;stroke:var(--c);opacity:.6";
  return figure.kept_out ? "fill:var(--page);stroke:var(--c);stroke-width:2.5" : "fill:var(--c);stroke:var(--page)";
}

void point(Markup& page, const Plot& plot, const ComparedFigure& figure, bool fitted, const std::string& run) {
  const double predicted = fitted ? figure.after : figure.before;
  if (predicted <= 0) return;
  const double y = std::clamp(plot.y.pixel(plot.y_value(figure.measured.value, predicted)), top, side - bottom);
  const auto mark = page.scope("circle", {{"cx", coordinate(plot.x.pixel(figure.measured.value))},
                                          {"cy", coordinate(y)},
                                          {"r", fitted ? "4.5" : "3.5"},
                                          {"class", kind_of(figure).colour},
                                          {"style", style_of(figure, fitted)}});
  page.element("title", fmt::format("{}, {}: measured {:.4g}, predicted {:.4g} {} the fit ({:+.1f} %)", run, figure.measured.name(),
                                    figure.measured.value, predicted, fitted ? "after" : "before", 100 * (predicted / figure.measured.value - 1)));
}

void chart(Markup& page, const Plot& plot, const Figures& figures, double low, double high, const std::string& name,
           const Measurements& measurements) {
  const auto svg = page.scope(
      "svg", {{"viewBox", fmt::format("0 0 {0} {0}", side)}, {"style", "width:100%;height:auto"}, {"role", "img"}, {"aria-label", plot.y_name}});
  {
    const auto clip = page.scope("clipPath", {{"id", name}});
    page.empty(
        "rect",
        {{"x", coordinate(left)}, {"y", coordinate(top)}, {"width", coordinate(side - left - right)}, {"height", coordinate(side - top - bottom)}});
  }
  grid(page, plot);
  band_around_no_error(page, plot, low, high, name);
  for (const ComparedFigure* figure : figures) whisker(page, plot, *figure);
  for (const bool fitted : {false, true})
    for (const ComparedFigure* figure : figures) point(page, plot, *figure, fitted, measurements.runs[figure->run].label);
}

// The two charts of figures with one unit, side by side.
void pair_of_charts(Markup& page, const Figures& figures, const std::string& unit, const std::string& name, const Measurements& measurements) {
  if (figures.empty()) return;
  double low = figures.front()->measured.value, high = low, worst = 2 * band;
  for (const ComparedFigure* figure : figures) {
    for (const double value : {figure->measured.value, figure->before, figure->after})
      if (value > 0) low = std::min(low, value), high = std::max(high, value);
    worst = std::max({worst, std::abs(figure->error_after()), std::min(std::abs(figure->error_before()), 1.0)});
  }
  low *= 0.9, high *= 1.1;
  const svg::Axis x(low, high, left, side - right), y(low, high, side - bottom, top), error(-100 * worst, 100 * worst, side - bottom, top);
  const std::string measured = "measured, " + unit, predicted = "predicted, " + unit;
  const Plot against{x, y, measured.c_str(), predicted.c_str(), text::ms, [](double, double value) { return value; }};
  const Plot errors{x,
                    error,
                    measured.c_str(),
                    "predicted above or below measured",
                    [](double percent) -> std::string { return percent == 0 ? "0 %" : fmt::format("{:+.0f} %", percent); },
                    [](double value, double guess) { return 100 * (guess / value - 1); }};
  const auto columns = page.scope("div", {{"class", "columns even"}});
  for (const auto& [plot, suffix] : {std::pair{&against, "-against"}, std::pair{&errors, "-errors"}}) {
    const auto figure = page.scope("figure");
    chart(page, *plot, figures, low, high, name + suffix, measurements);
  }
}

}  // namespace

void calibration_charts(Markup& page, const Measurements& measurements, const Calibration& calibration) {
  Figures latencies, throughputs;
  for (const ComparedFigure& figure : calibration.figures)
    (figure.measured.kind == MeasuredKind::throughput ? throughputs : latencies).push_back(&figure);
  {
    const auto legend = page.scope("p", {{"class", "legend"}});
    for (const Kind& kind : kinds) {
      if (std::ranges::none_of(calibration.figures, [&](const ComparedFigure& figure) { return figure.measured.kind == kind.kind; })) continue;
      const auto item = page.scope("span", {{"class", fmt::format("item {}", kind.colour)}});
      page.element("span", "", {{"class", "key"}});
      page.text(kind.words);
    }
    page.text("Filled: after the fit, with what the measurement leaves uncertain. Rings: before. Shaded: within 10 %.");
    if (calibration.check_error()) page.text(" Thick rings: after the fit, of the run that was kept out of it.");
  }
  pair_of_charts(page, latencies, "ms", "latencies", measurements);
  pair_of_charts(page, throughputs, "requests/s", "throughputs", measurements);
}

}  // namespace tradewind::html
