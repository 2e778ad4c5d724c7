// Exact location on public instances: bench_location DIR [SECONDS [CBC_SECONDS]] solves every file in DIR/ufl, DIR/pmedian and DIR/sscfl, each for at
// most SECONDS (20), and holds the costs against DIR/optima.csv (file,problem,facilities,customers,p,optimum) where a file stands in it. With
// CBC_SECONDS, COIN-OR Cbc gets so many for the strong formulation of each that it holds. Seconds are of processor time, since other work may run on
// the machine; the limits are of wall time.
#include <fmt/core.h>

#include <cmath>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <set>

#include "location/read_instance.h"
#include "location/single_source.h"
#include "location/strong_milp.h"
#include "location/uncapacitated.h"

namespace fs = std::filesystem;
namespace milp = tradewind::milp;
using namespace tradewind::location;

namespace {

double processor_s() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

// By file, as "ufl/cap71.txt".
std::map<std::string, double> read_optima(const fs::path& file) {
  std::map<std::string, double> optima;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    const std::size_t first = line.find(','), last = line.rfind(',');
    if (first != std::string::npos && line.compare(0, first, "file") != 0) optima[line.substr(0, first)] = std::stod(line.substr(last + 1));
  }
  return optima;
}

void print(const std::string& name, const Solution& solution, double seconds, const std::map<std::string, double>& optima) {
  const auto known = optima.find(name);
  std::string verdict;
  if (known != optima.end())
    verdict =
        std::abs(solution.cost - known->second) <= 1e-6 * std::abs(known->second) ? "the optimum" : fmt::format("optimum {:.3f}", known->second);
  fmt::print("{:<24} {:>16.3f} {:>16.3f} {:>8.3f} {:>9} {:>9.3f}  {}{}\n", name, solution.cost, solution.bound, 100 * solution.gap(), solution.nodes,
             seconds, solution.complete ? "proven, " : "", verdict);
  std::fflush(stdout);
}

constexpr std::size_t most_pairs = 100000;  // of which Cbc is given a program

void solve_by_cbc(const Instance& instance, double seconds) {
  const Problem& problem = instance.problem.location;
  if (problem.facilities() * problem.customers() > most_pairs)
    return fmt::print("{:<24} {} pairs: not tried\n", "  Cbc", problem.facilities() * problem.customers());
  const double before = processor_s();
  constexpr int no_limit = std::numeric_limits<int>::max();
  const milp::Solution solution = milp::solve(
      strong_milp(instance),
      {.relative_gap = 0, .max_nodes = no_limit, .max_iterations = no_limit, .seconds = seconds, .start = {}, .rounding = {}, .stop = {}});
  Solution found;
  found.found = solution.status == milp::Status::solved;
  if (found.found) found.cost = solution.objective;
  found.bound = solution.bound;
  found.complete = found.found && found.gap() < 1e-9;
  print("  Cbc", found, processor_s() - before, {});
}

void solve_folder(const fs::path& folder, const Options& options, const std::map<std::string, double>& optima, double cbc_seconds) {
  std::set<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) files.insert(entry.path());
  const std::string kind = folder.filename();
  std::size_t proven = 0;
  double total_s = 0;
  for (const fs::path& file : files) {
    const Instance instance = read_instance(file, kind);
    const double before = processor_s();
    const Solution solution = instance.capacitated ? solve(instance.problem, options) : solve(instance.problem.location, options);
    const double seconds = processor_s() - before;
    total_s += seconds;
    proven += solution.complete;
    print(kind + "/" + file.filename().string(), solution, seconds, optima);
    if (cbc_seconds > 0) solve_by_cbc(instance, cbc_seconds);
  }
  fmt::print("{}: {} of {} proven in {:.2f} s\n\n", kind, proven, files.size(), total_s);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "bench_location DIR [SECONDS [CBC_SECONDS]]: DIR holds folders ufl, pmedian, sscfl, and optima.csv\n");
    return 2;
  }
  const fs::path data = argv[1];
  Options options;
  options.seconds = argc > 2 ? std::stod(argv[2]) : 20;
  const double cbc_seconds = argc > 3 ? std::stod(argv[3]) : 0;
  const std::map<std::string, double> optima = read_optima(data / "optima.csv");
  fmt::print("{:<24} {:>16} {:>16} {:>8} {:>9} {:>9}\n", "", "cost", "bound", "gap %", "nodes", "s");
  for (const char* kind : {"ufl", "pmedian", "sscfl"})
    if (fs::is_directory(data / kind)) solve_folder(data / kind, options, optima, cbc_seconds);
}
