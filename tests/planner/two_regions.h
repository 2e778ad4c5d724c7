// The smallest placement with a choice.
#pragma once

#include "placement/problem.h"

namespace tradewind::test {

// Ten requests/s, instances of two requests/s for 100 USD in two regions of 50 USD.
inline placement::PlacementProblem two_regions() {
  placement::PlacementProblem problem;
  problem.groups = 1;
  problem.hourly_rps = {Grid(1, 1, 10.0)};
  problem.mean_rps = Grid(1, 1, 10.0);
  problem.region_fixed_usd = {50, 50};
  problem.columns = {{0, 0, 0, 0, 100, 2}, {0, 1, 0, 0, 100, 2}};
  problem.request_usd = Grid(1, 2);
  return problem;
}

}  // namespace tradewind::test
