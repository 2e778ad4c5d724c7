// Two studies side by side: what differs, and whether the difference is more than chance.
#pragma once

#include <string>
#include <vector>

#include "tradewind/planner/study.h"

namespace tradewind {

// A figure of the study a and of the study b. The half-width is that of the 95 % confidence interval of the difference. Where both were simulated
// with the same seed and as many replications, replication r of the one is held against replication r of the other: the same users at the same times,
// so that their noise cancels (common random numbers; Law, "Simulation modeling and analysis", 5th ed. 2015, section 11.2: the paired t interval).
// Elsewhere the interval is Welch's.
struct Difference {
  double a = 0, b = 0;
  double half_width = 0;
  bool paired = false;
  bool known = true;  // false: a single replication on a side tells nothing of chance
  double difference() const { return b - a; }
  bool real() const;  // known, and zero is outside of the interval
};

// The same place in both studies.
struct ComparedPoint {
  std::string place;  // "fastest", "knee", "cheapest"; "same topology"
  std::string a_id, b_id;
  Difference latency_ms;   // objective percentile
  Difference monthly_usd;  // its chance: what is billed by requests and bytes moves with the number of requests in a replication, the rest is fixed
};

struct Comparison {
  bool same_scenario = false, same_price_book = false, same_version = false;
  std::vector<ComparedPoint> picks;       // of the fronts
  std::vector<ComparedPoint> topologies;  // that are candidates of both, in a's order
  std::size_t only_a = 0, only_b = 0;     // topologies
  // Share of the rectangle between the best and the worst latency and cost of both fronts that a front dominates (hypervolume): more is better.
  Difference front;
};

// Throws std::invalid_argument when one of them has no front.
Comparison compare(const Study& a, const Study& b);

}  // namespace tradewind
