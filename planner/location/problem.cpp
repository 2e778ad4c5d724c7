#include "location/problem.h"

#include <fmt/core.h>

#include <cmath>
#include <stdexcept>

namespace tradewind::location {
namespace {

void check_all(const std::vector<double>& amounts, std::size_t expected, const char* name) {
  if (amounts.size() != expected)
    throw std::invalid_argument(fmt::format("location problem: {} has {} entries, expected {}", name, amounts.size(), expected));
  for (std::size_t i = 0; i < amounts.size(); ++i)
    if (!std::isfinite(amounts[i]) || amounts[i] < 0)
      throw std::invalid_argument(fmt::format("location problem: {}[{}] is {}, expected a finite number >= 0", name, i, amounts[i]));
}

}  // namespace

double Solution::gap() const {
  if (!found) return 1;
  return bound >= cost ? 0 : (cost - bound) / std::abs(cost);
}

double cost_of(const Problem& problem, const std::vector<std::size_t>& open, const std::vector<std::size_t>& facility_of) {
  double sum = 0;
  for (const std::size_t facility : open) sum += problem.fixed_cost[facility];
  for (std::size_t customer = 0; customer < facility_of.size(); ++customer) sum += problem.service_cost(facility_of[customer], customer);
  return sum;
}

void check(const Problem& problem) {
  if (problem.min_open > problem.max_open)
    throw std::invalid_argument(fmt::format("location problem: min_open {} is above max_open {}", problem.min_open, problem.max_open));
  if (problem.customers() > 0 && problem.service_cost.rows() != problem.facilities())
    throw std::invalid_argument(fmt::format("location problem: service_cost has {} rows, expected one for each of {} facilities",
                                            problem.service_cost.rows(), problem.facilities()));
  for (std::size_t facility = 0; facility < problem.facilities(); ++facility) {
    if (!std::isfinite(problem.fixed_cost[facility]))
      throw std::invalid_argument(
          fmt::format("location problem: fixed_cost[{}] is {}, expected a finite number", facility, problem.fixed_cost[facility]));
    for (std::size_t customer = 0; customer < problem.customers(); ++customer)
      if (const double cost = problem.service_cost(facility, customer); !std::isfinite(cost) && cost != forbidden)
        throw std::invalid_argument(
            fmt::format("location problem: service_cost({}, {}) is {}, expected a finite number or infinity", facility, customer, cost));
  }
}

void check(const SingleSourceProblem& problem) {
  check(problem.location);
  check_all(problem.capacity, problem.location.facilities(), "capacity");
  check_all(problem.demand, problem.location.customers(), "demand");
}

}  // namespace tradewind::location
