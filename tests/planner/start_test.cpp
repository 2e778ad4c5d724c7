// What other limits' placements are good for at a limit.
#include "search/start.h"

#include <catch2/catch_test_macros.hpp>

namespace tradewind {
namespace {

placement::Placement placement_of(double usd, double bound_usd, double multiplier) {
  placement::Placement placement;
  placement.usd = usd;
  placement.bound_usd = bound_usd;
  placement.multipliers = {multiplier};
  return placement;
}

TEST_CASE("a limit starts from the cheapest placement that keeps to it, with the multipliers of the nearest limit") {
  const auto tight = placement_of(900, 800, 1), nearer = placement_of(950, 700, 2), wide = placement_of(500, 450, 3);
  const std::vector<search::KnownPlacement> known{{100, &tight}, {180, &nearer}, {215, &wide}};
  const auto start = search::start_at(200, known);
  REQUIRE(start.has_value());
  CHECK(start->usd == 900);
  CHECK(start->multipliers == std::vector<double>{3});  // of 215 ms, which is no placement for 200
  CHECK(search::start_at(185, known)->multipliers == std::vector<double>{2});
  CHECK(search::lower_bound_usd_at(200, known) == 450);
  CHECK(search::lower_bound_usd_at(150, known) == 700);
}

TEST_CASE("multipliers of a limit far off are none, and nothing keeps to a limit that is tighter than all") {
  const auto tight = placement_of(900, 800, 1);
  const std::vector<search::KnownPlacement> known{{100, &tight}};
  CHECK(search::start_at(150, known)->multipliers.empty());
  CHECK(search::start_at(110, known)->multipliers.size() == 1);
  CHECK_FALSE(search::start_at(90, known).has_value());
  CHECK(search::lower_bound_usd_at(150, known) == 0);
}

}  // namespace
}  // namespace tradewind
