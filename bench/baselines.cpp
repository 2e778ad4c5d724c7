// What the planner saves against how people place a service without it: each rule's topology is simulated and priced like any other, and held against
// the cheapest point of the front that is as fast, to 2 %; where none is, against the fastest. Pools of the rules have the offer that is cheapest by
// the request in their region, for 80 % of what it sustains in the busiest hour.
//
//   bench_baselines [points of a front] [scenario names...]
#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>

#include "planning/scenarios.h"
#include "tradewind/planner/plan.h"
#include "tradewind/planner/starting_topology.h"
#include "tradewind/sim/simulate.h"

namespace {

using namespace tradewind;

using Regions = std::vector<std::uint32_t>;

constexpr double as_fast_as = 1.02;  // within the noise of a simulation

double rps(const World& world, std::uint32_t population) {
  double sum = 0;
  for (std::uint32_t workload = 0; workload < world.workloads.size(); ++workload) sum += world.mean_rps(workload, population);
  return sum;
}

// Where every workload can be bought.
Regions usable_regions(const World& world, const PriceBook& book) {
  const Pricing pricing(world, book);
  std::map<std::uint32_t, std::set<std::uint32_t>> workloads;
  for (const ServingOption& option : world.serving_options)
    if (pricing.sells(option.offer)) workloads[world.offers[option.offer].region].insert(option.workload);
  Regions regions;
  for (const auto& [region, sold] : workloads)
    if (sold.size() == world.workloads.size()) regions.push_back(region);
  return regions;
}

Regions nearest_to_each_metro(const World& world, const Regions& usable) {
  std::set<std::uint32_t> nearest;
  for (std::uint32_t population = 0; population < world.populations.size(); ++population)
    nearest.insert(*std::ranges::min_element(usable, {}, [&](std::uint32_t region) { return world.rtt_ms(population, region); }));
  return {nearest.begin(), nearest.end()};
}

// For the users of each continent the one region, wherever it is, that is nearest to them on the whole.
Regions one_a_continent(const World& world, const Regions& usable) {
  std::map<std::string, std::vector<std::uint32_t>> users;
  for (std::uint32_t population = 0; population < world.populations.size(); ++population)
    users[world.populations[population].continent].push_back(population);
  std::set<std::uint32_t> chosen;
  for (const auto& [continent, populations] : users)
    chosen.insert(*std::ranges::min_element(usable, {}, [&](std::uint32_t region) {
      double sum = 0;
      for (const std::uint32_t population : populations) sum += rps(world, population) * world.rtt_ms(population, region);
      return sum;
    }));
  return {chosen.begin(), chosen.end()};
}

// The one region where serving everybody is cheapest.
Regions cheapest_gpu(const World& world, const PriceBook& book, const Regions& usable) {
  const Pricing pricing(world, book);
  return {*std::ranges::min_element(usable, {}, [&](std::uint32_t region) {
    const Topology topology = topology_in(world, book, {region});
    return pricing.unrounded_usd(topology, expected_usage(world, topology));
  })};
}

void compare_with(const std::string& rule, const World& world, const PriceBook& book, const Regions& regions, const std::vector<Candidate>& front) {
  const Topology topology = topology_in(world, book, regions);
  const Outcome outcome = simulate(world, topology);
  const double usd = price(world, topology, outcome.usage, book).total().usd(), ms = outcome.latency.perceived_at_objective_ms;
  const bool allowed = static_cast<int>(open_regions(world, topology).size()) >= world.constraints.min_regions;
  fmt::print("| {} | {}{} | {} | {:.0f} | {:.0f} |", world.name, rule, allowed ? "" : " (fewer regions than min_regions)",
             open_regions(world, topology).size(), ms, usd);
  const Candidate* as_fast = nullptr;
  for (const Candidate& point : front)
    if (point.latency_ms() <= as_fast_as * ms && (!as_fast || point.monthly_usd() < as_fast->monthly_usd())) as_fast = &point;
  const Candidate& held = as_fast ? *as_fast : front.front();
  fmt::print(" {:.0f} | {:.0f} | {} |\n", held.latency_ms(), held.monthly_usd(),
             as_fast ? fmt::format("{:.1f} %", 100 * (1 - held.monthly_usd() / usd)) : "slower");
  std::fflush(stdout);
}

void compare_all(const bench::NamedScenario& scenario, int points) {
  const PriceBook book = PriceBook::shipped();
  Study study = Study::in_memory(scenario.text, scenario.name + ".json");
  PlanOptions options;
  options.points = points;
  plan(study, book, options);
  const World& world = study.world();
  const Regions usable = usable_regions(world, book);
  const std::vector<Candidate> front = study.front();
  compare_with("nearest region of each metro", world, book, nearest_to_each_metro(world, usable), front);
  compare_with("one region a continent", world, book, one_a_continent(world, usable), front);
  compare_with("cheapest GPU", world, book, cheapest_gpu(world, book, usable), front);
  compare_with("all regions", world, book, usable, front);
}

}  // namespace

int main(int argc, char** argv) {
  const int points = argc > 1 ? std::atoi(argv[1]) : 10;
  const std::vector<std::string> asked(argv + std::min(argc, 2), argv + argc);
  fmt::print(
      "| scenario | rule | regions | its p, ms | its USD/month | planner, ms | planner, USD/month | saved "
      "|\n|---|---|---:|---:|---:|---:|---:|---:|\n");
  for (const bench::NamedScenario& scenario : bench::examples(TRADEWIND_SOURCE_DIR "/scenarios/examples"))
    if (asked.empty() || std::ranges::find(asked, scenario.name) != asked.end()) compare_all(scenario, points);
}
