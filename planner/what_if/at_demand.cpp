#include "what_if/at_demand.h"

namespace tradewind {

World at_demand(const World& world, double factor) {
  World scaled = world;
  for (Grid& rates : scaled.rate_rps)
    for (std::size_t row = 0; row < rates.rows(); ++row)
      for (std::size_t hour = 0; hour < rates.columns(); ++hour) rates(row, hour) *= factor;
  return scaled;
}

}  // namespace tradewind
