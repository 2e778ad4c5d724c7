// Ways to the cheapest course over a horizon.
#pragma once

#include "roadmap/horizon.h"

namespace tradewind::roadmap {

// Stage by stage, each as cheap as can be on top of what stands by then (a rolling horizon of one stage). Nothing where a stage has no placement.
std::optional<Course> rolling(const Horizon& horizon, const Holdings& standing, const placement::Limits& limits);

// The same, with only those offers that the last stage would have if it were planned alone: what is bought early is not regretted later.
std::optional<Course> towards_the_end(const Horizon& horizon, const Holdings& standing, const placement::Limits& limits);

// Proven: no course costs less. Each stage as if nothing had been bought before it but what stands at the begin.
double stages_apart_usd(const Horizon& horizon, const Holdings& standing, const placement::Limits& limits);

// All stages in one integer program (Cbc), from a known course. Meant for small horizons, see is_small(). Constraints that stand in failures are not
// in the program beyond their cuts, so that a horizon with failures is never small.
struct Proven {
  Course course;
  double bound_usd = 0;
};
bool is_small(const Horizon& horizon);
Proven jointly(const Horizon& horizon, const Holdings& standing, const Course& start, const placement::Limits& limits);

}  // namespace tradewind::roadmap
