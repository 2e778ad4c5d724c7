// Placements as a study keeps them.
#include "search/placement_json.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

namespace tradewind::search {
namespace {

TEST_CASE("a kept placement comes back, also from a study that kept no multipliers yet") {
  placement::Placement placement;
  placement.instances = {0, 3};
  placement.share = Grid(2, 2);
  placement.share(0, 1) = 1;
  placement.share(1, 1) = 0.25;
  placement.usd = 120.5;
  placement.bound_usd = 119;
  placement.multipliers = {1.5, 0, 2};
  const placement::Placement back = placement_from_json(to_json(placement));
  CHECK(back.instances == placement.instances);
  CHECK(back.share(1, 1) == 0.25);
  CHECK(back.usd == 120.5);
  CHECK(back.bound_usd == 119);
  CHECK(back.multipliers == placement.multipliers);

  auto older = nlohmann::json::parse(to_json(placement));
  older.erase("multipliers");
  const placement::Placement early = placement_from_json(older.dump());
  CHECK(early.instances == placement.instances);
  CHECK(early.multipliers.empty());
}

}  // namespace
}  // namespace tradewind::search
