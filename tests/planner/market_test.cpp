// Reductions of the market: what they leave out, and that leaving it out does not matter.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <random>

#include "latency/late_share.h"
#include "market/columns.h"
#include "market/groups.h"
#include "market/regions.h"
#include "placement/hours.h"
#include "placement/solve.h"

namespace tradewind {
namespace {

using Catch::Matchers::WithinAbs;
using market::Choice;

std::vector<double> around(double median_ms, double spread) {
  std::vector<double> quantiles;
  for (int i = 0; i < 100; ++i) quantiles.push_back(median_ms * (1 + spread * ((i + 0.5) / 100 - 0.5)));
  return quantiles;
}

Choice choice(std::uint32_t region, std::uint32_t option, double usd, double rps, double median_ms) {
  return {0, region, option, 0, usd, rps, around(median_ms, 0.5)};
}

TEST_CASE("a choice that is dearer, coarser and slower is left out, one that is better in anything stays") {
  const std::vector<Choice> choices{choice(0, 0, 700, 4, 100), choice(0, 1, 800, 4, 100), choice(0, 2, 1400, 8, 101),
                                    choice(0, 3, 900, 4, 60),  choice(0, 4, 300, 1, 100), choice(1, 5, 9000, 4, 500)};
  std::vector<std::uint32_t> kept;
  for (const Choice& c : market::without_covered(choices, 95)) kept.push_back(c.option);
  CHECK(kept == std::vector<std::uint32_t>{0, 3, 4, 5});
}

TEST_CASE("few choices keep the cheapest, the fastest and the finest") {
  std::vector<Choice> choices;
  for (std::uint32_t i = 0; i < 12; ++i) choices.push_back(choice(0, i, 700 + 300.0 * i, 4, 400 / (1.0 + i)));
  choices.push_back(choice(0, 12, 100, 0.2, 390));
  const auto few = market::few_for_each_region(choices, 95, 5);
  REQUIRE(few.size() == 5);
  CHECK(few.front().option == 0);
  CHECK(few[few.size() - 2].option == 11);
  CHECK(few.back().option == 12);
}

TEST_CASE("a region is left out only for one that is as near, as cheap and as fast") {
  std::vector<market::RegionFacts> facts{
      {{10, 100}, {0.09, 0.09}, 90}, {{11, 101}, {0.09, 0.09}, 90}, {{15, 95}, {0.09, 0.09}, 90}, {{10, 100}, {0.08, 0.09}, 90}};
  const std::vector<Choice> choices{choice(0, 0, 700, 4, 100), choice(1, 1, 701, 4, 100), choice(2, 2, 705, 4, 100), choice(3, 3, 800, 4, 100)};
  // 1 is covered by 0 (1 ms farther, dearer); 2 is nearer to somebody; 3 has cheaper traffic.
  CHECK(market::uncovered_regions(facts, choices, 95) == std::vector<std::uint32_t>{0, 2, 3});
  CHECK(market::uncovered_regions(facts, choices, 95, 6) == std::vector<std::uint32_t>{0, 3});
}

TEST_CASE("alike populations share a group; every one has a leader within the tolerance") {
  std::mt19937 random(4);
  std::uniform_real_distribution<double> rtt(5, 300);
  Grid rtts(60, 4);
  std::vector<double> demand;
  for (std::size_t p = 0; p < 60; ++p) {
    demand.push_back(rtt(random));
    for (std::size_t r = 0; r < 4; ++r) rtts(p, r) = p % 3 == 0 || p < 3 ? rtt(random) : rtts(p - 1, r) + 0.1;
  }
  const auto all = market::group_populations(rtts, demand, std::vector<std::size_t>(60), 60);
  CHECK(all.count == 60);
  const auto some = market::group_populations(rtts, demand, std::vector<std::size_t>(60), 25);
  CHECK(some.count <= 25);
  CHECK(some.group_of[4] == some.group_of[5]);
  for (const std::size_t group : some.group_of) CHECK(group < some.count);

  // Populations that may be served in other regions are never in one group, however few groups there may be.
  std::vector<std::size_t> kind(60);
  for (std::size_t p = 0; p < 60; ++p) kind[p] = p % 2;
  const auto apart = market::group_populations(rtts, demand, kind, 1);
  CHECK(apart.count == 2);
  for (std::size_t p = 2; p < 60; ++p) CHECK((apart.group_of[p] == apart.group_of[0]) == (kind[p] == kind[0]));
}

TEST_CASE("a region that is nearer but may not serve everybody covers no other one") {
  const std::vector<Choice> choices{choice(0, 0, 700, 4, 100), choice(1, 1, 800, 4, 100)};
  std::vector<market::RegionFacts> facts{{{10, 10}, {0.09, 0.09}, 90}, {{20, 20}, {0.09, 0.09}, 90}};
  CHECK(market::uncovered_regions(facts, choices, 95) == std::vector<std::uint32_t>{0});
  facts[0].may_serve = {1, 0};
  facts[1].may_serve = {1, 1};
  CHECK(market::uncovered_regions(facts, choices, 95) == std::vector<std::uint32_t>{0, 1});
}

TEST_CASE("late share of two tables is the share of late pairs") {
  std::mt19937 random(2);
  std::exponential_distribution<double> draw(0.01);
  std::vector<double> a, b;
  for (int i = 0; i < 100; ++i) {
    a.push_back(draw(random));
    b.push_back(draw(random));
  }
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  for (const double limit : {0.0, 50.0, 150.0, 300.0, 2000.0}) {
    int late = 0;
    for (const double x : a)
      for (const double y : b) late += x + y > limit;
    CHECK(latency::late_share(a, b, limit) == late / 10000.0);
  }
}

TEST_CASE("the week's server latency lies between the quietest hour's and the busiest hour's") {
  CapacityCurve curve;
  curve.max_rate_rps = 10;
  for (const double rate : {3.0, 5.0, 8.0}) curve.points.push_back({rate, rate / 10, around(10 * rate, 0.2), 0, true});
  const std::vector<double> flat{1, 1, 1}, swinging{0.5, 1.0};
  CHECK(latency::week_quantiles_ms(curve, 2, flat) == curve.points[2].latency_quantiles_ms);
  const auto mixed = latency::week_quantiles_ms(curve, 2, swinging);
  REQUIRE(mixed.size() == 100);
  CHECK(std::is_sorted(mixed.begin(), mixed.end()));
  // A third of the requests comes at 4 rps (40 ms in the middle), two thirds at 8 rps (80 ms).
  CHECK_THAT(mixed[10], WithinAbs(40, 4));
  CHECK_THAT(mixed[66], WithinAbs(80, 4));
  // Below the first point its quantiles stand.
  const std::vector<double> idle{0.1, 1.0};
  CHECK_THAT(latency::week_quantiles_ms(curve, 0, idle)[50], WithinAbs(30, 1));
}

TEST_CASE("hours that another hour dominates do not size pools") {
  Grid rates(2, 5);
  const double rows[2][5] = {{1, 2, 2, 3, 1}, {4, 4, 4, 1, 2}};
  for (std::size_t g = 0; g < 2; ++g)
    for (std::size_t h = 0; h < 5; ++h) rates(g, h) = rows[g][h];
  CHECK(placement::undominated_hours({rates}) == std::vector<std::size_t>{1, 3});
}

// A small market on a line: regions and populations at places, prices at random.
placement::PlacementProblem problem_on_a_line(const std::vector<Choice>& choices, const std::vector<double>& region_at,
                                              const std::vector<double>& group_at, double limit_ms) {
  placement::PlacementProblem problem;
  problem.groups = group_at.size();
  problem.region_fixed_usd.assign(region_at.size(), 90);
  problem.hourly_rps = {Grid(group_at.size(), 1, 6.0)};
  problem.mean_rps = Grid(1, group_at.size(), 6.0);
  placement::PlacementProblem::LateRow row{std::nullopt, Grid(group_at.size(), choices.size()), 0.05};
  problem.request_usd = Grid(group_at.size(), choices.size(), 10);
  for (std::size_t c = 0; c < choices.size(); ++c) {
    problem.columns.push_back({0, choices[c].region, choices[c].option, 0, choices[c].instance_usd, choices[c].instance_rps});
    for (std::size_t g = 0; g < group_at.size(); ++g)
      row.late_share(g, c) =
          latency::late_share(around(10 + std::abs(group_at[g] - region_at[choices[c].region]), 0.5), choices[c].server_ms, limit_ms);
  }
  problem.late_rows = {row};
  return problem;
}

TEST_CASE("reductions keep the optimum within what they state") {
  std::mt19937 random(21);
  std::uniform_real_distribution<double> uniform(0, 1);
  placement::Limits exact;
  exact.relative_gap = 0;
  int compared = 0;
  for (int instance = 0; instance < 20; ++instance) {
    std::vector<double> region_at, group_at;
    std::vector<Choice> choices;
    std::vector<market::RegionFacts> facts;
    for (int g = 0; g < 5; ++g) group_at.push_back(200 * uniform(random));
    for (std::uint32_t r = 0; r < 6; ++r) {
      region_at.push_back(r % 2 == 1 ? region_at.back() + 1 : 200 * uniform(random));
      const double dear = r % 2 == 1 ? 1.2 : 1 + 0.2 * uniform(random);
      choices.push_back(choice(r, 3 * r, 700 * dear, 4, 100));
      choices.push_back(choice(r, 3 * r + 1, 1500 * dear, 8, 101));
      choices.push_back(choice(r, 3 * r + 2, 1000 * dear, 4, 60));
      facts.push_back({{}, std::vector<double>(5, 0.09), 90});
      for (const double at : group_at) facts.back().rtt_ms.push_back(10 + std::abs(at - region_at.back()));
    }
    std::vector<Choice> reduced = market::without_covered(choices, 95);
    const auto regions = market::uncovered_regions(facts, reduced, 95);
    std::erase_if(reduced, [&](const Choice& c) { return !std::binary_search(regions.begin(), regions.end(), c.region); });
    CHECK(reduced.size() < choices.size());
    const double limit_ms = 230;
    const auto whole = placement::solve(problem_on_a_line(choices, region_at, group_at, limit_ms), exact);
    // The stated bound: 2 % of server time and 2 ms of round trip later.
    auto narrow_problem = problem_on_a_line(reduced, region_at, group_at, limit_ms * 1.02 + 2);
    const auto narrow = placement::solve(narrow_problem, exact);
    if (!whole) continue;
    REQUIRE(narrow.has_value());
    // Where the whole market opens a region beside its cover, with different offers, the narrow one has to choose: no bound is stated for that.
    std::vector<char> open(6);
    for (std::size_t c = 0; c < choices.size(); ++c)
      if (whole->instances[c] > 0) open[choices[c].region] = 1;
    if ((open[0] && open[1]) || (open[2] && open[3]) || (open[4] && open[5])) continue;
    ++compared;
    CHECK(narrow->usd <= whole->usd * (1 + 1e-6));
  }
  CHECK(compared >= 4);
}

}  // namespace
}  // namespace tradewind
