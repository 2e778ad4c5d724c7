#include <cmath>
#include <numbers>

#include "tradewind/scenarios/catalogue.h"

namespace tradewind {

double distance_km(GeoPoint a, GeoPoint b) {
  constexpr double earth_radius_km = 6371.0, radians_per_degree = std::numbers::pi / 180.0;
  const double sin_lat = std::sin((b.latitude_deg - a.latitude_deg) * radians_per_degree / 2);
  const double sin_lon = std::sin((b.longitude_deg - a.longitude_deg) * radians_per_degree / 2);
  const double cosines = std::cos(a.latitude_deg * radians_per_degree) * std::cos(b.latitude_deg * radians_per_degree);
  const double haversine = sin_lat * sin_lat + cosines * sin_lon * sin_lon;
  return 2 * earth_radius_km * std::asin(std::sqrt(std::fmin(1.0, haversine)));
}

}  // namespace tradewind
