// Which differences between two studies are more than chance.
#include "tradewind/planner/compare.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <nlohmann/json.hpp>

#include "compare/hypervolume.h"
#include "planner/small_plan.h"
#include "tradewind/planner/compare_points.h"
#include "tradewind/planner/estimate.h"

namespace tradewind {
namespace {

using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using compare_studies::difference;
using compare_studies::dominated_share;
using compare_studies::Estimate;

TEST_CASE("pairs of replications are held against each other: their common noise is no reason to doubt") {
  // Replications far apart, every one 1, 2 or 3 ms slower in b: mean 2, deviation 1, t(2 degrees, 97.5 %) = 4.3027, half-width 4.3027 / sqrt(3).
  const Estimate a{.figure = 200, .replications = {100, 200, 300}, .count = 3, .half_width = 248, .seed = 7};
  const Estimate b{.figure = 202, .replications = {101, 202, 303}, .count = 3, .half_width = 250, .seed = 7};
  const Difference paired = difference(a, b);
  CHECK(paired.paired);
  CHECK_THAT(paired.half_width, WithinRel(4.30265 / std::sqrt(3.0), 1e-5));
  CHECK_FALSE(paired.real());  // 2 is less than 2.48
  Estimate steady = b;
  steady.replications = {102, 202, 302.5};
  CHECK(difference(a, steady).real());

  // Another seed: other users. Welch: variances of the means 10000/3 and 10201/3.
  Estimate stranger = b;
  stranger.seed = 8;
  const Difference apart = difference(a, stranger);
  CHECK_FALSE(apart.paired);
  CHECK_FALSE(apart.real());
  CHECK_THAT(apart.half_width, WithinRel(2.77650 * std::sqrt(20201.0 / 3), 1e-3));  // about 4 degrees of freedom
}

TEST_CASE("without the replications themselves, their own intervals serve; a single one tells nothing") {
  const Estimate a{.figure = 100, .count = 4, .half_width = 3, .seed = 1}, b{.figure = 110, .count = 4, .half_width = 4, .seed = 1};
  const Difference d = difference(a, b);
  CHECK_FALSE(d.paired);
  CHECK(d.real());
  // s = h / t(3 degrees) = h / 3.18245; df = (9 + 16)^2 / ((81 + 256) / 3) = 5.564.
  CHECK_THAT(d.half_width, WithinRel(2.4950 * 5 / 3.18245, 2e-3));
  const Difference alone = difference({.figure = 100, .replications = {100}, .count = 1}, {.figure = 150, .replications = {150}, .count = 1});
  CHECK_FALSE(alone.known);
  CHECK_FALSE(alone.real());
}

TEST_CASE("two topologies are held against each other over the replications that both have") {
  const auto candidate = [](std::vector<double> latencies_ms, std::int64_t cents) {
    Candidate c;
    c.outcome.seed = 7;
    c.outcome.replications = static_cast<int>(latencies_ms.size());
    c.outcome.replication_requests.assign(latencies_ms.size(), 100);
    c.outcome.latency.perceived_at_objective_ms = latencies_ms.front();
    c.outcome.replication_latency_ms = std::move(latencies_ms);
    c.bill.lines.emplace_back().amount = {cents};
    return c;
  };
  // One replication more on the one side; over the first three the differences are 1, 2 and 3, as above.
  const ComparedPoint found = compare(candidate({100, 200, 300, 900}, 5000), candidate({101, 202, 303}, 4000));
  CHECK(found.latency_ms.paired);
  CHECK_THAT(found.latency_ms.half_width, WithinRel(4.30265 / std::sqrt(3.0), 1e-5));
  CHECK_THAT(found.latency_ms.difference(), WithinRel(2, 1e-12));
  CHECK(found.monthly_usd.difference() == -10);
  CHECK(found.monthly_usd.real());
}

TEST_CASE("the dominated share is that of the staircase") {
  const compare_studies::Rectangle box{0, 0, 10, 4};
  CHECK(dominated_share({{0, 0}}, box) == 1);
  CHECK(dominated_share({{10, 0}, {0, 4}}, box) == 0);
  CHECK_THAT(dominated_share({{5, 2}}, box), WithinAbs(0.25, 1e-12));
  CHECK_THAT(dominated_share({{5, 2}, {2, 3}, {8, 1}, {9, 3}}, box), WithinAbs((5 * 2 + 3 * 1 + 2 * 1) / 40.0, 1e-12));
  CHECK(dominated_share({{5, 2}}, {5, 2, 5, 2}) == 1);
}

Study planned(const std::filesystem::path& file, const std::string& scenario) {
  Study study = Study::create_or_open(file, scenario, "small.json");
  plan(study, PriceBook::shipped(), test::few_points());
  return study;
}

TEST_CASE("a study held against itself has no difference, against one with twice the demand a real one of cost") {
  const test::FreePath a_path("compare-a"), b_path("compare-b");
  nlohmann::json scenario = nlohmann::json::parse(test::small_scenario);
  scenario["simulation"]["replications"] = 4;  // with two, Student's t is 12.7, and next to nothing is real
  const Study a = planned(a_path.file, scenario.dump());
  const Comparison same = compare(a, Study::open(a_path.file));
  CHECK(same.same_scenario);
  CHECK(same.topologies.size() == a.candidates().size());
  CHECK(same.only_a + same.only_b == 0);
  CHECK(same.front.difference() == 0);
  CHECK_FALSE(same.front.real());
  for (const ComparedPoint& point : same.topologies) {
    CHECK(point.a_id == point.b_id);
    CHECK(point.latency_ms.paired);
    CHECK(point.latency_ms.half_width == 0);
    CHECK_FALSE(point.latency_ms.real());
    CHECK_FALSE(point.monthly_usd.real());
  }

  scenario["workloads"][0]["requests_per_user_day"] = 10;
  const Study b = planned(b_path.file, scenario.dump());
  const Comparison grown = compare(a, b);
  CHECK_FALSE(grown.same_scenario);
  REQUIRE(grown.picks.size() == 3);
  const ComparedPoint& cheapest = grown.picks.back();
  CHECK(cheapest.place == "cheapest");
  CHECK(cheapest.monthly_usd.paired);
  CHECK(cheapest.monthly_usd.difference() > 0);
  CHECK(cheapest.monthly_usd.real());
  CHECK(grown.front.difference() < 0);  // dearer at every latency
  CHECK_THAT(compare(b, a).front.difference(), WithinAbs(-grown.front.difference(), 1e-12));
}

TEST_CASE("a study without a front is not compared") {
  const test::FreePath path("compare-empty");
  const Study empty = Study::create_or_open(path.file, test::small_scenario, "small.json");
  CHECK_THROWS_AS(compare(empty, empty), std::invalid_argument);
}

}  // namespace
}  // namespace tradewind
