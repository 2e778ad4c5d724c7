// Exact location against brute force on small random instances.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <random>

#include "location/single_source.h"
#include "location/uncapacitated.h"

namespace tradewind::location {
namespace {

using Catch::Matchers::WithinRel;

// kind 0: whole costs, 1: two decimals, 2: any
double amount(std::mt19937& random, int kind, double most) {
  if (kind == 2) return std::uniform_real_distribution<double>(0, most)(random);
  return static_cast<double>(std::uniform_int_distribution<int>(0, static_cast<int>(most) * (kind == 1 ? 100 : 1))(random)) / (kind == 1 ? 100 : 1);
}

Problem random_problem(std::mt19937& random, int kind, std::size_t facilities, std::size_t customers) {
  Problem problem;
  problem.service_cost = Grid(facilities, customers);
  for (std::size_t i = 0; i < facilities; ++i) {
    problem.fixed_cost.push_back(amount(random, kind, 60));
    for (std::size_t j = 0; j < customers; ++j) problem.service_cost(i, j) = amount(random, kind, 50);
  }
  return problem;
}

double brute_force(const Problem& problem) {
  double best = forbidden;
  for (unsigned set = 0; set < 1U << problem.facilities(); ++set) {
    const auto count = static_cast<std::size_t>(__builtin_popcount(set));
    if (count < problem.min_open || count > problem.max_open) continue;
    double sum = 0;
    for (std::size_t i = 0; i < problem.facilities(); ++i) sum += (set >> i & 1U) ? problem.fixed_cost[i] : 0;
    for (std::size_t j = 0; j < problem.customers(); ++j) {
      double least = forbidden;
      for (std::size_t i = 0; i < problem.facilities(); ++i)
        if (set >> i & 1U) least = std::min(least, problem.service_cost(i, j));
      sum += least;
    }
    best = std::min(best, sum);
  }
  return best;
}

void enumerate(const SingleSourceProblem& problem, std::size_t customer, std::vector<double>& left, unsigned used, double sum, double& best) {
  if (customer == problem.demand.size()) {
    best = std::min(best, sum);
    return;
  }
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (left[i] < problem.demand[customer]) continue;
    left[i] -= problem.demand[customer];
    enumerate(problem, customer + 1, left, used | 1U << i,
              sum + problem.location.service_cost(i, customer) + ((used >> i & 1U) ? 0 : problem.location.fixed_cost[i]), best);
    left[i] += problem.demand[customer];
  }
}

void check_against(const Solution& found, double expected) {
  CHECK(found.complete);
  REQUIRE(found.found == std::isfinite(expected));
  if (!found.found) return;
  CHECK_THAT(found.cost, WithinRel(expected, 1e-12));
  CHECK(found.bound <= expected * (1 + 1e-12));
  CHECK(found.bound >= expected - 1e-8 * (1 + expected));
}

TEST_CASE("500 uncapacitated locations and 500 p-medians cost what brute force finds") {
  std::mt19937 random(1);
  for (int instance = 0; instance < 500; ++instance) {
    CAPTURE(instance);
    Problem problem = random_problem(random, instance % 3, 1 + random() % 9, random() % 14);
    if (instance % 4 == 0 && problem.customers() > 0)
      for (int k = 0; k < 8; ++k) problem.service_cost(random() % problem.facilities(), random() % problem.customers()) = forbidden;
    check_against(solve(problem), brute_force(problem));
    problem.min_open = problem.max_open = 1 + random() % problem.facilities();
    if (instance % 2 == 0) problem.fixed_cost.assign(problem.facilities(), 0);
    check_against(solve(problem), brute_force(problem));
  }
}

TEST_CASE("500 single-source locations cost what brute force finds") {
  std::mt19937 random(2);
  for (int instance = 0; instance < 500; ++instance) {
    CAPTURE(instance);
    SingleSourceProblem problem;
    problem.location = random_problem(random, instance % 3, 1 + random() % 4, 1 + random() % 7);
    for (std::size_t j = 0; j < problem.location.customers(); ++j) problem.demand.push_back(static_cast<double>(1 + random() % 9));
    for (std::size_t i = 0; i < problem.location.facilities(); ++i) problem.capacity.push_back(static_cast<double>(random() % 30));
    double expected = forbidden;
    std::vector<double> left = problem.capacity;
    enumerate(problem, 0, left, 0, 0, expected);
    check_against(solve(problem), expected);
  }
}

TEST_CASE("a search that is stopped at once says what it has and proves no more than is true") {
  std::mt19937 random(3);
  const Problem problem = random_problem(random, 0, 12, 30);
  std::stop_source source;
  source.request_stop();
  Options options;
  options.stop = source.get_token();
  const Solution stopped = solve(problem, options), whole = solve(problem);
  CHECK_FALSE(stopped.complete);
  REQUIRE(stopped.found);
  CHECK(stopped.cost >= whole.cost);
  CHECK(stopped.bound <= whole.cost);
}

}  // namespace
}  // namespace tradewind::location
