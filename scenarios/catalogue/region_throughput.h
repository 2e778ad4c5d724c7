// What 64 TCP streams carry from one region to another: measured pairs first, a rule over the round trip for the rest.
#pragma once

#include <map>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "catalogue/region_rtt.h"
#include "tradewind/scenarios/catalogue.h"

namespace tradewind {

// The rule: gbit_s = min(cap, gbit_s_ms / round trip). The quotient is the form of the bound of Mathis and others (1997) for a loss that is the same
// everywhere; the cap is what the machines may send.
struct ThroughputRule {
  double cap_gbit_s = 0;  // 99th percentile of the measured rates
  double gbit_s_ms = 0;   // median of rate x round trip where the rate stays below 80 % of the cap

  double gbit_s(double rtt_ms) const;
  // Of pairs of (round trip in ms, Gbit/s); at least one.
  static ThroughputRule of(std::vector<std::pair<double, double>> measured);
};

class RegionThroughput {
 public:
  // The table region_throughput.csv, one row a direction. The rules learn from the pairs whose round trip is measured too.
  RegionThroughput(std::string_view csv, std::span<const CatalogueRegion> regions, const RegionRtt& rtts);

  Throughput between(const CatalogueRegion& from, const CatalogueRegion& to, double rtt_ms) const;

 private:
  std::map<std::pair<std::string, std::string>, double> measured_;       // region keys, from and to
  std::map<std::pair<std::string, std::string>, ThroughputRule> rules_;  // providers, from and to
  ThroughputRule anybody_;  // providers that nobody measured: of all rows, with the smallest cap of any pair
};

}  // namespace tradewind
