// How true the plan is: every point of the front simulated anew with users that the planner never saw (another seed), against what the corrected
// model promised; and the order of the front by these replications. The shipped examples and ten random scenarios.
//
//   bench_verification [points of a front] [scenario names...]
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "planning/scenarios.h"
#include "tradewind/planner/plan.h"
#include "tradewind/planner/verification.h"
#include "tradewind/sim/simulate.h"

namespace {

using namespace tradewind;

constexpr std::uint64_t other_seed = 20'000;
constexpr unsigned generated_scenarios = 10;

double median(std::vector<double> values) {
  std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
  return values[values.size() / 2];
}

struct Truth {
  std::vector<double> latency, cost;  // |simulated - promised| / simulated, by point
  int pairs = 0, certain = 0, confirmed = 0, certain_confirmed = 0;
};

Candidate anew(const World& world, const PriceBook& book, Candidate point) {
  SimulationOptions options;
  options.seed = other_seed;
  options.replications = point.outcome.replications;
  point.outcome = simulate(world, point.topology, options);
  point.bill = price(world, point.topology, point.outcome.usage, book);
  return point;
}

Truth truth_of(const World& world, const PriceBook& book, const std::vector<Candidate>& front) {
  Truth truth;
  std::vector<Candidate> found;
  for (const Candidate& point : front) {
    found.push_back(anew(world, book, point));
    truth.latency.push_back(disagreement(found.back()).latency);
    truth.cost.push_back(disagreement(found.back()).cost);
  }
  for (std::size_t i = 1; i < front.size(); ++i) {
    const bool certain = latency_difference(front[i - 1], front[i]).real(), confirmed = latency_difference(found[i - 1], found[i]).difference() > 0;
    ++truth.pairs;
    truth.certain += certain;
    truth.confirmed += confirmed;
    truth.certain_confirmed += certain && confirmed;
  }
  return truth;
}

void print(const std::string& name, const Truth& truth, double seconds) {
  fmt::print(
      "{:<14} {:3} points  p95: median {:5.2f} % worst {:6.2f} %   cost: median {:5.2f} % worst {:5.2f} %   order: {}/{}, of the certain {}/{}", name,
      truth.latency.size(), 100 * median(truth.latency), 100 * *std::max_element(truth.latency.begin(), truth.latency.end()),
      100 * median(truth.cost), 100 * *std::max_element(truth.cost.begin(), truth.cost.end()), truth.confirmed, truth.pairs, truth.certain_confirmed,
      truth.certain);
  fmt::print("{}\n", seconds > 0 ? fmt::format("   {:.0f} s", seconds) : "");
  std::fflush(stdout);
}

void add(Truth& all, const Truth& one) {
  all.latency.insert(all.latency.end(), one.latency.begin(), one.latency.end());
  all.cost.insert(all.cost.end(), one.cost.begin(), one.cost.end());
  all.pairs += one.pairs;
  all.certain += one.certain;
  all.confirmed += one.confirmed;
  all.certain_confirmed += one.certain_confirmed;
}

// Without corrections and further replications, and with them.
void measure(const bench::NamedScenario& scenario, int points, Truth& before, Truth& after) {
  const PriceBook book = PriceBook::shipped();
  Study study = Study::in_memory(scenario.text, scenario.name + ".json");
  PlanOptions options;
  options.points = points;
  for (Truth* all : {&before, &after}) {
    const auto start = std::chrono::steady_clock::now();
    options.verify_rounds = all == &before ? 0 : PlanOptions{}.verify_rounds;
    options.local_search = all == &before ? 0 : PlanOptions{}.local_search;
    options.verify_replications = all == &before ? 0 : PlanOptions{}.verify_replications;
    plan(study, book, options);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    const Truth truth = truth_of(study.world(), book, study.front());
    print(all == &before ? scenario.name : "  verified", truth, seconds);
    add(*all, truth);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const int points = argc > 1 ? std::atoi(argv[1]) : 10;
  std::vector<bench::NamedScenario> scenarios = bench::examples(TRADEWIND_SOURCE_DIR "/scenarios/examples");
  for (unsigned number = 1; number <= generated_scenarios; ++number) scenarios.push_back(bench::generated(number));
  Truth before, after;
  for (const bench::NamedScenario& scenario : scenarios) {
    const std::vector<std::string> asked(argv + std::min(argc, 2), argv + argc);
    if (!asked.empty() && std::find(asked.begin(), asked.end(), scenario.name) == asked.end()) continue;
    try {
      measure(scenario, points, before, after);
    } catch (const std::exception& error) {
      fmt::print("{}: {}\n", scenario.name, error.what());
    }
  }
  if (before.latency.empty()) return 1;
  fmt::print("\n");
  print("all", before, 0);
  print("all, verified", after, 0);
}
