// Exact location on public instances: bench_location DIR [SECONDS] solves every file in DIR/ufl, DIR/pmedian and DIR/sscfl, each for at most
// SECONDS (20), and holds the costs against DIR/optima.csv (file,problem,facilities,customers,p,optimum) where a file stands in it. Seconds are of
// processor time, since other work may run on the machine.
#include <fmt/core.h>

#include <cmath>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "location/read_instance.h"
#include "location/single_source.h"
#include "location/uncapacitated.h"

namespace fs = std::filesystem;
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
  std::string verdict = "no optimum is known";
  if (known != optima.end())
    verdict =
        std::abs(solution.cost - known->second) <= 1e-6 * std::abs(known->second) ? "the optimum" : fmt::format("optimum {:.3f}", known->second);
  fmt::print("{:<24} {:>16.3f} {:>16.3f} {:>8.3f} {:>9} {:>9.3f}  {}{}\n", name, solution.cost, solution.bound, 100 * solution.gap(), solution.nodes,
             seconds, solution.complete ? "proven, " : "", verdict);
  std::fflush(stdout);
}

void solve_folder(const fs::path& folder, const Options& options, const std::map<std::string, double>& optima) {
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
  }
  fmt::print("{}: {} of {} proven in {:.2f} s\n\n", kind, proven, files.size(), total_s);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "bench_location DIR [SECONDS]: DIR holds folders ufl, pmedian, sscfl, and optima.csv\n");
    return 2;
  }
  const fs::path data = argv[1];
  Options options;
  options.seconds = argc > 2 ? std::stod(argv[2]) : 20;
  const std::map<std::string, double> optima = read_optima(data / "optima.csv");
  fmt::print("{:<24} {:>16} {:>16} {:>8} {:>9} {:>9}\n", "", "cost", "bound", "gap %", "nodes", "s");
  for (const char* kind : {"ufl", "pmedian", "sscfl"})
    if (fs::is_directory(data / kind)) solve_folder(data / kind, options, optima);
}
