#include "svg/plot.h"

#include <ranges>

namespace tradewind::svg {
namespace {

std::string point(const std::pair<double, double>& at) { return coordinate(at.first) + " " + coordinate(at.second); }

text::Markup::Scope open(text::Markup& page, const PlotSize& size, std::string_view id) {
  const std::string name(id);
  return page.scope("svg", {{"class", "plot"},
                            {"viewBox", "0 0 " + coordinate(size.width) + " " + coordinate(size.height)},
                            {"role", "img"},
                            {"aria-labelledby", name + "-title " + name + "-desc"}});
}

}  // namespace

Plot::Plot(text::Markup& page, const PlotSize& size, std::string_view id, std::string_view title, std::string_view description)
    : page_(page), size_(size), scope_(open(page, size, id)) {
  page_.element("title", title, {{"id", std::string(id) + "-title"}});
  page_.element("desc", description, {{"id", std::string(id) + "-desc"}});
}

void Plot::grid_of_y(const Axis& y, std::string_view name, const std::function<std::string(double)>& words) {
  const auto group = page_.scope("g", {{"class", "grid"}});
  for (const double tick : y.ticks(5)) {
    const std::string at = coordinate(y.pixel(tick));
    page_.empty("line", {{"x1", coordinate(size_.left)}, {"x2", coordinate(size_.x_end())}, {"y1", at}, {"y2", at}});
    page_.element("text", words(tick), {{"x", coordinate(size_.left - 8)}, {"y", at}, {"dy", ".32em"}, {"text-anchor", "end"}});
  }
  page_.element("text", name, {{"x", "0"}, {"y", "12"}, {"class", "axis"}});
}

void Plot::tick_of_x(double pixel, std::string_view words, std::string_view anchor) {
  page_.element("text", words, {{"x", coordinate(pixel)}, {"y", coordinate(size_.y_end() + 16)}, {"text-anchor", anchor}});
}

void Plot::name_of_x(std::string_view name) {
  page_.element("text", name, {{"x", coordinate(size_.x_end())}, {"y", coordinate(size_.height - 2)}, {"text-anchor", "end"}, {"class", "axis"}});
}

void Plot::area(const Points& upper, const Points& lower, std::string_view more) {
  if (upper.empty()) return;
  std::string path = "M" + point(upper.front());
  for (const auto& at : upper | std::views::drop(1)) path += "L" + point(at);
  for (const auto& at : lower | std::views::reverse) path += "L" + point(at);
  page_.empty("path", {{"class", more}, {"d", path + "Z"}});
}

void Plot::line(const Points& points, std::string_view more) {
  if (points.empty()) return;
  std::string path = "M" + point(points.front());
  for (const auto& at : points | std::views::drop(1)) path += "L" + point(at);
  page_.empty("path", {{"class", more}, {"d", path}});
}

}  // namespace tradewind::svg
