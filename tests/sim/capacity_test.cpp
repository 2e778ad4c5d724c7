#include "tradewind/sim/capacity.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "support/tiny_world.h"

using namespace tradewind;

TEST_CASE("a capacity curve rises with the load and ends before the highest rate") {
  for (const World& world : {test::tiny_llm_world(), test::tiny_classic_world()}) {
    const CapacityCurve curve = capacity_curve(world, world.serving_options[0], {.requests_per_point = 5000});
    REQUIRE(curve.points.size() == 5);
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
