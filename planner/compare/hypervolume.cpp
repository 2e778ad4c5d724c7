#include "compare/hypervolume.h"

#include <algorithm>

namespace tradewind::compare_studies {

double dominated_share(std::vector<std::pair<double, double>> points, const Rectangle& within) {
  const double width = within.worst_x - within.best_x, height = within.worst_y - within.best_y;
  // Scaled to 0..1; an axis without extent puts every point at its best end.
  for (auto& [x, y] : points) {
    x = width > 0 ? std::clamp((x - within.best_x) / width, 0.0, 1.0) : 0;
    y = height > 0 ? std::clamp((y - within.best_y) / height, 0.0, 1.0) : 0;
  }
  std::sort(points.begin(), points.end());
  double share = 0, lowest = 1;
  for (const auto& [x, y] : points) {
    if (y >= lowest) continue;
    share += (1 - x) * (lowest - y);
    lowest = y;
  }
  return share;
}

}  // namespace tradewind::compare_studies
