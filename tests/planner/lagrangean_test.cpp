// The Lagrangean bound never exceeds the optimum, closes most of the gap on problems that Cbc solves, and suggests placements that keep everything.
#include "placement/lagrangean.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <random>

#include "placement/assignment.h"
#include "placement/failures.h"
#include "placement/solve.h"
#include "planner/random_problem.h"

namespace tradewind::placement {
namespace {

using test::random_problem;

double climbed(const PlacementProblem& problem, double upper_usd, int steps) {
  Lagrangean lagrangean(problem);
  for (int i = 0; i < steps; ++i) {
    lagrangean.evaluate();
    if (i % 50 == 49) lagrangean.return_to_best();
    lagrangean.step(upper_usd, std::pow(0.5, i / 50));
  }
  return lagrangean.bound_usd();
}

TEST_CASE("the Lagrangean bound never exceeds the optimum, at any step", "[lagrangean]") {
  std::mt19937 random(5);
  double sum_of_gaps = 0;
  int solved = 0;
  for (int instance = 0; instance < 40; ++instance) {
    PlacementProblem problem = random_problem(random, 5, 3);
    if (instance % 2 == 0) problem.instance_rows = {{{{0, 1.0}, {1, 1.0}, {2, 1.0}}, 0, 2}, {{{4, 1.0}}, 1}};
    if (instance % 4 < 2) {
      problem.failures = {{{0}, {1}, {2}}, 0.8, problem.late_rows, {}};
      for (std::size_t g = 0; g < 5; ++g)
        for (std::size_t c = 0; c < 6; ++c) problem.failures.late_rows[0].late_share(g, c) *= 0.5;
    }
    if (instance % 5 == 0) problem.min_regions = 2;
    if (instance % 7 == 0) problem.max_regions = 2;
    Limits exact;
    exact.relative_gap = 0;
    const auto best = solve(problem, exact);
    if (!best) continue;
    ++solved;
    if (!problem.failures.lost.empty()) add_capacity_cuts(problem);
    const double bound = climbed(problem, best->usd * 1.05, 400);
    CAPTURE(instance, best->usd, bound);
    CHECK(bound <= best->usd * (1 + 1e-7));
    sum_of_gaps += 1 - bound / best->usd;
  }
  CHECK(solved >= 20);
  CHECK(sum_of_gaps / solved < 0.25);  // a handful of instances in all, and only the capacity cuts of the failures
}

TEST_CASE("the placement of a large problem keeps every constraint, its gap is proven, and it is the same each time", "[lagrangean]") {
  std::mt19937 random(6);
  PlacementProblem problem = random_problem(random, 150, 12);
  problem.failures = {{}, 0.7, problem.late_rows, {}};
  for (std::size_t r = 0; r < 12; ++r) problem.failures.lost.push_back({r});
  problem.instance_rows = {{{{0, 1.0}, {2, 1.0}, {4, 1.0}}, 0, 12}, {{{6, 1.0}}, 3}};
  Limits limits;
  limits.seconds = 600;
  const auto found = solve(problem, limits), again = solve(problem, limits);
  REQUIRE(found);
  CHECK(feasible(problem, *found));
  CHECK(survives(problem, found->instances));
  CHECK(found->gap() >= 0);
  CHECK(found->gap() < 0.05);
  REQUIRE(again);
  CHECK(again->instances == found->instances);
  CHECK(again->bound_usd == found->bound_usd);
}

}  // namespace
}  // namespace tradewind::placement
