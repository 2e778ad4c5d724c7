// Estimates the round trip between two places from measured pairs of other places: kriging, that is regression by a Gaussian process (Krige, 1951;
// Rasmussen and Williams, "Gaussian Processes for Machine Learning", 2006, chapter 2; the nearest pairs alone: Cressie, "Statistics for Spatial
// Data", 1993, section 3.2).
//
// The first guess is a straight line over the great-circle distance, one for each pair of continents. What a measured pair deviates from it, as a
// share of the guess, tells of the detours and short cuts of its cables, which neighbours share: two pairs are the more alike the nearer both of
// their ends are (in either orientation) and the more of their ends are in the same provider's network. The estimate is the guess corrected by the
// best linear prediction of its deviation from those of the most alike pairs. A pair that is like no measured one keeps the guess.
#pragma once

#include <array>
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
  std::string network = {};  // the provider's; empty = the public internet
};

inline Place place_of(const CatalogueRegion& region) { return {region.place, region.continent, region.provider}; }

struct MeasuredPair {
  Place a, b;
  double rtt_ms = 0;
};

// Smallest possible round trip: light in fibre goes 200 km in a millisecond (refractive index 1.47), straight there and back.
double fibre_floor_ms(double distance_km);

// How alike the deviations of two pairs are. Ends at the distance d are alike by k(d) = exp(-d / range), times `across_networks` where they belong to
// two networks; a pair (a, b) is like another (c, d) by k(a, c) k(b, d) + k(a, d) k(b, c). Shares are standard deviations of the deviation.
struct Likeness {
  struct Scale {
    double share = 0, range_km = 0;
  };
  Scale local, wide;           // routes from town to town, and from country to country
  Scale access;                // of a site, whatever the other end: like by the sum of k over the ends instead of the product
  double across_networks = 1;  // 0 to 1
  double noise_share = 0;      // of one measurement: the share of its round trip ...
  double noise_ms = 0;         // ... and what comes on top, which matters over short distances
};

class RttEstimator {
 public:
  // Rounded from a search over the pairs of region_rtt.csv, five draws of held-out pairs and regions; the optimum is flat (docs/round-trips.md).
  static Likeness between_regions();

  // Needs at least one pair; throws std::invalid_argument. Time: linear in the pairs, square in their distinct ends.
  explicit RttEstimator(std::span<const MeasuredPair> pairs, const Likeness& likeness = between_regions());

  // The same in both directions, never below fibre_floor_ms. Time: linear in the measured pairs.
  double estimate_ms(const Place& a, const Place& b) const;

 private:
  struct Line {
    double base_ms = 0, ms_per_km = 0;
    double at(double km) const { return base_ms + ms_per_km * km; }
  };
  // k of one place to every site, at each scale: local, wide, access.
  using Nearness = std::vector<std::array<double, 3>>;
  struct Sample {
    std::uint32_t site_a = 0, site_b = 0;
    double deviation = 0;  // ln(measured / guess)
    double noise = 0;      // its variance
  };
  struct Alike {
    double covariance = 0;
    std::size_t sample = 0;
  };

  static Line fit(const std::vector<const MeasuredPair*>& pairs);
  void fit_lines(std::span<const MeasuredPair> pairs);
  std::uint32_t site_index(const Place& place);
  double guess_ms(const Place& a, const Place& b) const;
  Nearness nearness(const Place& place) const;
  double covariance(const Nearness& a, const Nearness& b, const Sample& sample) const;
  std::vector<Alike> most_alike(const Nearness& a, const Nearness& b) const;
  double deviation(const Nearness& a, const Nearness& b) const;

  Likeness likeness_;
  std::map<std::pair<std::string, std::string>, Line> lines_;  // continents in alphabetical order
  Line world_line_;                                            // for pairs of continents with too few measurements
  std::vector<Place> sites_;                                   // the distinct ends of the measured pairs
  std::vector<Nearness> between_sites_;                        // of each site
  std::vector<Sample> samples_;
};

}  // namespace tradewind
