// How a traffic manager can be told to send users where they were simulated to go. Services steer by distance, by country or by one weight for
// everybody, never by metro area; so a bundle takes what comes nearest, and says how near that is.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "region_plan.h"

namespace tradewind {

// Requests of one country, or of everybody, for one workload.
struct RegionShare {
  std::size_t region = 0;  // index into the bundle's regions
  double share = 0;        // of the requests; of together 1
};

struct CountryPlan {
  std::string country_iso2, continent;
  std::vector<RegionShare> regions;  // the largest share first; at least one
  bool confined = false;             // by residency: requests of some of its people may not be served everywhere
};

struct WorkloadTraffic {
  const Workload* workload = nullptr;
  std::string name;                    // DNS label
  std::vector<RegionShare> regions;    // of all requests, in the order of the bundle's regions; of a manager with turns also those that wait (0)
  std::vector<CountryPlan> countries;  // by code
  double kept_by_manager = 1;          // share of the requests that go where they were simulated to go when the manager decides by itself
  double kept_by_country = 1;          // the same when each country's requests are split among its own regions in proportion
};

// One for each workload that the topology serves, in the order of the workloads.
std::vector<WorkloadTraffic> traffic_plan(const ExportInput& input, const std::vector<RegionPlan>& regions);

}  // namespace tradewind
