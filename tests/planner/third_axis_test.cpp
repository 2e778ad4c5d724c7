// The third axis: what its values are, that bounds on it hold, and that a plan finds points which only stand on the front for it.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "market/market.h"
#include "placement/failures.h"
#include "placement/solve.h"
#include "planner/equal_market.h"
#include "planner/small_plan.h"
#include "support/tiny_world.h"
#include "tradewind/planner/third_axis.h"
#include "tradewind/sim/feature_time.h"
#include "tradewind/sim/simulate.h"

namespace tradewind {
namespace {

using Catch::Matchers::WithinRel;

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::logic_error(from + " is not there");
  return text.replace(at, from.size(), to);
}

// Users of Paris and Berlin, served from Google's regions in Europe: 16 g/kWh in Paris, 643 in Warsaw.
const std::string google = replaced(replaced(test::small_scenario, R"("providers": ["aws"])", R"("providers": ["gcp"])"), R"("populations")",
                                    R"("objective": {"third_axis": "carbon"}, "populations")");

const std::string failing = replaced(test::small_scenario, R"("populations")",
                                     R"("objective": {"third_axis": "availability"},
                                        "reliability": [{"kind": "region", "mtbf_h": 2000, "mttr_h": 4}], "populations")");

const std::string features = R"({
  "name": "scores",
  "objective": {"third_axis": "staleness"},
  "populations": [{"metros": ["Dublin, IE", "New York, US"], "users_share": 0.05}],
  "workloads": [{"name": "score", "requests_per_user_day": 5, "slo": {"metric": "e2e", "target_ms": 300},
    "classic": {"model": "TFT electricity", "request_bytes": 4000, "response_bytes": 500}, "features": [{"store": "cards"}]}],
  "data": {"feature_stores": [{"name": "cards", "home": "aws:eu-west-1", "materialization": {"interval_s": 60, "pipeline_s": 20},
                               "replication_interval_s": 100, "replication_delay_s": 30}]},
  "regions": {"names": ["aws:eu-west-1", "aws:us-east-1"]},
  "simulation": {"replications": 2, "window_count": 8, "window_s": 60, "warmup_s": 10}
})";

World world_of(const std::string& text) {
  LoadedScenario loaded = load_scenario_text(text, "test.json");
  for (const Problem& problem : loaded.problems) UNSCOPED_INFO(problem.found);
  REQUIRE(!has_errors(loaded.problems));
  return std::move(loaded.world);
}

std::vector<Candidate> planned(const std::string& text, const test::FreePath& path) {
  Study study = Study::create_or_open(path.file, text, "test.json");
  plan(study, PriceBook::shipped(), test::few_points());
  return study.candidates();
}

// Of those on the front that no other candidate beats on latency and cost alone.
std::vector<Candidate> in_latency_and_cost(const std::vector<Candidate>& all) {
  std::vector<Candidate> flat;
  for (const Candidate& c : all)
    if (c.on_front && std::ranges::none_of(all, [&](const Candidate& other) {
          return other.on_front && other.latency_ms() <= c.latency_ms() && other.monthly_usd() < c.monthly_usd();
        }))
      flat.push_back(c);
  return flat;
}

TEST_CASE("carbon is hours, GPUs, their power and the grid", "[third-axis]") {
  World world = test::tiny_llm_world();
  world.third_axis = ThirdAxis::carbon;
  world.offers[0].gpu_power_w = 700;
  world.offers[0].gpu_count = 8;
  world.regions[0].grid_gco2_per_kwh = 400;
  const Topology topology{{{0, 0, 3}}, RoutingPolicy::latency, {}};
  Usage usage;
  usage.pools.push_back({0, 100});
  CHECK_THAT(gpu_carbon_kg(world, topology, usage), WithinRel(100 * 8 * 0.7 * 0.4, 1e-12));
  CHECK_THAT(gpu_carbon_kg(world, world.offers[0]), WithinRel(730 * 8 * 0.7 * 0.4, 1e-12));
}

TEST_CASE("a value is written with its unit's decimals", "[third-axis]") {
  CHECK(third_text(ThirdAxis::carbon, 12345.6) == "12,346");
  CHECK(third_text(ThirdAxis::net_benefit, -1234) == "-1,234");
  CHECK(third_text(ThirdAxis::staleness, 59.96) == "60.0");
  CHECK(third_text(ThirdAxis::availability, 0.99987) == "99.9870 %");
  CHECK(third_heading(ThirdAxis::carbon) == "carbon, kg CO2e/month");
  CHECK(third_heading(ThirdAxis::availability) == "availability");
}

