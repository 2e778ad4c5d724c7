// The front of cost and latency on the reference instance (30 regions x 4 offers x 200 metros x 4 hour blocks): the planner's epsilon-constraint
// search beside NSGA-II (pagmo) in the same run, by the hypervolume that each has reached at a time.
//
//   bench_front [seed] [seconds for each] [seconds for each point of the yardstick]
//
// The yardstick is the exact front, from both sides: all points that anybody found, those of a long search among them, and the bounds that are proven
// at its limits, which no front can beat. Latency and cost are scaled by their ranges on it; the hypervolume counts up to 1.1 of both.
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <mutex>
#include <pagmo/algorithm.hpp>
#include <pagmo/algorithms/nsga2.hpp>
#include <pagmo/batch_evaluators/thread_bfe.hpp>
#include <pagmo/bfe.hpp>
#include <pagmo/population.hpp>
#include <pagmo/problem.hpp>

#include "placement/solve.h"
#include "planning/instance.h"
#include "search/axis.h"
#include "search/start.h"
#include "tradewind/sim/parallel.h"

namespace {

using namespace tradewind;
using bench::Instance;
using placement::PlacementProblem;
using Clock = std::chrono::steady_clock;

struct Point {
  double latency, usd;
};

struct Found {
  double at_s;
  Point point;
};

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

// --- The planner's search

struct Solved {
  double limit;
  std::optional<placement::Placement> placement;
};

using Tell = std::function<void(const placement::Placement&)>;

// Limits of a batch side by side, as the planner does it.
struct Effort {
  double gap;
  bool branch;
  std::size_t points;
};

std::vector<Solved> solve_all(const Instance& instance, const std::vector<double>& limits, const Effort& effort, double seconds,
                              const std::vector<Solved>& solved_before, const Tell& tell) {
  std::vector<search::KnownPlacement> known;
  for (const Solved& other : solved_before) known.push_back({other.limit, &*other.placement});
  std::vector<Solved> solved(limits.size());
  in_parallel(limits.size(), 2, [&](std::size_t i) {
    placement::Limits allowed;
    allowed.relative_gap = effort.gap;
    allowed.branch = effort.branch;
    allowed.seconds = seconds;
    allowed.found = tell;
    solved[i] = {limits[i], placement::solve(instance.at_limit(limits[i]), allowed, search::start_at(limits[i], known),
                                             search::lower_bound_usd_at(limits[i], known))};
  });
  return solved;
}

struct Ends {
  double fastest, cheapest;  // limits
};

// Coarse points first, then the same refinement with smaller gaps until the time is over. What turns up on the way counts too, as every individual of
// NSGA-II does.
std::vector<Found> planner_front(const Instance& instance, Ends ends, double seconds) {
  const auto start = Clock::now();
  std::vector<Found> found;
  std::mutex one_at_a_time;
  const auto tell = [&](const placement::Placement& placement) {
    const Point point{instance.latency(placement.share), placement.usd};
    const std::lock_guard lock(one_at_a_time);
    found.push_back({seconds_since(start), point});
  };
  std::vector<Solved> known;
  for (const Effort& effort : {Effort{0.1, false, 24}, Effort{0.02, false, 120}, Effort{0.01, true, 40}, Effort{0.002, true, 120}}) {
    std::vector<search::AxisPoint> axis;
    std::vector<double> limits = {ends.fastest, ends.cheapest};
    while (!limits.empty() && seconds_since(start) < seconds && axis.size() < effort.points) {
      for (const Solved& solved : solve_all(instance, limits, effort, std::max(0.1, seconds - seconds_since(start)), known, tell)) {
        if (!solved.placement) continue;
        tell(*solved.placement);
        axis.push_back({solved.limit, instance.latency(solved.placement->share), solved.placement->usd});
        known.push_back(solved);
      }
      std::ranges::sort(axis, {}, &search::AxisPoint::limit_ms);
      limits = axis.size() < 2 ? std::vector<double>{} : search::next_limits(axis, 2, 1.002);
    }
  }
  return found;
}

// --- NSGA-II

// Genes: for each region closed or the offer that it runs, and how much a metro gives for being near. A metro goes to one open region; instances are
// as many as its busiest hour needs.
struct Genes {
  const Instance* instance;
  const PlacementProblem* problem;
  std::size_t offers;

