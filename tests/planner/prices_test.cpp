// The exact model's prices against the bill: whatever topology the model prices, its cost is that of the topology's bill from expected usage.
#include "market/prices.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <filesystem>
#include <random>

#include "market/market.h"
#include "placement/problem.h"
#include "support/command.h"
#include "tradewind/sim/replication.h"

namespace tradewind {
namespace {

using Catch::Matchers::WithinRel;
using placement::Placement;
using placement::PlacementProblem;

World example(const std::string& name) {
  LoadedScenario loaded = load_scenario(std::filesystem::path(TRADEWIND_SOURCE_DIR) / "scenarios/examples" / (name + ".json"));
  REQUIRE_FALSE(has_errors(loaded.problems));
  return std::move(loaded.world);
}

// Every option carries the same, so that no curve has to be simulated: prices do not depend on the latencies.
capacity::Curves equal_curves(const World& world) {
  CapacityCurve curve;
  double busiest = 0;
  for (std::size_t w = 0; w < world.workloads.size(); ++w) busiest = std::max(busiest, std::ranges::max(world.total_rps(w)));
  curve.max_rate_rps = busiest / 20;
  curve.points = {{busiest / 25, 0.8, std::vector<double>(100, 50.0), true}};
  return {{curve}, std::vector<std::size_t>(world.serving_options.size())};
}

// Every group goes to one of a few regions.
Placement random_placement(const PlacementProblem& problem, std::size_t regions, std::mt19937& random) {
  std::vector<std::size_t> open;
  while (open.size() < std::min(regions, problem.region_fixed_usd.size())) {
    const std::size_t region = random() % problem.region_fixed_usd.size();
    if (std::ranges::find(open, region) == open.end()) open.push_back(region);
  }
  Placement placement;
  placement.share = Grid(problem.groups, problem.columns.size());
  for (std::size_t w = 0; w < problem.hourly_rps.size(); ++w) {
    std::vector<std::size_t> columns;
    for (const std::size_t region : open) {
      const auto column = std::ranges::find_if(problem.columns, [&](const auto& c) { return c.workload == w && c.region == region; });
      if (column != problem.columns.end()) columns.push_back(static_cast<std::size_t>(column - problem.columns.begin()));
    }
    if (columns.empty()) return {};
    for (std::size_t g = 0; g < problem.groups; ++g) placement.share(g, columns[random() % columns.size()]) = 1;
  }
  placement.instances = needed_instances(problem, placement);
  placement.usd = monthly_usd(problem, placement);
  return placement;
}

double bill_usd(const World& world, const Topology& topology, const Pricing& pricing) {
  Usage usage = expected_usage(world, topology);
  if (!world.data.artifacts.empty()) {
    const auto network = replication_network(world, replication_regions(world, topology), pricing.replication_usd_per_gb());
    usage.replication = replicated_bytes(world, replication_plans(world, topology, network));
  }
  return pricing.total(topology, usage).usd();
}

// The largest relative difference of model and bill over placements in so many regions.
double worst_difference(const World& world, const PriceBook& book, std::size_t regions, int placements = 25) {
  const market::Market market(world, book, equal_curves(world));
  const PlacementProblem problem = market.problem({});
  const Pricing pricing(world, book);
  std::mt19937 random(static_cast<std::uint32_t>(regions));
  double worst = 0;
  for (int i = 0; i < placements; ++i) {
    const Placement placement = random_placement(problem, regions, random);
    if (placement.instances.empty()) continue;
    const double bill = bill_usd(world, market.topology(placement), pricing);
    worst = std::max(worst, std::abs(placement.usd - bill) / bill);
  }
  return worst;
}

}  // namespace

TEST_CASE("the model's cost of a placement is its bill but for tiers and free parts", "[prices]") {
  struct Expected {
    const char* scenario;
    double one, several;  // relative difference at most, of placements in one region and in up to three
  };
  // Bills of fraud and recommend are small: the free samples and gigabytes of an account are up to 1 % of them.
  for (const auto& [scenario, one, several] : {Expected{"chat", 0.005, 0.02},
                                               {"fraud", 0.012, 0.02},
                                               {"recommend", 0.01, 0.02},
                                               {"consistency/fraud-bounded", 0.012, 0.02},
                                               {"rollout/chat", 1e-3, 0.01}}) {
    INFO(scenario);
    const World world = example(scenario);
    CHECK(worst_difference(world, PriceBook::shipped(), 1) <= one);
    CHECK(worst_difference(world, PriceBook::shipped(), 3) <= several);
  }
}

TEST_CASE("a purchase mix that follows demand is in the price of an instance, as for the users that are nearest", "[prices]") {
  const World world = example("billing/night-and-day");
  CHECK(worst_difference(world, PriceBook::shipped(), 1) <= 0.2);  // everybody in one region: a flatter need, which a mix serves for less
  CHECK(worst_difference(world, PriceBook::shipped(), 3) <= 0.2);
}

TEST_CASE("support and credits are in the model", "[prices]") {
  World world = example("chat");
  world.billing.support = {{"aws", "business"}, {"gcp", "enhanced"}};
  world.billing.credits = {{"aws", 5000, "migration"}};
  CHECK(worst_difference(world, PriceBook::shipped(), 1) <= 0.01);
}

}  // namespace tradewind
