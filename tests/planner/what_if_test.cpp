// What-if answers of the placement model: they keep to what was asked, and move the way that prices and demand move.
#include "tradewind/planner/what_if.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include "planner/small_plan.h"

namespace tradewind {
namespace {

using Catch::Matchers::WithinRel;
using test::FreePath;

const Study& planned() {
  static const FreePath path("what-if");
  static const Study study = [] {
    Study made = Study::create_or_open(path.file, test::small_scenario, "small.json");
    plan(made, PriceBook::shipped(), test::few_points());
    return made;
  }();
  return study;
}

WhatIf& model() {
  static WhatIf what_if(planned(), PriceBook::shipped());
  return what_if;
}

Expectation answered(const Conditions& conditions) {
  const auto answer = model().answer(conditions, 20);
  REQUIRE(answer.has_value());
  return *answer;
}

TEST_CASE("an answer keeps to the limit and to the number of regions") {
  const Expectation any = answered({});
  CHECK(any.gap >= 0);
  CHECK(any.gap <= 0.01 + 1e-9);
  const double limit_ms = (model().fastest_limit_ms() + any.latency_ms) / 2;
  const Expectation fast = answered({.limit_ms = limit_ms});
  CHECK(fast.latency_ms <= limit_ms * 1.002);
  CHECK(fast.monthly_usd >= any.monthly_usd * (1 - any.gap));
  for (const int regions : {1, 2, 3}) {
    INFO(regions);
    CHECK(static_cast<int>(open_regions(model().world(), answered({.regions = regions}).topology).size()) == regions);
  }
  CHECK_FALSE(model().answer({.limit_ms = model().fastest_limit_ms() * 0.9}, 20).has_value());
}

TEST_CASE("more demand and dearer prices cost more, and no more than in proportion") {
  const Expectation any = answered({});
  const double slack = 1 + 2 * 0.01;  // of the solver's gap
  CHECK(answered({.demand = 3}).monthly_usd >= any.monthly_usd / slack);
  CHECK(answered({.demand = 3}).monthly_usd <= 3 * any.monthly_usd * slack);
  const double gpu = answered({.gpu_price = 2}).monthly_usd;
  CHECK(gpu > 1.2 * any.monthly_usd);  // most of this bill is instances
  CHECK(gpu <= 2 * any.monthly_usd * slack);
  const double egress = answered({.egress_price = 5}).monthly_usd;
  CHECK(egress >= any.monthly_usd / slack);
  CHECK(egress <= 5 * any.monthly_usd * slack);
}

TEST_CASE("a simulation under the scenario's own conditions is that of the plan") {
  std::optional<Candidate> plain;  // with as many replications as the scenario asks for
  for (Candidate& candidate : planned().candidates())
    if (candidate.outcome.replications == planned().world().simulation.replications) plain = std::move(candidate);
  REQUIRE(plain.has_value());
  const Candidate again = model().simulate({}, plain->topology);
  CHECK(again.outcome.fingerprint == plain->outcome.fingerprint);
  CHECK(again.bill.total() == plain->bill.total());
  // Prices change nothing of what users feel, and the bill by the instances' part of it.
  const Candidate dearer = model().simulate({.gpu_price = 2}, plain->topology);
  CHECK(dearer.outcome.fingerprint == plain->outcome.fingerprint);
  double instances_usd = 0;
  for (const BillLine& line : plain->bill.lines)
    if (line.service == "gpu instances") instances_usd += line.amount.usd();
  CHECK_THAT(dearer.monthly_usd(), WithinRel(plain->monthly_usd() + instances_usd, 1e-6));
}

TEST_CASE("conditions that cannot be are refused") {
  CHECK_THROWS_AS(model().answer({.demand = 0}, 1), std::invalid_argument);
  CHECK_THROWS_AS(model().answer({.regions = 0}, 1), std::invalid_argument);
  CHECK_THROWS_AS(model().answer({.spot_share = 0.3}, 1), std::invalid_argument);  // the scenario has no purchase mix
}

}  // namespace
}  // namespace tradewind
