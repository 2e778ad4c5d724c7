#include "what_if/at_demand.h"

namespace tradewind {

void scale(Grid& grid, double factor) {
  for (std::size_t row = 0; row < grid.rows(); ++row)
    for (std::size_t column = 0; column < grid.columns(); ++column) grid(row, column) *= factor;
}

World at_demand(const World& world, double factor) {
  World scaled = world;
  for (Grid& rates : scaled.rate_rps) scale(rates, factor);
  return scaled;
}

}  // namespace tradewind
