// What easing a constraint saves, where it can be told by hand.
#include "search/shadow_prices.h"

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "planner/small_plan.h"
#include "planner/two_regions.h"
#include "search/demands.h"
#include "sharing/shards.h"

namespace tradewind::search {
namespace {

using Catch::Approx;

Demand most_in_a_region(int stated) {
  return {"most in a region", [stated](placement::PlacementProblem& p, int steps) { p.max_instances_per_region = stated + steps; }, 100,
          [stated](int steps) { return "most of " + std::to_string(stated + steps); }};
}

Demand most_regions(int stated) {
  return {"most regions", [stated](placement::PlacementProblem& p, int steps) { p.max_regions = stated + steps; }, 100,
          [stated](int steps) { return "most of " + std::to_string(stated + steps); }};
}

std::vector<Easing> priced(placement::PlacementProblem problem, std::vector<Demand> demands) {
  for (const Demand& demand : demands) demand.ease(problem, 0);
  placement::Limits exact;
  exact.relative_gap = 1e-6;
  const auto cheapest = placement::solve(problem, exact);
  REQUIRE(cheapest.has_value());
  Study study = Study::in_memory(test::small_scenario, "small.json");
  sharing::Rounds alone({0, 1});
  sharing::Steps steps(study, alone, {});
  Meter meter({});
  return shadow_prices({{problem, *cheapest, std::move(demands), "point"}}, steps, 1, exact, meter).front();
}

TEST_CASE("one instance more in a region saves the other region, a third region nothing") {
  // Five instances are needed; four and one cost a second region of 50 USD.
  const auto easings = priced(test::two_regions(), {most_in_a_region(4), most_regions(3)});
  REQUIRE(easings.size() == 1);
  CHECK(easings[0].constraint == "most in a region");
  CHECK(easings[0].eased == "most of 5");
  CHECK(easings[0].saves_usd == Approx(50));
  CHECK(easings[0].saves_at_most_usd == Approx(50).margin(0.01));
}

TEST_CASE("a constraint that binds may still cost nothing") {
  // Two regions are stated, one would do; a third one helps nobody.
  auto problem = test::two_regions();
  problem.min_regions = 2;
  const auto easings = priced(problem, {most_regions(2)});
  REQUIRE(easings.size() == 1);
  CHECK(easings[0].saves_usd == 0);
}

TEST_CASE("of two that bind the one that saves more comes first") {
  auto problem = test::two_regions();
  problem.instance_rows.push_back({{{0, 1.0}}, 0, 3});
  const Demand quota{"quota", [](placement::PlacementProblem& p, int steps) { p.instance_rows[0].upper = 3 + steps; }, 100, {}};
  const Demand fewest{"fewest regions", [](placement::PlacementProblem& p, int steps) { p.min_regions = 2 - steps; }, 1, {}};
  const auto easings = priced(problem, {quota, fewest});
  REQUIRE(easings.size() >= 1);
  CHECK(easings[0].constraint == "fewest regions");
  CHECK(easings[0].saves_usd == Approx(50));
}

TEST_CASE("a plan says what binds at each point of its front, its latency among them") {
  const test::FreePath path("eased");
  Study study = Study::create_or_open(path.file, test::small_scenario, "small.json");
  plan(study, PriceBook::shipped(), test::few_points());
  for (const Candidate& point : study.front()) {
    const auto easings = tradewind::easings(study, point);
    CHECK(std::ranges::any_of(easings, [](const Easing& easing) { return easing.constraint.starts_with("p95 of "); }));
    for (const Easing& easing : easings) {
      CHECK(easing.saves_usd >= 0);
      CHECK(easing.saves_usd <= easing.saves_at_most_usd + 1e-6);
    }
  }
}

}  // namespace
}  // namespace tradewind::search
