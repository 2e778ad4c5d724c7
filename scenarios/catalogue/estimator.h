// Estimates the round trip between two places from measured pairs of other places.
//
// A straight line over the great-circle distance for each pair of continents (least squares) gives the first guess. What the nearest measured pairs
// lie above or below their own line is then added: cables and detours are shared by neighbours. A pair is near when both of its ends are near,
// in either orientation; the median of the residuals, weighted by the inverse of that distance, resists single odd routes.
//
// Two places that are closer to each other than to any measured pair learn nothing from such pairs: the nearer they are, the more a line through
// all short pairs, whatever their continent, takes over.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "tradewind/scenarios/catalogue.h"

namespace tradewind {

struct Place {
  GeoPoint point;
  std::string continent;
};

inline Place place_of(const CatalogueRegion& region) { return {region.place, region.continent}; }

struct MeasuredPair {
  Place a, b;
  double rtt_ms = 0;
};

// Smallest possible round trip: light in fibre goes 200 km in a millisecond (refractive index 1.47), straight there and back.
double fibre_floor_ms(double distance_km);

class RttEstimator {
 public:
  // Needs at least one pair.
  explicit RttEstimator(std::span<const MeasuredPair> pairs);

  // Never below fibre_floor_ms. Time: linear in the measured pairs.
  double estimate_ms(const Place& a, const Place& b) const;

 private:
  struct Line {
    double base_ms = 0, ms_per_km = 0;
    double at(double km) const { return base_ms + ms_per_km * km; }
  };
  struct Residual {
    std::uint32_t site_a = 0, site_b = 0;
    double ms = 0;
  };

  struct Neighbourhood {
    double nearest_km = 0;   // both ends of the nearest measured pair together
    double residual_ms = 0;  // weighted median over the nearest pairs
  };

  static Line fit(const std::vector<const MeasuredPair*>& pairs);
  void fit_lines(std::span<const MeasuredPair> pairs);
  std::uint32_t site_index(GeoPoint point);
  const Line& line(const std::string& continent_a, const std::string& continent_b) const;
  Neighbourhood neighbourhood(GeoPoint a, GeoPoint b) const;

  std::map<std::pair<std::string, std::string>, Line> lines_;  // continents in alphabetical order
  Line world_line_;                                            // for pairs of continents with too few measurements
  Line short_line_;                                            // through all short pairs
  std::vector<GeoPoint> sites_;                                // the distinct ends of the measured pairs
  std::vector<Residual> residuals_;
};

}  // namespace tradewind
