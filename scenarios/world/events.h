// What makes demand leave its weekly rhythm for some hours: launches, matches, holidays.
#pragma once

#include <string>

#include "tradewind/scenarios/world.h"
#include "world/resolution.h"

namespace tradewind::resolution {

// An event's course, in hours since Monday 00:00 UTC: from 0 it rises for `ramp_h` to its full height at `start`, stays there for `duration_h`, and
// falls for `ramp_h`.
struct EventCourse {
  double start = 0, duration_h = 1, ramp_h = 0;
  // Mean height, 0 to 1, over hour `hour` of the week. The week is a ring: what goes on after Sunday is seen on Monday.
  double mean_height(int hour) const;
};

// Factor on the requests of each population (rows) in each hour of the week (columns): the product over the scenario's events. Notes each event, and
// warns of one that metro areas, or windows of the simulation, do not meet.
Grid event_factors(Resolution& r);

}  // namespace tradewind::resolution
