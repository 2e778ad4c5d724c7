// Regions that are never worth opening because another one is at least as good for everybody.
#pragma once

#include <string>

#include "market/columns.h"

namespace tradewind::market {

// What the comparison looks at besides the choices of a region.
struct RegionFacts {
  std::vector<double> rtt_ms;        // by population
  std::vector<double> request_usd;   // by workload and population
  double open_usd = 0;               // with all its workloads
  std::vector<char> may_serve = {};  // by workload and population; empty: everybody
  std::string provider = {};         // stated where providers are limited: then only regions of one provider cover each other
};

// Regions (ascending world indices) that no kept region covers: one that is as near for every population (to `slack_ms`), may serve whom it may
// serve, whose requests and fees are not dearer, and whose choices cover every choice of the other one. A placement that used a region left out costs
// no more and is at most slack_ms of round trip (and 2 % of server time) slower with its cover in its place; only where it used both, with different
// offers, it has to choose one of them. `covers`: only a region that so many kept ones cover is left out, for plans that need more than one region.
std::vector<std::uint32_t> uncovered_regions(const std::vector<RegionFacts>& facts, const std::vector<Choice>& choices, double percentile,
                                             double slack_ms = 2, int covers = 1);

}  // namespace tradewind::market
