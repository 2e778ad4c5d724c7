#include "location/strong_milp.h"

#include <algorithm>
#include <cmath>

namespace tradewind::location {

milp::Milp strong_milp(const Instance& instance) {
  const Problem& problem = instance.problem.location;
  const std::size_t facilities = problem.facilities(), customers = problem.customers();
  const auto pair = [&](std::size_t i, std::size_t j) { return static_cast<int>(facilities + i * customers + j); };
  milp::Milp model;
  for (const double cost : problem.fixed_cost) model.add_column(cost, 0, 1, true);
  for (std::size_t i = 0; i < facilities; ++i)
    for (std::size_t j = 0; j < customers; ++j) {
      const double cost = problem.service_cost(i, j);
      model.add_column(std::isfinite(cost) ? cost : 0, 0, std::isfinite(cost) ? 1 : 0, instance.capacitated);
    }
  for (std::size_t j = 0; j < customers; ++j) {
    std::vector<std::pair<int, double>> terms;
    for (std::size_t i = 0; i < facilities; ++i) terms.emplace_back(pair(i, j), 1);
    model.add_row(1, 1, std::move(terms));
  }
  for (std::size_t i = 0; i < facilities; ++i) {
    std::vector<std::pair<int, double>> load{{static_cast<int>(i), instance.capacitated ? -instance.problem.capacity[i] : 0}};
    for (std::size_t j = 0; j < customers; ++j) {
      model.add_row(-1, 0, {{pair(i, j), 1}, {static_cast<int>(i), -1}});
      if (instance.capacitated) load.emplace_back(pair(i, j), instance.problem.demand[j]);
    }
    if (instance.capacitated) model.add_row(-instance.problem.capacity[i], 0, std::move(load));
  }
  std::vector<std::pair<int, double>> open;
  for (std::size_t i = 0; i < facilities; ++i) open.emplace_back(static_cast<int>(i), 1);
  model.add_row(static_cast<double>(problem.min_open), static_cast<double>(std::min(problem.max_open, facilities)), std::move(open));
  return model;
}

}  // namespace tradewind::location
