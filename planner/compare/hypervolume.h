// How much a front dominates.
#pragma once

#include <utility>
#include <vector>

namespace tradewind::compare_studies {

struct Rectangle {
  double best_x = 0, best_y = 0, worst_x = 0, worst_y = 0;
};

// Share of the rectangle that lies above and to the right of at least one point (x, y), the less the better on both axes: 0 to 1. A rectangle without
// width or height counts along its length only; a point counts 1.
double dominated_share(std::vector<std::pair<double, double>> points, const Rectangle& within);

}  // namespace tradewind::compare_studies
