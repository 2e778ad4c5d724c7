// A frame for small charts: value axes with their grid and words, and shapes in it.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "svg/axis.h"
#include "text/markup.h"

namespace tradewind::svg {

struct PlotSize {
  double width = 0, height = 0;
  double left = 56, right = 14, top = 24, bottom = 30;  // room for the words of the axes
  double x_end() const { return width - right; }
  double y_end() const { return height - bottom; }
};

using Points = std::vector<std::pair<double, double>>;  // pixels, ascending in x

// Opens <svg>; what it shows is said in `title` and, in a sentence, in `description`. `id`: of this chart alone on the page.
class Plot {
 public:
  Plot(text::Markup& page, const PlotSize& size, std::string_view id, std::string_view title, std::string_view description);

  // Horizontal lines at round values of the axis, with their values, and its name above.
  void grid_of_y(const Axis& y, std::string_view name, const std::function<std::string(double)>& words);
  // A tick with words below the frame.
  void tick_of_x(double pixel, std::string_view words, std::string_view anchor = "middle");
  void name_of_x(std::string_view name);

  // Between two lines over the same x; `more`: class names.
  void area(const Points& upper, const Points& lower, std::string_view more);
  void line(const Points& points, std::string_view more);

 private:
  text::Markup& page_;
  PlotSize size_;
  text::Markup::Scope scope_;
};

}  // namespace tradewind::svg
