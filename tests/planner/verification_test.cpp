// The model corrected by what simulations and bills say, and the plan that agrees with them in the end.
#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "market/market.h"
#include "planner/equal_market.h"
#include "planner/small_plan.h"
#include "tradewind/planner/verification.h"
#include "verification/learning.h"

namespace tradewind::verification {
namespace {

using Catch::Approx;
using test::at;
using test::few_points;
using test::small_scenario;
using Fixture = test::EqualMarket;

// As if it had been simulated so much later and billed so much dearer than the model says.
Candidate found(const World& world, const market::Market& market, const placement::Placement& placement, std::size_t column, double late_ms,
                double factor) {
  Candidate candidate;
  candidate.topology = market.topology(placement);
  PoolOutcome pool;
  pool.requests.completed = 1000;
  pool.latency.perceived_at_objective_ms = market.latency_ms(placement, column, market.allowed_share()) + late_ms;
  candidate.outcome.pools = {pool};
  const Region& region = world.regions[market.choices()[column].region];
  BillLine here, nowhere;
  here.provider = region.provider;
  here.region = region.id;
  here.amount = to_cents(0.75 * factor * market.monthly_usd(placement));
  nowhere.region = "global";
  nowhere.amount = to_cents(0.25 * factor * market.monthly_usd(placement));
  candidate.bill.lines = {here, nowhere};
  return candidate;
}

// A column of another region than the first one's.
std::size_t in_another_region(const market::Market& market) {
  const auto& choices = market.choices();
  const auto other = static_cast<std::size_t>(std::ranges::find_if(choices, [&](const market::Choice& c) { return c.region != choices[0].region; }) -
                                              choices.begin());
  REQUIRE(other < choices.size());
  return other;
}

TEST_CASE("a corrected market promises what was found", "[verification]") {
  const Fixture f;
  const placement::Placement placement = at(f.market, 0);
  CHECK(f.market.latency_ms(placement) == Approx(f.market.latency_ms(placement, 0, f.market.allowed_share())).epsilon(2e-3));
  const Candidate candidate = found(f.world, f.market, placement, 0, 40, 1.1);
  Learning learning(f.world, f.market);
  const market::Market corrected = f.market.corrected(learning.around(learning.add(placement, candidate)));
  CHECK(corrected.latency_ms(placement) == Approx(f.market.latency_ms(placement) + 40).epsilon(2e-3));
  CHECK(corrected.monthly_usd(placement) == Approx(1.1 * f.market.monthly_usd(placement)).epsilon(1e-4));
  CHECK(corrected.correction().key() != f.market.correction().key());
  // Problems have it, too: what kept to a limit no longer does.
  const double limit_ms = f.market.latency_ms(placement) + 1;
  const auto keeps = [&](const market::Market& market) {
    const auto problem = market.problem(limit_ms);
    return placement::late_share(problem, problem.late_rows[0], placement) <= problem.late_rows[0].allowed_share;
  };
  CHECK(keeps(f.market));
  CHECK_FALSE(keeps(corrected));
}

TEST_CASE("what was never simulated is corrected like what is most like it", "[verification]") {
  const Fixture f;
  const auto& choices = f.market.choices();
  const placement::Placement placement = at(f.market, 0);
  const Candidate candidate = found(f.world, f.market, placement, 0, 40, 1.1);
  Learning learning(f.world, f.market);
  const market::Correction correction = learning.around(learning.add(placement, candidate));
  REQUIRE(correction.late_ms.size() == choices.size());
  for (const double late_ms : correction.late_ms) CHECK(late_ms == Approx(40));
  for (const double factor : correction.usd_factor) CHECK(factor == Approx(1.1).epsilon(1e-4));
}

TEST_CASE("around a topology its own finding counts, elsewhere all of them by their requests", "[verification]") {
  const Fixture f;
  const std::size_t other = in_another_region(f.market);
  const placement::Placement here = at(f.market, 0), there = at(f.market, other);
  const Candidate a = found(f.world, f.market, here, 0, 40, 1);
  Candidate b = found(f.world, f.market, here, 0, 80, 1);
  b.outcome.pools[0].requests.completed = 3000;
  const Candidate c = found(f.world, f.market, there, other, -10, 0.9);
  Learning learning(f.world, f.market);
  learning.add(here, a);
  learning.add(here, b);
  learning.add(there, c);
  CHECK(learning.around(0).late_ms[0] == Approx(40));
  CHECK(learning.around(1).late_ms[0] == Approx(80));
  CHECK(learning.around(2).late_ms[0] == Approx(70));
  CHECK(learning.around(2).late_ms[other] == Approx(-10));
  CHECK(learning.around(0).usd_factor[f.market.corrected(learning.around(0)).problem({}).columns[other].region] == Approx(0.9).epsilon(1e-4));
}

TEST_CASE("of a fast pool and a slow one the corrected market promises the latency of both together", "[verification]") {
  const Fixture f;
  const auto& choices = f.market.choices();
  const std::size_t other = in_another_region(f.market);
  placement::Placement both = at(f.market, 0);
  both.instances[other] = both.instances[0];
  for (std::size_t group = 0; group < f.market.groups(); ++group) both.share(group, 0) = both.share(group, other) = 0.5;
  // Of the fast pool 0.1 % are later than 500 ms, of the slow one 10 %: of all 5.05 %.
  constexpr double latency_ms = 500;
  Candidate candidate = found(f.world, f.market, at(f.market, 0), 0, 0, 1);
  candidate.topology = f.market.topology(both);
  candidate.outcome.latency.perceived_at_objective_ms = latency_ms;
  candidate.outcome.pools.assign(2, candidate.outcome.pools[0]);
  const auto of_column = [&](std::size_t column) -> LatencySummary& {
    const auto offer = f.world.serving_options[choices[column].option].offer;
    const auto pool = std::ranges::find(candidate.topology.pools, offer, &Pool::offer) - candidate.topology.pools.begin();
    return candidate.outcome.pools[static_cast<std::size_t>(pool)].latency.perceived;
  };
  of_column(0) = {.count = 1000, .p50 = 100, .p90 = 200, .p95 = 250, .p99 = 400, .p999 = latency_ms};
  of_column(other) = {.count = 1000, .p50 = 300, .p90 = latency_ms, .p95 = 900, .p99 = 1500, .p999 = 3000};
  Learning learning(f.world, f.market);
  const market::Market corrected = f.market.corrected(learning.around(learning.add(both, candidate)));
  CHECK(f.market.latency_ms(both) != Approx(latency_ms).epsilon(0.05));
  CHECK(corrected.latency_ms(both) == Approx(latency_ms).epsilon(0.01));
}

TEST_CASE("a verified plan agrees with its simulations better than one that is not, and says how well", "[verification]") {
  const auto worst = [](int rounds) {
    Study study = Study::in_memory(small_scenario, "small.json");
    PlanOptions options = few_points();
    options.verify_rounds = rounds;
    options.verify_replications = 6;
    plan(study, PriceBook::shipped(), options);
    double largest = 0;
    int replications = 0;
    for (const Candidate& point : study.front()) {
      largest = std::max(largest, disagreement(point).largest());
      replications += point.outcome.replications;
      CHECK(point.outcome.replication_latency_ms.size() == static_cast<std::size_t>(point.outcome.replications));
    }
    CHECK(replications <= static_cast<int>(study.front().size()) * study.world().simulation.replications + 6);
    const auto json = nlohmann::json::parse(plan_json(study));
    for (const auto& point : json["front"]) CHECK(point["disagreement"].get<double>() <= largest);
    return largest;
  };
  const double verified = worst(3), unverified = worst(0);
  INFO(verified << " after, " << unverified << " before");
  CHECK(verified <= std::max(unverified, agreement_tolerance));
}

}  // namespace
}  // namespace tradewind::verification
