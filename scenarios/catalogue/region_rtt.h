// Round trips between regions: measured pairs first, the estimator for the rest.
#pragma once

#include <map>
#include <span>
#include <string_view>
#include <utility>

#include "catalogue/estimator.h"
#include "tradewind/scenarios/catalogue.h"

namespace tradewind {

class RegionRtt {
 public:
  // The table region_rtt.csv: data sets in order of trust, newest first; of a pair that stands in several the first row counts, the estimator learns
  // from all of them.
  RegionRtt(std::string_view csv, std::span<const CatalogueRegion> regions);

  // The measured round trip, or null.
  const Rtt* find(const CatalogueRegion& a, const CatalogueRegion& b) const;

  Rtt between(const CatalogueRegion& a, const CatalogueRegion& b) const;

 private:
  explicit RegionRtt(const struct RttRows& rows);

  std::map<std::pair<std::string, std::string>, Rtt> measured_;  // region keys in alphabetical order
  RttEstimator estimator_;
};

}  // namespace tradewind