  std::size_t regions() const { return problem->region_fixed_usd.size(); }
  pagmo::vector_double::size_type get_nobj() const { return 2; }
  pagmo::vector_double::size_type get_nix() const { return regions(); }
  std::pair<pagmo::vector_double, pagmo::vector_double> get_bounds() const {
    pagmo::vector_double low(regions() + 1, 0.0), high(regions() + 1, static_cast<double>(offers));
    low[0] = -6, high[0] = 2;  // logarithm of USD for a request/s that is sure to be late
    return {low, high};
  }

  placement::Placement decoded(const pagmo::vector_double& x) const {
    std::vector<std::size_t> open;
    for (std::size_t r = 0; r < regions(); ++r)
      if (x[r + 1] >= 1) open.push_back(r * offers + static_cast<std::size_t>(x[r + 1]) - 1);
    placement::Placement placement{std::vector<int>(problem->columns.size()), Grid(problem->groups, problem->columns.size())};
    if (open.empty()) return placement;
    const double late_usd = 1000 * std::pow(10.0, x[0]);
    for (std::size_t g = 0; g < problem->groups; ++g) {
      const auto dearness = [&](std::size_t c) {
        const auto& column = problem->columns[c];
        const double late = std::log(problem->late_rows[0].late_share(g, c) / (1 - problem->late_rows[0].late_share(g, c)));
        return problem->request_usd(g, c) / problem->mean_rps(0, g) + column.instance_usd / column.instance_rps + late_usd * late;
      };
      placement.share(g, *std::ranges::min_element(open, {}, dearness)) = 1;
    }
    placement = placement::sized(*problem, placement.share);
    return placement;
  }

