// The exact model against brute force, and its properties, on small random instances.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <random>
#include <thread>

#include "placement/model.h"
#include "placement/rounding.h"
#include "placement/solve.h"

namespace tradewind::placement {
namespace {

using Catch::Matchers::WithinRel;

// One workload; every region has `levels` columns, the first slow and cheap, the last fast and dear.
PlacementProblem random_problem(std::mt19937& random, std::size_t groups, std::size_t regions, std::size_t levels) {
  std::uniform_real_distribution<double> uniform(0, 1);
  PlacementProblem problem;
  problem.groups = groups;
  problem.hourly_rps = {Grid(groups, 2)};
  problem.mean_rps = Grid(1, groups);
  for (std::size_t g = 0; g < groups; ++g) {
    problem.hourly_rps[0](g, 0) = 1 + 5 * uniform(random);
    problem.hourly_rps[0](g, 1) = 1 + 5 * uniform(random);
    problem.mean_rps(0, g) = (problem.hourly_rps[0](g, 0) + problem.hourly_rps[0](g, 1)) / 2;
  }
  for (std::size_t r = 0; r < regions; ++r) {
    problem.region_fixed_usd.push_back(50 + 100 * uniform(random));
    const double dearness = 1 + uniform(random);
    for (std::size_t k = 0; k < levels; ++k) problem.columns.push_back({0, r, 0, k, 700 * dearness, 4.0 - 1.5 * static_cast<double>(k)});
  }
  problem.request_usd = Grid(groups, problem.columns.size());
  PlacementProblem::LateRow row{std::nullopt, Grid(groups, problem.columns.size()), 0.2};
  for (std::size_t g = 0; g < groups; ++g)
    for (std::size_t r = 0; r < regions; ++r) {
      const double far = uniform(random), usd = 20 * uniform(random);
      for (std::size_t k = 0; k < levels; ++k) {
        problem.request_usd(g, r * levels + k) = usd;
        row.late_share(g, r * levels + k) = far * (k == 0 ? 0.6 : 0.3);
      }
    }
  problem.late_rows = {row};
  return problem;
}

// Whether every group can be sent to columns so that n instances carry it and few enough are late: the linear program that is left when all integers
// stand.
std::optional<double> cost_with_fixed_instances(const PlacementProblem& problem, const std::vector<int>& n) {
  const Model model(problem);
  milp::Milp fixed = model.milp();
  const std::vector<double> point = model.point_of({n, Grid(problem.groups, problem.columns.size()), 0, 0});
  for (std::size_t i = 0; i < fixed.cost.size(); ++i)
    if (fixed.integer[i]) fixed.lower[i] = fixed.upper[i] = point[i];
  const milp::Solution solution = milp::relax(fixed);
  if (solution.status != milp::Status::solved) return std::nullopt;
  return solution.objective;
}

// Every combination of instance counts.
double brute_force(const PlacementProblem& problem, int most) {
  double best = std::numeric_limits<double>::infinity();
  std::vector<int> n(problem.columns.size());
  while (true) {
    if (const auto cost = cost_with_fixed_instances(problem, n)) best = std::min(best, *cost);
    std::size_t digit = 0;
    while (digit < n.size() && ++n[digit] > most) n[digit++] = 0;
    if (digit == n.size()) return best;
  }
}

Limits exact() {
  Limits limits;
  limits.relative_gap = 0;
  return limits;
}

TEST_CASE("the exact model finds what brute force finds") {
  std::mt19937 random(7);
  int solved = 0;
  for (int instance = 0; instance < 15; ++instance) {
    PlacementProblem problem = random_problem(random, 3, 2, 2);
    problem.max_instances_per_region = 5;
    if (instance % 3 == 0) problem.max_regions = 1;
    const double expected = brute_force(problem, 5);
    const auto found = solve(problem, exact());
    CAPTURE(instance, expected);
    REQUIRE(found.has_value() == std::isfinite(expected));
    if (!found) continue;
    ++solved;
    CHECK(feasible(problem, *found));
    CHECK_THAT(found->usd, WithinRel(expected, 1e-6));
    CHECK_THAT(found->usd, WithinRel(monthly_usd(problem, *found), 1e-9));
    CHECK(found->bound_usd <= expected * (1 + 1e-9));
  }
  CHECK(solved >= 8);
}

TEST_CASE("what is forbidden carries nothing, and the rest is as cheap as brute force finds") {
  std::mt19937 random(17);
  int solved = 0;
  for (int instance = 0; instance < 10; ++instance) {
    PlacementProblem problem = random_problem(random, 3, 2, 2);
    problem.max_instances_per_region = 5;
    const double without = brute_force(problem, 5);
    // The first group has to stay in the second region.
    problem.forbidden = Grid(3, problem.columns.size());
    for (std::size_t column = 0; column < problem.columns.size(); ++column) problem.forbidden(0, column) = problem.columns[column].region == 0;
    const double expected = brute_force(problem, 5);
    const auto found = solve(problem, exact());
    REQUIRE(found.has_value() == std::isfinite(expected));
    if (!found) continue;
    ++solved;
    CHECK(feasible(problem, *found));
    CHECK_THAT(found->usd, WithinRel(expected, 1e-6));
    CHECK(found->usd >= without * (1 - 1e-9));
    for (std::size_t column = 0; column < problem.columns.size(); ++column)
      if (!problem.allows(0, column)) CHECK(found->share(0, column) == 0);
  }
  CHECK(solved >= 5);
}

TEST_CASE("a looser latency limit never costs more, and the bound never exceeds the cost") {
  std::mt19937 random(11);
  for (int instance = 0; instance < 5; ++instance) {
    PlacementProblem problem = random_problem(random, 5, 4, 2);
    double last = std::numeric_limits<double>::infinity();
    for (const double allowed : {0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1.0}) {
      problem.late_rows[0].allowed_share = allowed;
      const auto found = solve(problem, exact());
      if (!found) {
        CHECK(std::isinf(last));
        continue;
      }
      CHECK(found->usd <= last * (1 + 1e-6));
      CHECK(found->bound_usd <= found->usd);
      last = found->usd;
    }
    CHECK(std::isfinite(last));
  }
}

TEST_CASE("constraints hold: regions, quota, budget") {
  std::mt19937 random(3);
  PlacementProblem problem = random_problem(random, 6, 4, 2);
  problem.late_rows.clear();
  const auto free_choice = solve(problem, exact());
  REQUIRE(free_choice);
  problem.min_regions = 3;
  const auto three = solve(problem, exact());
  REQUIRE(three);
  std::vector<int> of_region(4);
  for (std::size_t c = 0; c < problem.columns.size(); ++c) of_region[problem.columns[c].region] += three->instances[c];
  CHECK(std::count_if(of_region.begin(), of_region.end(), [](int n) { return n > 0; }) >= 3);
  CHECK(three->usd >= free_choice->usd);
  problem.budget_usd = three->usd * 0.99;
  CHECK_FALSE(solve(problem, exact()).has_value());
  problem.budget_usd = three->usd * 1.01;
  CHECK(solve(problem, exact()).has_value());
  problem.max_instances_per_region = 1;
  CHECK_FALSE(solve(problem, exact()).has_value());
}

TEST_CASE("a feasible start is never made worse and saves a solve that finds nothing") {
  std::mt19937 random(5);
  const PlacementProblem problem = random_problem(random, 8, 5, 2);
  const auto best = solve(problem, exact());
  REQUIRE(best);
  Limits nothing = exact();
  nothing.seconds = 0;
  const auto again = solve(problem, nothing, best);
  REQUIRE(again);
  CHECK(again->usd <= best->usd);
}

TEST_CASE("the same problem gives the same placement, alone and beside others") {
  std::mt19937 random(13);
  std::vector<PlacementProblem> problems;
  for (int i = 0; i < 6; ++i) problems.push_back(random_problem(random, 8, 6, 2));
  std::vector<std::optional<Placement>> alone(problems.size()), beside(problems.size());
  for (std::size_t i = 0; i < problems.size(); ++i) alone[i] = solve(problems[i]);
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < problems.size(); ++i) threads.emplace_back([&, i] { beside[i] = solve(problems[i]); });
  }
  for (std::size_t i = 0; i < problems.size(); ++i) {
    REQUIRE(alone[i].has_value() == beside[i].has_value());
    if (!alone[i]) continue;
    CHECK(alone[i]->instances == beside[i]->instances);
    CHECK(alone[i]->usd == beside[i]->usd);
  }
}

TEST_CASE("small shares are dropped and the rest scaled up") {
  std::mt19937 random(1);
  const PlacementProblem problem = random_problem(random, 1, 3, 1);
  Grid share(1, 3);
  share(0, 0) = 0.0005;
  share(0, 1) = 0.3995;
  share(0, 2) = 0.6;
  drop_small_shares(problem, share);
  CHECK(share(0, 0) == 0);
  CHECK_THAT(share(0, 1) + share(0, 2), WithinRel(1.0, 1e-12));
}

}  // namespace
}  // namespace tradewind::placement
