// The constraints that are named clash, and do not without any one of them.
#include "search/clash.h"

#include <catch2/catch_test_macros.hpp>

#include "planner/two_regions.h"

namespace tradewind::search {
namespace {

using placement::PlacementProblem;
using test::two_regions;

Demand quota(std::size_t column, int most) {
  return {"quota", [=](PlacementProblem& p, int steps) { p.instance_rows[column].upper = most + steps; }, 1000, {}};
}

Demand regions(int most) {
  return {"regions", [=](PlacementProblem& p, int steps) { p.max_regions = most + steps; }, 100, {}};
}

TEST_CASE("two quotas that are too small clash, a third limit is left out", "[clash]") {
  PlacementProblem problem = two_regions();
  problem.instance_rows = {{{{0, 1.0}}, 0, 2}, {{{1, 1.0}}, 0, 2}};
  problem.max_regions = 2;
  const std::vector<Demand> demands{regions(2), quota(0, 2), quota(1, 2)};
  const auto clash = irreducible_clash(problem, demands, {});
  CHECK(clash == std::vector<std::size_t>{1, 2});
  CHECK(least_easing(problem, demands, clash, 1, {}) == 1);  // 3 + 2 = 5 instances carry 10
}

TEST_CASE("a quota clashes with a limit on regions", "[clash]") {
  PlacementProblem problem = two_regions();
  problem.instance_rows = {{{{0, 1.0}}, 0, 4}, {{{1, 1.0}}, 0, 2}};
  problem.max_regions = 1;
  const std::vector<Demand> demands{quota(0, 4), quota(1, 2), regions(1)};
  const auto clash = irreducible_clash(problem, demands, {});
  CHECK(clash == std::vector<std::size_t>{0, 1, 2});
  CHECK(least_easing(problem, demands, clash, 0, {}) == 1);
  CHECK(least_easing(problem, demands, clash, 1, {}) == 3);
  CHECK(least_easing(problem, demands, clash, 2, {}) == 1);
}

TEST_CASE("nothing clashes where there is a placement", "[clash]") { CHECK(irreducible_clash(two_regions(), {regions(1)}, {}).empty()); }

}  // namespace
}  // namespace tradewind::search
