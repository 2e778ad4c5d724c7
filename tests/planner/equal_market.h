// A market whose curves are made up, so that nothing has to be simulated for it.
#pragma once

#include <algorithm>

#include "market/market.h"
#include "planner/small_plan.h"

namespace tradewind::test {

// Every option carries the same, so that nothing has to be simulated.
inline capacity::Curves equal_curves(const World& world) {
  CapacityCurve curve;
  const double busiest = std::ranges::max(world.total_rps(0));
  curve.max_rate_rps = busiest / 20;
  for (const double share : {0.5, 0.8}) {
    LoadPoint point{share * curve.max_rate_rps, share, {}, 0, true};
    for (int q = 0; q < 100; ++q) point.latency_quantiles_ms.push_back(share * (50 + q));
    curve.points.push_back(point);
  }
  return {{curve}, std::vector<std::size_t>(world.serving_options.size())};
}

// All groups at one column.
inline placement::Placement at(const market::Market& market, std::size_t column) {
  placement::Placement placement;
  placement.instances.resize(market.choices().size());
  placement.instances[column] = 3;
  placement.share = Grid(market.groups(), market.choices().size());
  for (std::size_t group = 0; group < market.groups(); ++group) placement.share(group, column) = 1;
  return placement;
}

struct EqualMarket {
  Study study = Study::in_memory(small_scenario, "small.json");
  const World& world = study.world();
  market::Market market{world, PriceBook::shipped(), equal_curves(world)};
};

}  // namespace tradewind::test
