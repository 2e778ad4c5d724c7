// Random placement problems of one workload, three hours and two columns a region, with a limit on late requests.
#pragma once

#include <random>

#include "placement/problem.h"

namespace tradewind::test {

inline double uniform(std::mt19937& random, double low, double high) { return std::uniform_real_distribution<double>(low, high)(random); }

inline placement::PlacementProblem random_problem(std::mt19937& random, std::size_t groups, std::size_t regions) {
  placement::PlacementProblem problem;
  problem.groups = groups;
  problem.hourly_rps = {Grid(groups, 3)};
  problem.mean_rps = Grid(1, groups);
  for (std::size_t g = 0; g < groups; ++g)
    for (std::size_t h = 0; h < 3; ++h) problem.mean_rps(0, g) += (problem.hourly_rps[0](g, h) = uniform(random, 0.5, 5)) / 3;
  for (std::size_t r = 0; r < regions; ++r) {
    problem.region_fixed_usd.push_back(uniform(random, 50, 400));
    for (std::size_t i = 0; i < 2; ++i) problem.columns.push_back({0, r, 0, i, uniform(random, 500, 1200), uniform(random, 2, 5)});
  }
  problem.request_usd = Grid(groups, problem.columns.size());
  placement::PlacementProblem::LateRow row{std::nullopt, Grid(groups, problem.columns.size()), 0.12};
  for (std::size_t g = 0; g < groups; ++g)
    for (std::size_t c = 0; c < problem.columns.size(); ++c) {
      problem.request_usd(g, c) = uniform(random, 0, 80);
      row.late_share(g, c) = uniform(random, 0, 0.4);
    }
  problem.late_rows = {row};
  return problem;
}

}  // namespace tradewind::test
