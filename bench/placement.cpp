// The exact placement model on random instances of stated sizes: the planner's solver, and Cbc on the compact program beside it. Each line: the cost,
// the proven bound, the gap and the time; and the most memory that the process has held.
//
//   bench_placement [instances] [seconds for Cbc]
#include <fmt/core.h>
#include <sys/resource.h>

#include <chrono>
#include <cmath>
#include <numbers>
#include <random>

#include "placement/model.h"
#include "placement/solve.h"

namespace {

using namespace tradewind;
using placement::PlacementProblem;

struct Sizes {
  std::size_t regions, offers, metros, hours;
  bool survives = false;
};

constexpr double degraded = 1.5;  // factor on the latency limit

struct Point {
  double x, y;  // on a map of 1 by 1
};

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double peak_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

double distance(const Point& a, const Point& b) {
  const double dx = std::min(std::abs(a.x - b.x), 1 - std::abs(a.x - b.x));  // round the world
  return std::hypot(dx, a.y - b.y);
}

// Metros whose sizes follow Zipf's law and whose load follows the sun; regions anywhere; offers from small and slow to large and fast, the price by
// the request falling with the size. Late: by the distance and the offer.
PlacementProblem random_instance(const Sizes& sizes, unsigned seed) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> uniform(0, 1);
  PlacementProblem problem;
  problem.groups = sizes.metros;
  problem.hourly_rps = {Grid(sizes.metros, sizes.hours)};
  problem.mean_rps = Grid(1, sizes.metros);
  std::vector<Point> metros, regions;
  double all = 0;
  for (std::size_t g = 0; g < sizes.metros; ++g) all += 1 / std::sqrt(static_cast<double>(g + 1));
  for (std::size_t g = 0; g < sizes.metros; ++g) {
    metros.push_back({uniform(random), 0.3 + 0.4 * uniform(random)});
    const double rps = 1000 / std::sqrt(static_cast<double>(g + 1)) / all;
    for (std::size_t h = 0; h < sizes.hours; ++h) {
      const double sun = 2 * std::numbers::pi * (metros[g].x + static_cast<double>(h) / static_cast<double>(sizes.hours));
      problem.hourly_rps[0](g, h) = rps * (1 + 0.7 * std::sin(sun) + 0.1 * uniform(random));
      problem.mean_rps(0, g) += problem.hourly_rps[0](g, h) / static_cast<double>(sizes.hours);
    }
  }
  for (std::size_t r = 0; r < sizes.regions; ++r) {
    regions.push_back({uniform(random), 0.3 + 0.4 * uniform(random)});
    problem.region_fixed_usd.push_back(500 + 1500 * uniform(random));
    const double dearness = 0.9 + 0.4 * uniform(random);
    for (std::size_t k = 0; k < sizes.offers; ++k) {
      const double size = std::pow(2.0, static_cast<double>(k / 2));
      const bool fast = k % 2 == 1;
      problem.columns.push_back({0, r, static_cast<std::uint32_t>(k), 0, 700 * dearness * std::pow(size, 0.95), (fast ? 2.0 : 3.0) * size});
    }
  }
  problem.request_usd = Grid(sizes.metros, problem.columns.size());
  auto late_share = [&](std::size_t c, std::size_t g, double factor) {
    const double far = distance(metros[g], regions[problem.columns[c].region]);
    return 1 / (1 + std::exp((factor * (c % 2 == 1 ? 0.28 : 0.22) - far) / 0.03));
  };
  PlacementProblem::LateRow row{std::nullopt, Grid(sizes.metros, problem.columns.size()), 0.05};
  std::vector<double> usd_per_rps;  // of traffic, by region
  for (std::size_t r = 0; r < sizes.regions; ++r) usd_per_rps.push_back(20 + 20 * uniform(random));
  for (std::size_t c = 0; c < problem.columns.size(); ++c)
    for (std::size_t g = 0; g < sizes.metros; ++g) {
      problem.request_usd(g, c) = problem.mean_rps(0, g) * usd_per_rps[problem.columns[c].region];
      row.late_share(g, c) = late_share(c, g, 1);
    }
  problem.late_rows = {row};
  if (sizes.survives) {
    for (std::size_t r = 0; r < sizes.regions; ++r) problem.failures.lost.push_back({r});
    problem.failures.late_rows = {row};
    for (std::size_t g = 0; g < sizes.metros; ++g)
      for (std::size_t c = 0; c < problem.columns.size(); ++c) problem.failures.late_rows[0].late_share(g, c) = late_share(c, g, degraded);
  }
  return problem;
}

void print(const char* name, double seconds, double usd, double bound) {
  fmt::print("  {:<24} {:8.2f} s  cost {:12.2f}  bound {:12.2f}  gap {:6.2f} %  peak {:.0f} MB\n", name, seconds, usd, bound,
             usd > 0 ? 100 * (usd - bound) / usd : 100.0, peak_mb());
  std::fflush(stdout);
}

void measure_planner(const PlacementProblem& problem) {
  const auto start = std::chrono::steady_clock::now();
  placement::Limits limits;
  limits.seconds = 60;
  double last_gap = 1;
  limits.progress = [&](double usd, double bound) {
    const double gap = usd > 0 ? (usd - bound) / usd : 1;
    if (usd > 0 && (last_gap == 1 || gap < 0.7 * last_gap)) {
      print(last_gap == 1 ? "  first feasible" : "", seconds_since(start), usd, bound);
      last_gap = gap;
    }
  };
  const auto found = placement::solve(problem, limits);
  print("planner", seconds_since(start), found ? found->usd : 0, found ? found->bound_usd : 0);
}

void measure_cbc(const PlacementProblem& problem, double seconds) {
  const auto start = std::chrono::steady_clock::now();
  const placement::Model model(problem);
  milp::SolveOptions options;
  options.seconds = seconds;
  options.max_nodes = 1'000'000;
  options.max_iterations = 100'000'000;
  const milp::Solution solution = milp::solve(model.milp(), options);
  print(solution.status == milp::Status::solved ? "Cbc, compact" : "Cbc, compact: nothing", seconds_since(start), solution.objective, solution.bound);
}

}  // namespace

int main(int argc, char** argv) {
  const unsigned instances = argc > 1 ? static_cast<unsigned>(std::atoi(argv[1])) : 1;
  const double cbc_s = argc > 2 ? std::atof(argv[2]) : 30;
  for (const Sizes& sizes : {Sizes{10, 3, 30, 4}, Sizes{20, 8, 200, 4}, Sizes{20, 8, 200, 24}, Sizes{60, 8, 1000, 24}, Sizes{60, 8, 1000, 24, true}})
    for (unsigned seed = 1; seed <= instances; ++seed) {
      const PlacementProblem problem = random_instance(sizes, seed);
      fmt::print("{} regions x {} offers x {} metros x {} hour blocks{}, seed {}\n", sizes.regions, sizes.offers, sizes.metros, sizes.hours,
                 sizes.survives ? ", each region may fail" : "", seed);
      measure_planner(problem);
      if (problem.columns.size() * problem.groups <= 40'000) measure_cbc(problem, cbc_s);
    }
}
