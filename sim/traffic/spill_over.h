// What happens when a region is full. Global load balancers compare the rates that they see with the regions' capacities and pass on what is too
// much, as a share (waterfall); a hysteresis of its own says when a region counts as full where a manager looks at its utilisation or queue instead.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernel/time.h"
#include "tradewind/scenarios/waterfall.h"

namespace tradewind::traffic {

using kernel::Time;

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
