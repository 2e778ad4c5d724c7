// Branch and bound on the regions: its bound never exceeds the optimum, whatever is limited, and closes much of what the multipliers leave open.
#include "placement/region_tree.h"

#include <catch2/catch_test_macros.hpp>

#include "planner/random_problem.h"

namespace tradewind::placement {
namespace {

TEST_CASE("branching on regions lifts the bound and keeps it below the optimum", "[region_tree]") {
  std::mt19937 random(11);
  double gap_before = 0, gap_after = 0;
  int solved = 0;
  for (int instance = 0; instance < 60; ++instance) {
    PlacementProblem problem = test::random_problem(random, 6, 5);
    for (double& usd : problem.region_fixed_usd) usd *= 4;  // so that it matters which regions are open
    if (instance % 2 == 0) problem.instance_rows = {{{{0, 1.0}, {1, 1.0}, {2, 1.0}}, 0, 2}, {{{4, 1.0}}, 1}};
    if (instance % 3 == 0) problem.min_regions = 3;
    if (instance % 4 == 0) problem.max_regions = 3;
    Limits exact;
    exact.relative_gap = 0;
    const auto optimum = solve(problem, exact);
    if (!optimum) continue;
    ++solved;
    Ascent ascent(problem, exact, {});
    ascent.climb({600, 1});
    const double before = ascent.lagrangean().bound_usd();
    const double after = branch_on_regions(problem, ascent, 3000);
    CAPTURE(instance, optimum->usd, before, after);
    CHECK(after >= before - 1e-9 * before);
    CHECK(after <= optimum->usd * (1 + 1e-7));
    if (ascent.best()) {
      CHECK(feasible(problem, *ascent.best()));
      CHECK(ascent.best()->usd >= optimum->usd * (1 - 1e-7));
    }
    gap_before += 1 - before / optimum->usd;
    gap_after += 1 - after / optimum->usd;
  }
  CHECK(solved >= 30);
  INFO(gap_before / solved << " before, " << gap_after / solved << " after");
  CHECK(gap_after < 0.7 * gap_before);
}

}  // namespace
}  // namespace tradewind::placement
