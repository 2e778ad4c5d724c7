#include "planning/instance.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

namespace tradewind::bench {
namespace {

constexpr double allowed_late_share = 0.05;
constexpr double degraded = 1.5;  // factor on the limit while a region is lost
constexpr double most_limit = 100;

}  // namespace

double Instance::distance(const Point& a, const Point& b) {
  const double dx = std::min(std::abs(a.x - b.x), 1 - std::abs(a.x - b.x));  // round the world
  return std::hypot(dx, a.y - b.y);
}

Instance::Instance(const Sizes& sizes, unsigned seed) : sizes_(sizes) {
  std::mt19937_64 random(seed);
  const auto uniform = [&] { return std::uniform_real_distribution<double>(0, 1)(random); };
  add_load(sizes.hours, uniform);
  add_offers(sizes.offers, uniform);
  problem_.request_usd = Grid(sizes.metros, problem_.columns.size());
  std::vector<double> usd_per_rps;  // of traffic, by region
  for (std::size_t r = 0; r < sizes.regions; ++r) usd_per_rps.push_back(20 + 20 * uniform());
  for (std::size_t c = 0; c < problem_.columns.size(); ++c)
    for (std::size_t g = 0; g < sizes.metros; ++g) problem_.request_usd(g, c) = problem_.mean_rps(0, g) * usd_per_rps[problem_.columns[c].region];
  if (sizes.survives)
    for (std::size_t r = 0; r < sizes.regions; ++r) problem_.failures.lost.push_back({r});
}

void Instance::add_load(std::size_t hours, const auto& uniform) {
  problem_.groups = sizes_.metros;
  problem_.hourly_rps = {Grid(sizes_.metros, hours)};
  problem_.mean_rps = Grid(1, sizes_.metros);
  double all = 0;
  for (std::size_t g = 0; g < sizes_.metros; ++g) all += 1 / std::sqrt(static_cast<double>(g + 1));
  for (std::size_t g = 0; g < sizes_.metros; ++g) {
    const double x = uniform(), y = 0.3 + 0.4 * uniform();
    metros_.push_back({x, y});
    const double rps = 1000 / std::sqrt(static_cast<double>(g + 1)) / all;
    for (std::size_t h = 0; h < hours; ++h) {
      const double sun = 2 * std::numbers::pi * (x + static_cast<double>(h) / static_cast<double>(hours));
      problem_.hourly_rps[0](g, h) = rps * (1 + 0.7 * std::sin(sun) + 0.1 * uniform());
      problem_.mean_rps(0, g) += problem_.hourly_rps[0](g, h) / static_cast<double>(hours);
    }
  }
}

void Instance::add_offers(std::size_t offers, const auto& uniform) {
  for (std::size_t r = 0; r < sizes_.regions; ++r) {
    const double x = uniform(), y = 0.3 + 0.4 * uniform();
    regions_.push_back({x, y});
    problem_.region_fixed_usd.push_back(500 + 1500 * uniform());
    const double dearness = 0.9 + 0.4 * uniform();
    for (std::size_t k = 0; k < offers; ++k) {
      const double size = std::pow(2.0, static_cast<double>(k / 2));
      const bool fast = k % 2 == 1;
      problem_.columns.push_back({0, r, static_cast<std::uint32_t>(k), 0, 700 * dearness * std::pow(size, 0.95), (fast ? 2.0 : 3.0) * size});
    }
  }
}

double Instance::late_share(std::size_t group, std::size_t column, double limit) const {
  const placement::Column& at = problem_.columns[column];
  const double reach = at.option % 2 == 1 ? 0.28 : 0.22;  // of a fast offer and a slow one
  return 1 / (1 + std::exp((limit * reach - distance(metros_[group], regions_[at.region])) / 0.03));
}

placement::PlacementProblem::LateRow Instance::late_row(double limit) const {
  placement::PlacementProblem::LateRow row{std::nullopt, Grid(problem_.groups, problem_.columns.size()), allowed_late_share};
  for (std::size_t g = 0; g < problem_.groups; ++g)
    for (std::size_t c = 0; c < problem_.columns.size(); ++c) row.late_share(g, c) = late_share(g, c, limit);
  return row;
}

placement::PlacementProblem Instance::at_limit(double limit) const {
  placement::PlacementProblem problem = problem_;
  problem.late_rows = {late_row(limit)};
  if (sizes_.survives) problem.failures.late_rows = {late_row(degraded * limit)};
  return problem;
}

double Instance::latency(const Grid& share) const {
  double all = 0;
  for (std::size_t g = 0; g < problem_.groups; ++g) all += problem_.mean_rps(0, g);
  std::vector<std::pair<std::size_t, std::size_t>> used;
  for (std::size_t g = 0; g < problem_.groups; ++g)
    for (std::size_t c = 0; c < problem_.columns.size(); ++c)
      if (share(g, c) > 0) used.emplace_back(g, c);
  const auto late = [&](double limit) {
    double sum = 0;
    for (const auto& [g, c] : used) sum += problem_.mean_rps(0, g) * share(g, c) * late_share(g, c, limit);
    return sum / all;
  };
  double low = 0, high = most_limit;
  for (int step = 0; step < 40; ++step) (late((low + high) / 2) > allowed_late_share ? low : high) = (low + high) / 2;
  return high;
}

}  // namespace tradewind::bench
