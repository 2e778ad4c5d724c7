// What the constraints cost at a point of the front: the exact model solved again with one of them eased by a unit. Duals of the linear relaxation
// would be cheaper, and wrong: instances, regions and offers are whole.
#pragma once

#include "concurrency/meter.h"
#include "market/market.h"
#include "placement/solve.h"
#include "search/clash.h"
#include "sharing/steps.h"
#include "tradewind/planner/verification.h"

namespace tradewind::search {

// A point of the front as the exact model states it.
struct StatedPoint {
  placement::PlacementProblem problem;
  placement::Placement placement;  // that keeps to it, priced by it
  std::vector<Demand> demands;     // that may give way
  std::string key;                 // names the three, for keys of steps
};

// The problem's limit on the latency is what the market expects of the placement, and one of the demands; its unit is 5 %. The market must outlive
// it. Where a pool takes more than the model thinks it can (local search found that out), the model states the same shares with the instances that it
// would want. Nothing where it cannot.
std::optional<StatedPoint> stated_point(const World& world, const market::Market& market, const placement::Placement& placement);

// By point: the demands that bind (with a unit less of room the placement would break them), most saving first. Both sides of a difference are solved
// with the same effort, from the placement on. It is the part of the work that the meter is at.
std::vector<std::vector<Easing>> shadow_prices(std::vector<StatedPoint> points, sharing::Steps& steps, int threads, const placement::Limits& limits,
                                               Meter& meter);

}  // namespace tradewind::search
