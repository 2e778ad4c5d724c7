#include "tradewind/sim/capacity.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "capacity/isotonic.h"
#include "support/tiny_world.h"

using namespace tradewind;

TEST_CASE("a capacity curve rises with the load and ends before the highest rate") {
  for (const World& world : {test::tiny_llm_world(), test::tiny_classic_world()}) {
    const CapacityCurve curve = capacity_curve(world, world.serving_options[0], {.requests_per_point = 5000});
    REQUIRE((curve.points.size() >= 5 && curve.points.size() <= 9));
    for (std::size_t i = 0; i < curve.points.size(); ++i) {
      const LoadPoint& point = curve.points[i];
      CHECK(point.stable);
      CHECK(point.rate_rps < curve.max_rate_rps);
      REQUIRE(point.latency_quantiles_ms.size() == 100);
      CHECK(std::ranges::is_sorted(point.latency_quantiles_ms));
      if (i > 0) CHECK(point.latency_quantiles_ms[95] > curve.points[i - 1].latency_quantiles_ms[95]);
    }
  }
}

TEST_CASE("a curve has more points where it bends, and those it has anyway are the same") {
  const World world = test::tiny_llm_world();
  const CapacityOptions straight{.bend = 1e9, .requests_per_point = 5000}, fine{.bend = 0.02, .requests_per_point = 5000};
  const CapacityCurve few = capacity_curve(world, world.serving_options[0], straight), many = capacity_curve(world, world.serving_options[0], fine);
  REQUIRE(few.points.size() == 5);
  REQUIRE(many.points.size() == 9);
  for (const LoadPoint& point : few.points)
    CHECK(std::ranges::any_of(many.points, [&](const LoadPoint& other) { return other.rate_rps == point.rate_rps; }));
  // The steep end gets them: half of the points lie above 0.65 of the highest rate.
  CHECK(std::ranges::count_if(many.points, [&](const LoadPoint& point) { return point.rate_rps > 0.64 * many.max_rate_rps; }) > 4);
}

TEST_CASE("the interval of a point's latency holds that of other seeds, and is narrower with more requests") {
  const World world = test::tiny_llm_world();
  const auto at = [&](double rate_rps, std::uint64_t seed, int requests) {
    CapacityOptions options{.seed = seed, .shares_of_max = {}, .requests_per_point = requests};
    options.shares_of_max = {rate_rps / capacity_curve(world, world.serving_options[0], options).max_rate_rps};
    return capacity_curve(world, world.serving_options[0], options).points.at(0);
  };
  const double rate_rps = 0.5 * capacity_curve(world, world.serving_options[0], {.shares_of_max = {}}).max_rate_rps;
  const LoadPoint small = at(rate_rps, 1, 8000), large = at(rate_rps, 1, 64000);
  CHECK(large.latency_ci95_ms > 0);
  CHECK(large.latency_ci95_ms < small.latency_ci95_ms);
  int held = 0;
  for (std::uint64_t seed = 2; seed < 22; ++seed) {
    const LoadPoint other = at(rate_rps, seed, 8000);
    const double error =
        (other.latency_quantiles_ms[94] + other.latency_quantiles_ms[95] - large.latency_quantiles_ms[94] - large.latency_quantiles_ms[95]) / 2;
    held += std::abs(error) < std::hypot(other.latency_ci95_ms, large.latency_ci95_ms);
  }
  CHECK(held >= 17);  // of 20, at 95 %
}

TEST_CASE("isotonic regression pools what falls") {
  using capacity::isotonic;
  CHECK(isotonic({1, 2, 3}) == std::vector<double>{1, 2, 3});
  CHECK(isotonic({1, 4, 2, 5}) == std::vector<double>{1, 3, 3, 5});
  CHECK(isotonic({3, 2, 1}) == std::vector<double>{2, 2, 2});
  CHECK(isotonic({2, 6, 4, 2, 9}) == std::vector<double>{2, 4, 4, 4, 9});
}
