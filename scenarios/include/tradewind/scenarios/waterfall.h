// Regions filled by rate: a manager that knows how much a region is to get passes on what is above that.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "tradewind/scenarios/topology.h"

namespace tradewind::traffic {

// Shares of groups of clients over regions.
struct Waterfall {
  std::vector<std::vector<double>> shares;  // [group][region], of together 1; all 0 where a group may use no region
  double overflow = 0;                      // rate that found no room
};

// Fills the regions as Google's load balancers do ("waterfall by region", cloud.google.com, Service Mesh, advanced load balancing overview): a
// group's traffic goes to its nearest region; what is above the region's capacity is passed on to the next nearest, and so on, all groups at the same
// time, so that a region takes the same part of what each group offers it. What finds no room anywhere is spread over the group's regions in
// proportion to their capacities (that all are then overloaded alike is from memory of Google's documentation). `rates[g]`: at least 0;
// `capacities[r]`: at least 0, 0 = closed; `preference[g]`: the regions that the group may use, the nearest first. Time: groups x regions.
Waterfall waterfall(std::span<const double> rates, std::span<const double> capacities, std::span<const std::vector<std::uint32_t>> preference);

}  // namespace tradewind::traffic

namespace tradewind {

// Of the regions of a workload's pools, the places of those that the clients may use: the nearest first, of equally near ones that with the smaller
// name.
std::vector<std::uint32_t> nearest_first(const World& world, const Clients& clients, std::span<const std::uint32_t> regions);

// Where a workload's requests go in a mean week when its regions are filled by rate (Traffic::max_rate_per_replica_rps, above 0): shares(population,
// region), those of the hours weighted by their requests. `topology` has a pool for it in a region that each population may use. Time: hours of the
// week x populations x pools.
Grid filled_shares(const World& world, const Topology& topology, std::uint32_t workload);

}  // namespace tradewind