TEST_CASE("a placement keeps to a bound on carbon, and a closer bound never costs less", "[third-axis]") {
  const World world = world_of(google);
  const market::Market market(world, PriceBook::shipped(), test::equal_curves(world));
  const auto free = placement::solve(market.problem({}), {});
  REQUIRE(free);
  const double loss = market.third_loss(*free);
  REQUIRE(loss > 0);
  double cost = free->usd;
  int found = 0;
  for (const double share : {0.9, 0.6, 0.3, 0.1}) {
    const auto bound = placement::solve(market.problem({}, 1, share * loss), {});
    if (!bound) break;
    ++found;
    CHECK(market.third_loss(*bound) <= share * loss * (1 + 1e-6));
    CHECK(bound->usd >= bound->bound_usd);
    CHECK(bound->usd >= free->bound_usd * (1 - 1e-6));
    CHECK(bound->usd >= cost * (1 - 0.02));  // both are within 1 % of the least
    cost = bound->usd;
  }
  CHECK(found >= 2);
}

TEST_CASE("a bound on what may go unserved after a loss is survived, and costs", "[third-axis]") {
  const World world = world_of(failing);
  const market::Market market(world, PriceBook::shipped(), test::equal_curves(world));
  const auto free = placement::solve(market.problem({}), {}), safe = placement::solve(market.problem({}, 1, 0.0), {});
  REQUIRE(free);
  REQUIRE(safe);
  CHECK(market.third_loss(*free) > 0);
  CHECK(market.third_loss(*safe) == 0);
  CHECK(safe->usd > free->usd);
}

TEST_CASE("the model's staleness is that of the simulation", "[third-axis]") {
  const World world = world_of(features);
  const Topology both{{{0, world.serving_options.front().offer, 1}, {0, world.serving_options.back().offer, 1}}, RoutingPolicy::latency, {}};
  REQUIRE(world.offers[both.pools[0].offer].region != world.offers[both.pools[1].offer].region);
  const Outcome outcome = simulate(world, both);
  double expected = 0, requests = 0;
  for (const RegionRequests& served : outcome.usage.requests) {
    expected += served.requests * feature_staleness_s(world, 0, served.region);
    requests += served.requests;
  }
  CHECK_THAT(outcome.features.staleness_s.mean, WithinRel(expected / requests, 0.05));
  // At home 60 / 2 + 20; across the ocean half of 100 more, and 30, and half of the round trip.
  CHECK_THAT(feature_staleness_s(world, 0, 0), WithinRel(50.0, 1e-9));
  CHECK_THAT(feature_staleness_s(world, 0, 1), WithinRel(130.0, 0.01));
}

TEST_CASE("a plan finds what emits least, beside the front of latency and cost", "[third-axis]") {
  const test::FreePath path("third-carbon");
  const std::vector<Candidate> all = planned(google, path);
  double least_flat = 1e300, least = 1e300;
  for (const Candidate& c : in_latency_and_cost(all)) least_flat = std::min(least_flat, *c.third);
  for (const Candidate& c : all)
    if (c.on_front) least = std::min(least, *c.third);
  CHECK(least < 0.9 * least_flat);
  Study study = Study::open(path.file);
  const Candidate picked = study.find("least-carbon");
  CHECK(picked.third == least);
  const World& world = study.world();
  double kg = 0;
  for (const Pool& pool : picked.topology.pools) kg += instances(world, pool) * gpu_carbon_kg(world, world.offers[pool.offer]);
  CHECK_THAT(*picked.third, WithinRel(kg, 1e-9));
  CHECK_THROWS_WITH(study.find("freshest"), Catch::Matchers::ContainsSubstring("least-carbon"));
}

TEST_CASE("a plan finds what fails least, and keeps what it found", "[third-axis]") {
  const test::FreePath path("third-availability");
  const std::vector<Candidate> all = planned(failing, path);
  double most_flat = 0, most = 0;
  for (const Candidate& c : in_latency_and_cost(all)) most_flat = std::max(most_flat, *c.third);
  for (const Candidate& c : all) {
    REQUIRE(c.expected_availability);
    CHECK(*c.expected_availability > 0.99);
    CHECK(*c.expected_availability < 1);
    if (c.on_front) most = std::max(most, *c.third);
  }
  CHECK(most > most_flat);
  CHECK(Study::open(path.file).find("most-available").third == most);
}

TEST_CASE("a plan finds what is freshest", "[third-axis]") {
  const test::FreePath path("third-staleness");
  const std::vector<Candidate> all = planned(features, path);
  const Study study = Study::open(path.file);
  const Candidate freshest = study.find("freshest");
  // Served at home alone.
  CHECK(open_regions(study.world(), freshest.topology) == std::vector<std::uint32_t>{0});
  for (const Candidate& c : all) CHECK(*freshest.third <= *c.third);
}

}  // namespace
}  // namespace tradewind
