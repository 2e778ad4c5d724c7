// Neighbours of a topology that the model does not propose, and what looking at them does for a front.
#include <fmt/format.h>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "local_search/moves.h"
#include "planner/equal_market.h"
#include "planner/small_plan.h"

namespace tradewind::local_search {
namespace {

using Catch::Approx;
using test::small_scenario;

std::string with(const std::string& field) {
  std::string text = small_scenario;
  return text.replace(text.rfind('}'), 1, "," + field + "}");
}

// All users at a column that is emptier than it might be, and as many instances as that takes.
struct Centre {
  explicit Centre(const std::string& scenario = small_scenario)
      : study(Study::in_memory(scenario, "small.json")), market(study.world(), PriceBook::shipped(), test::equal_curves(study.world())) {
    const auto& choices = market.choices();
    for (std::size_t i = 0; i < choices.size(); ++i)
      for (std::size_t j = 0; j < choices.size(); ++j)
        if (choices[i].option == choices[j].option && choices[i].instance_rps < choices[j].instance_rps) column = i, fuller = j;
    REQUIRE(column != fuller);
    placement = test::at(market, column);
    placement.instances = needed_instances(market.problem({}), placement);
  }
  Study study;
  market::Market market;
  std::size_t column = 0, fuller = 0;
  placement::Placement placement;
};

TEST_CASE("an instance fewer is a neighbour while the pool carries its load at the fullest level", "[local_search]") {
  Centre centre;
  const int planned = centre.placement.instances[centre.column];
  placement::Placement full = test::at(centre.market, centre.fuller);
  const int least = needed_instances(centre.market.problem({}), full)[centre.fuller];
  REQUIRE(least < planned);
  for (int n = planned; n > 1; --n) {
    centre.placement.instances[centre.column] = n;
    const auto found = moves(centre.market, centre.placement);
    const bool smaller = std::ranges::any_of(found, [&](const Move& m) { return m.placement.instances[centre.column] == n - 1; });
    CAPTURE(n, least);
    CHECK(smaller == (n - 1 >= least));
  }
}

TEST_CASE("a neighbour costs what the market says and is not hoped to be slower than with fewer instances", "[local_search]") {
  const Centre centre;
  const double here_ms = centre.market.latency_ms(centre.placement);
  const auto found = moves(centre.market, centre.placement);
  REQUIRE_FALSE(found.empty());
  for (const Move& move : found) {
    CHECK(move.placement.usd == Approx(centre.market.monthly_usd(move.placement)));
    CHECK(to_json(centre.study.world(), move.topology) != to_json(centre.study.world(), centre.market.topology(centre.placement)));
    if (move.placement.instances[centre.column] > centre.placement.instances[centre.column]) CHECK(move.hoped_latency_ms <= here_ms);
  }
}

TEST_CASE("an instance more is hoped to be as fast as the next lower load", "[local_search]") {
  Centre centre;
  centre.placement = test::at(centre.market, centre.fuller);
  centre.placement.instances = needed_instances(centre.market.problem({}), centre.placement);
  const auto found = moves(centre.market, centre.placement);
  const auto larger = std::ranges::find_if(
      found, [&](const Move& m) { return m.placement.instances[centre.fuller] == centre.placement.instances[centre.fuller] + 1; });
  REQUIRE(larger != found.end());
  CHECK(larger->hoped_latency_ms == Approx(centre.market.latency_ms(test::at(centre.market, centre.column))));
}

bool gives_up_instances(const Centre& centre) {
  const int n = centre.placement.instances[centre.column];
  return std::ranges::any_of(moves(centre.market, centre.placement), [&](const Move& m) { return m.placement.instances[centre.column] < n; });
}

TEST_CASE("shares that add up to a rounding more than 1 are stated as 1", "[local_search]") {
  Centre centre;
  for (std::size_t group = 0; group < centre.market.groups(); ++group) centre.placement.share(group, centre.column) = 0.1 + 0.2 + 0.7000000000000002;
  REQUIRE(centre.placement.share(0, centre.column) > 1);
  const World& world = centre.study.world();
  CHECK_NOTHROW(load_topology_text(world, to_json(world, centre.market.topology(centre.placement)), "topology.json"));
}

TEST_CASE("what stays and what must survive a failure is not given up", "[local_search]") {
  const Centre free;
  REQUIRE(gives_up_instances(free));
  const World& world = free.study.world();
  const Offer& offer = world.offers[world.serving_options[free.market.choices()[free.column].option].offer];
  const std::string keep =
      fmt::format(R"("constraints": {{"keep": [{{"workload": "assistant", "region": "{}", "instance_type": "{}", "min_instances": {}}}]}})",
                  world.regions[offer.region].key(), offer.instance_type, free.placement.instances[free.column]);
  Centre kept(with(keep));
  CHECK_FALSE(gives_up_instances(kept));
  ++kept.placement.instances[kept.column];
  CHECK(gives_up_instances(kept));
  // A single region survives no failure, whatever it has.
  const Centre failing(with(R"("constraints": {"survive": {}})"));
  CHECK(moves(failing.market, failing.placement).empty());
}

TEST_CASE("local search only adds to the front, and the same for any number of threads", "[local_search]") {
  const auto front_of = [](int local_search, int threads) {
    Study study = Study::in_memory(small_scenario, "small.json");
    PlanOptions options = test::few_points();
    options.verify_replications = 0;
    options.local_search = local_search;
    options.threads = threads;
    plan(study, PriceBook::shipped(), options);
    return std::pair(study.front(), plan_json(study));
  };
  const auto [without, json_without] = front_of(0, 2);
  const auto [with, json_with] = front_of(12, 2);
  for (const Candidate& point : without) {
    CAPTURE(point.id, point.latency_ms(), point.monthly_usd());
    CHECK(std::ranges::any_of(with,
                              [&](const Candidate& c) { return c.latency_ms() <= point.latency_ms() && c.monthly_usd() <= point.monthly_usd(); }));
  }
  CHECK(with.size() + without.size() > 0);
  CHECK(json_with == front_of(12, 1).second);
}

}  // namespace
}  // namespace tradewind::local_search
