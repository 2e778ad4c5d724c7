// What happens when a region is full. Global load balancers compare the rates that they see with the regions' capacities and pass on what is too
// much, as a share; a hysteresis of its own says when a region counts as full where a manager looks at its utilisation or queue instead.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernel/time.h"

namespace tradewind::traffic {

using kernel::Time;

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

// Measures the rates of the groups and fills the regions anew every interval. A state machine without a clock of its own.
class SpillOver {
 public:
  // Until the first interval has passed, every group uses its nearest open region. Throws std::invalid_argument when the interval is not above 0.
  SpillOver(Time interval, std::vector<double> capacities_rps, std::vector<std::vector<std::uint32_t>> preference);

  // A request of the group came, wherever it went.
  void offered(std::uint32_t group) { ++offered_[group]; }
  // From the next interval on, or at once where the region closes or opens (capacity 0 to above 0 or back).
  void capacity(std::uint32_t region, double rps);

  Time next_wake() const { return next_; }
  void wake(Time now);

  std::span<const double> shares(std::uint32_t group) const { return waterfall_.shares[group]; }
  double overflow_rps() const { return waterfall_.overflow; }

 private:
  Time interval_, next_;
  std::vector<double> capacities_, rates_;
  std::vector<std::vector<std::uint32_t>> preference_;
  std::vector<std::uint64_t> offered_;
  Waterfall waterfall_;
};

// Full from `high` on, and again open when the load has fallen to `low`: the gap keeps a region at its limit from changing with every request. Load
// in any unit: utilisation, requests in the queue.
class Fullness {
 public:
  // Throws std::invalid_argument when low is above high.
  Fullness(double low, double high);
  // Whether it is full, now that the load is this.
  bool update(double load);
  bool full() const { return full_; }

 private:
  double low_, high_;
  bool full_ = false;
};

}  // namespace tradewind::traffic
