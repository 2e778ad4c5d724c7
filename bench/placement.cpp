// The exact placement model on random instances of stated sizes: the planner's solver, and Cbc on the compact program beside it. Each line: the cost,
// the proven bound, the gap and the time; and the most memory that the process has held.
//
//   bench_placement [instances] [seconds for Cbc]
#include <fmt/core.h>
#include <sys/resource.h>

#include <chrono>

#include "placement/model.h"
#include "placement/solve.h"
#include "planning/instance.h"

namespace {

using namespace tradewind;
using bench::Sizes;
using placement::PlacementProblem;

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double peak_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
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
      const PlacementProblem problem = bench::Instance(sizes, seed).at_limit(1);
      fmt::print("{} regions x {} offers x {} metros x {} hour blocks{}, seed {}\n", sizes.regions, sizes.offers, sizes.metros, sizes.hours,
                 sizes.survives ? ", each region may fail" : "", seed);
      measure_planner(problem);
      if (problem.columns.size() * problem.groups <= 40'000) measure_cbc(problem, cbc_s);
    }
}
