// The search axis, the front and its knee.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <random>
#include <set>

#include "search/axis.h"
#include "study/front.h"

namespace tradewind {
namespace {

using Catch::Matchers::WithinRel;

Candidate candidate(double latency_ms, double usd) {
  Candidate c;
  c.outcome.latency.perceived_at_objective_ms = latency_ms;
  c.outcome.requests.offered = c.outcome.requests.completed = 1000;
  c.bill.lines.push_back({});
  c.bill.lines.back().amount = to_cents(usd);
  return c;
}

TEST_CASE("the first limit halves the only gap, more limits spread evenly") {
  const std::vector<search::AxisPoint> ends{{100, 95, 9000}, {1600, 1500, 1000}};
  const auto one = search::next_limits(ends, 1);
  REQUIRE(one.size() == 1);
  CHECK_THAT(one[0], WithinRel(400.0, 1e-12));
  const auto three = search::next_limits(ends, 3);
  REQUIRE(three.size() == 3);
  CHECK_THAT(three[0], WithinRel(200.0, 1e-12));
  CHECK_THAT(three[2], WithinRel(800.0, 1e-12));
}

TEST_CASE("equal neighbours and limits that touch are not halved") {
  CHECK(search::next_limits({{100, 95, 9000}, {200, 95, 9000}}, 2).empty());
  CHECK(search::next_limits({{100, 95, 9000}, {100.5, 96, 8000}}, 2).empty());
  const auto limits = search::next_limits({{100, 95, 9000}, {200, 95, 9000}, {400, 300, 1000}}, 1);
  REQUIRE(limits.size() == 1);
  CHECK(limits[0] > 200);
}

TEST_CASE("nobody on the front is beaten, and everybody off it is") {
  World world;
  std::mt19937 random(9);
  std::uniform_int_distribution<int> draw(1, 12);  // small integers: many ties
  for (int round = 0; round < 50; ++round) {
    std::vector<Candidate> all;
    for (int i = 0; i < 15; ++i) all.push_back(candidate(draw(random), draw(random)));
    study::mark_front(world, all);
    auto beats = [](const Candidate& a, const Candidate& b) {
      return a.latency_ms() <= b.latency_ms() && a.monthly_usd() <= b.monthly_usd() &&
             (a.latency_ms() < b.latency_ms() || a.monthly_usd() < b.monthly_usd());
    };
    int knees = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
      bool beaten = false, repeats = false;
      for (std::size_t j = 0; j < all.size(); ++j) {
        beaten = beaten || beats(all[j], all[i]);
        repeats = repeats || (j < i && all[j].latency_ms() == all[i].latency_ms() && all[j].monthly_usd() == all[i].monthly_usd());
      }
      CHECK(all[i].on_front == (!beaten && !repeats));
      knees += all[i].knee;
      if (all[i].knee) CHECK(all[i].on_front);
    }
    CHECK(knees == 1);
  }
}

TEST_CASE("what earns more stays on the front, though it is beaten on latency and cost") {
  const auto earning = [](double latency_ms, double usd, double net_usd) {
    Candidate c = candidate(latency_ms, usd);
    c.third = net_usd;
    return c;
  };
  World world;
  world.third_axis = ThirdAxis::net_benefit;
  // The second is beaten by the first on latency and cost alone; the third on all three; the last earns nothing more than the fourth at its place.
  std::vector<Candidate> all{earning(100, 500, 40), earning(110, 550, 90), earning(120, 600, 80), earning(300, 200, 10), earning(300, 200, 5)};
  study::mark_front(world, all);
  for (std::size_t i = 0; i < all.size(); ++i) {
    INFO(i);
    CHECK(all[i].on_front == (i == 0 || i == 1 || i == 3));
    CHECK(all[i].third_best == (i == 1));
    CHECK(all[i].knee == (i == 3));  // of two points in latency and cost, the cheaper one
  }
}

TEST_CASE("a front of three axes holds that of latency and cost, and nobody on it is beaten on all three") {
  World world;
  world.third_axis = ThirdAxis::net_benefit;
  std::mt19937 random(10);
  std::uniform_int_distribution<int> draw(1, 8);
  for (int round = 0; round < 50; ++round) {
    std::vector<Candidate> all;
    for (int i = 0; i < 15; ++i) {
      all.push_back(candidate(draw(random), draw(random)));
      all.back().third = draw(random);
    }
    std::vector<Candidate> flat = all;
    for (Candidate& c : flat) c.third.reset();
    study::mark_front(world, all);
    study::mark_front(world, flat);
    const auto places = [](const std::vector<Candidate>& candidates) {
      std::set<std::pair<double, double>> set;
      for (const Candidate& c : candidates)
        if (c.on_front) set.insert({c.latency_ms(), c.monthly_usd()});
      return set;
    };
    const auto of_three = places(all), of_two = places(flat);
    CHECK(std::ranges::includes(of_three, of_two));
    const auto at_least = [](const Candidate& a, const Candidate& b) {
      return a.latency_ms() <= b.latency_ms() && a.monthly_usd() <= b.monthly_usd() && a.third >= b.third;
    };
    double most = 0;
    for (const Candidate& c : all) most = std::max(most, *c.third);
    for (const Candidate& c : all) {
      const bool beaten = std::ranges::any_of(all, [&](const Candidate& other) { return at_least(other, c) && !at_least(c, other); });
      if (c.on_front) CHECK_FALSE(beaten);
      if (!beaten) CHECK(of_three.contains({c.latency_ms(), c.monthly_usd()}));
      if (c.third_best) CHECK(c.third == most);
    }
    CHECK(std::ranges::count(all, true, &Candidate::third_best) == 1);
    CHECK(std::ranges::count(all, true, &Candidate::knee) == 1);
  }
}

TEST_CASE("constraints keep candidates off the front") {
  World world;
  world.constraints.monthly_budget_usd = 500;
  std::vector<Candidate> all{candidate(10, 600), candidate(20, 400), candidate(5, 300)};
  all[2].outcome.requests.timed_out = 20;
  study::mark_front(world, all);
  CHECK_FALSE(all[0].on_front);
  CHECK(all[1].on_front);
  CHECK_FALSE(all[2].on_front);
  world.constraints.enforce_slo = true;
  all[1].outcome.workloads = {{}};
  study::mark_front(world, all);
  CHECK_FALSE(all[1].on_front);
}

TEST_CASE("the knee is the point farthest below the chord") {
  CHECK(study::knee_of({1, 2, 3, 4}, {10, 3, 2, 1}) == 1);
  CHECK(study::knee_of({1, 2, 10}, {10, 9, 1}) == 2);  // on the chord: none is below
  CHECK(study::knee_of({1, 2}, {10, 1}) == 1);
  CHECK(study::knee_of({1}, {10}) == 0);
  // The scale of an axis does not matter.
  CHECK(study::knee_of({100, 200, 300, 400}, {1e6, 3e5, 2e5, 1e5}) == 1);
}

}  // namespace
}  // namespace tradewind
