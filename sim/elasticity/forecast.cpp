#include "elasticity/forecast.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace tradewind::elasticity {

std::int32_t predicted_replicas(const PredictiveScaling& scaling, std::span<const double> last_week, std::int32_t utc_minute_of_week) {
  const auto steps = static_cast<std::int32_t>(last_week.size());
  if (steps < 1 || minutes_of_week % steps != 0) throw std::invalid_argument("A forecast needs the load of a week in equal steps of whole minutes.");
  if (!(scaling.load_per_replica > 0)) throw std::invalid_argument("The load of a replica must be positive.");
  const std::int32_t width = minutes_of_week / steps, first = utc_minute_of_week / width;
  const std::int32_t last = std::min((utc_minute_of_week + scaling.lead_minutes) / width, first + steps - 1);
  double highest = 0;
  for (std::int32_t step = first; step <= last; ++step) highest = std::max(highest, last_week[static_cast<std::size_t>(step % steps)]);
  const double replicas = std::ceil(highest * (1 + scaling.margin) / scaling.load_per_replica);
  return static_cast<std::int32_t>(std::clamp<double>(replicas, scaling.min_replicas, scaling.max_replicas));
}

}  // namespace tradewind::elasticity