  pagmo::vector_double fitness(const pagmo::vector_double& x) const {
    const placement::Placement placement = decoded(x);
    if (std::ranges::all_of(placement.instances, [](int n) { return n == 0; })) return {1e3, 1e12};
    return {instance->latency(placement.share), placement.usd};
  }
};

std::vector<Found> nsga2_front(const Instance& instance, const PlacementProblem& problem, std::size_t offers, double seconds, unsigned seed) {
  const auto start = Clock::now();
  pagmo::population population(pagmo::problem(Genes{&instance, &problem, offers}), 100, seed);
  pagmo::nsga2 settings(2, 0.95, 10, 0.05, 50, seed);
  settings.set_bfe(pagmo::bfe(pagmo::thread_bfe()));  // on all cores, as the planner
  const pagmo::algorithm nsga2(settings);
  std::vector<Found> found;
  while (seconds_since(start) < seconds) {
    population = nsga2.evolve(population);
    for (const auto& fitness : population.get_f()) found.push_back({seconds_since(start), {fitness[0], fitness[1]}});
  }
  return found;
}

// --- Hypervolume

struct Box {
  Point ideal, nadir;
  Point scaled(Point p) const {
    return {(p.latency - ideal.latency) / (nadir.latency - ideal.latency), (p.usd - ideal.usd) / (nadir.usd - ideal.usd)};
  }
};

double hypervolume(std::vector<Point> points, const Box& box) {
  constexpr double reference = 1.1;
  for (Point& p : points) p = box.scaled(p);
  std::ranges::sort(points, {}, &Point::latency);
  double volume = 0, cheapest = reference;
  for (const Point& p : points) {
    if (p.latency >= reference || p.usd >= cheapest) continue;
    volume += (reference - std::max(p.latency, 0.0)) * (cheapest - std::max(p.usd, 0.0));
    cheapest = std::max(p.usd, 0.0);
  }
  return volume;
}

std::vector<Point> until(const std::vector<Found>& found, double s) {
  std::vector<Point> points;
  for (const Found& f : found)
    if (f.at_s <= s) points.push_back(f.point);
  return points;
}

struct Yardstick {
  std::vector<Point> found, bounds;  // bounds: at each latency the cost that is proven to be needed up to the next limit
};

Yardstick yardstick(const Instance& instance, Ends ends, double seconds) {
  constexpr int steps = 40;
  std::vector<double> limits;
  for (int i = 0; i <= steps; ++i) limits.push_back(ends.fastest * std::pow(ends.cheapest / ends.fastest, static_cast<double>(i) / steps));
  Yardstick measure;
  double before = ends.fastest / 1.02;  // nothing is faster
  for (const Solved& solved : solve_all(instance, limits, {0.001, true, limits.size()}, seconds, {}, {})) {
    if (!solved.placement) continue;
    measure.found.push_back({instance.latency(solved.placement->share), solved.placement->usd});
    measure.bounds.push_back({before, solved.placement->bound_usd});
    before = solved.limit;
  }
  return measure;
}

// The fastest limit that any shares keep to, with 2 % of room for a choice; and the one that the cheapest placement of all keeps to.
Ends ends_of(const Instance& instance) {
  const PlacementProblem loose = instance.at_limit(50);
  Grid nearest(loose.groups, loose.columns.size());
  for (std::size_t g = 0; g < loose.groups; ++g) {
    std::size_t best = 0;
    for (std::size_t c = 1; c < loose.columns.size(); ++c)
      if (instance.late_share(g, c, 1) < instance.late_share(g, best, 1)) best = c;
    nearest(g, best) = 1;
  }
  const auto cheapest = placement::solve(loose);
  return {1.02 * instance.latency(nearest), instance.latency(cheapest->share)};
}

}  // namespace

int main(int argc, char** argv) {
  const unsigned seed = argc > 1 ? static_cast<unsigned>(std::atoi(argv[1])) : 1;
  const double seconds = argc > 2 ? std::atof(argv[2]) : 60, point_s = argc > 3 ? std::atof(argv[3]) : 20;
  const bench::Sizes sizes{30, 4, 200, 4};
  const Instance instance(sizes, seed);
  const Ends ends = ends_of(instance);
  fmt::print("limits from {:.3f} to {:.3f}\n", ends.fastest, ends.cheapest);
  const auto planner = planner_front(instance, ends, seconds);
  const auto nsga2 = nsga2_front(instance, instance.at_limit((ends.fastest + ends.cheapest) / 2), sizes.offers, seconds, seed);
  Yardstick exact = yardstick(instance, ends, point_s);
  for (const auto* all : {&planner, &nsga2})
    for (const Found& f : *all) exact.found.push_back(f.point);
  Box box{{1e300, 1e300}, {0, 0}};
  for (const Point& p : exact.bounds) box.ideal = {std::min(box.ideal.latency, p.latency), std::min(box.ideal.usd, p.usd)};
  const Point& fastest = *std::ranges::min_element(exact.found, {}, &Point::latency);
  box.nadir = {ends.cheapest, fastest.usd};
  const double best = hypervolume(exact.found, box), most = hypervolume(exact.bounds, box);
  fmt::print("best known {:.4f}, proven to be at most {:.4f}\n", best, most);
  for (const double s : {0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0})
    if (s <= seconds)
      fmt::print("{:4.3g} s: planner {:.4f} of the best known, at least {:.4f} of the exact; NSGA-II {:.4f}\n", s,
                 hypervolume(until(planner, s), box) / best, hypervolume(until(planner, s), box) / most, hypervolume(until(nsga2, s), box) / best);
  fmt::print("NSGA-II at its end {:.4f}\n", hypervolume(until(nsga2, 1e9), box) / best);
}
