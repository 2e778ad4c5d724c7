// Exact location on the public instances that are named: bench_location FILE..., each in a folder ufl, pmedian or sscfl.
#include <fmt/core.h>
#include <sys/resource.h>
#include <algorithm>
#include <chrono>
#include <filesystem>
#include "location/read_instance.h"
#include "location/single_source.h"
#include "location/uncapacitated.h"
using namespace tradewind::location;
static double cpu() {
  rusage r;
  getrusage(RUSAGE_SELF, &r);
  return r.ru_utime.tv_sec + r.ru_utime.tv_usec * 1e-6;
}
int main(int argc, char** argv) {
  double total = 0;
  Options o;
  o.seconds = 20;
  for (int k = 1; k < argc; ++k) {
    std::string p = argv[k];
    std::string kind = std::filesystem::path(p).parent_path().filename();
    auto in = read_instance(p, kind);
    double s = cpu();
    auto r = in.capacitated ? solve(in.problem, o) : solve(in.problem.location, o);
    double t = cpu() - s;
    total += t;
    fmt::print("{:14} {:16.5f} {:16.5f} gap {:.4f}% nodes {} its {} {:.3f} s {}\n", std::filesystem::path(p).filename().string(), r.cost, r.bound,
               100 * r.gap(), r.nodes, r.evaluations, t, r.complete);
    fflush(stdout);
  }
  fmt::print("total {:.3f}\n", total);
}
