// Courses over a horizon: what stands stays, and small horizons are proven, against enumeration.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <functional>
#include <random>

#include "planner/small_plan.h"
#include "roadmap/courses.h"
#include "tradewind/planner/roadmap.h"

using namespace tradewind;
using namespace tradewind::roadmap;
using Catch::Approx;

namespace {

placement::Limits exact() {
  placement::Limits limits;
  limits.relative_gap = 1e-9;
  return limits;
}

// One group; `offers` in as many regions, each with its price, capacity and region's fixed cost.
struct Offer1 {
  double usd, rps, open_usd;
};
placement::PlacementProblem one_group(const std::vector<Offer1>& offers, double rps) {
  placement::PlacementProblem problem;
  problem.groups = 1;
  problem.hourly_rps = {Grid(1, 1, rps)};
  problem.mean_rps = Grid(1, 1, rps);
  for (std::uint32_t i = 0; i < offers.size(); ++i) {
    problem.region_fixed_usd.push_back(offers[i].open_usd);
    problem.columns.push_back({0, i, i, 0, offers[i].usd, offers[i].rps});
  }
  problem.request_usd = Grid(1, offers.size());
  return problem;
}

// The cheapest course by trying all counts, where requests cost nothing and any column may serve the group.
double enumerated(const std::vector<Offer1>& offers, double rps, const std::vector<Stage>& stages, std::size_t stage, const std::vector<int>& held) {
  if (stage == stages.size()) return 0;
  double best = 1e300;
  std::vector<int> counts = held;
  const auto usd_of = [&] {
    double usd = 0;
    for (std::size_t i = 0; i < offers.size(); ++i) usd += counts[i] * offers[i].usd + (counts[i] > 0 ? offers[i].open_usd : 0);
    return usd;
  };
  const std::function<void(std::size_t)> choose = [&](std::size_t i) {
    if (i == offers.size()) {
      double carried = 0;
      for (std::size_t c = 0; c < offers.size(); ++c) carried += counts[c] * offers[c].rps;
      if (carried < rps * stages[stage].peak_factor - 1e-9) return;
      best = std::min(best, stages[stage].months * usd_of() + enumerated(offers, rps, stages, stage + 1, counts));
      return;
    }
    for (counts[i] = held[i]; counts[i] <= 8; ++counts[i]) choose(i + 1);
    counts[i] = held[i];
  };
  choose(0);
  return best;
}

}  // namespace

TEST_CASE("what was bought stays, also when it is no longer needed") {
  const Horizon horizon{one_group({{100, 2, 50}}, 10), {{6, 1, 1}, {6, 2, 2}, {6, 0.5, 0.5}}};
  const auto course = rolling(horizon, {}, exact());
  REQUIRE(course.has_value());
  CHECK(course->placements[0].instances[0] == 5);
  CHECK(course->placements[1].instances[0] == 10);
  CHECK(course->placements[2].instances[0] == 10);
  CHECK(course->usd == Approx(6 * (550 + 1050 + 1050)));
  CHECK(stages_apart_usd(horizon, {}, exact()) == Approx(6 * (550 + 1050 + 350)));
}

TEST_CASE("who knows the end does not buy what is regretted") {
  // Small instances are cheapest today; the large ones, in a region that costs more to open, carry the growth for less.
  const std::vector<Offer1> offers{{100, 2, 0}, {350, 12, 100}};
  const Horizon horizon{one_group(offers, 6), {{1, 1, 1}, {11, 4, 4}}};
  const auto blind = rolling(horizon, {}, exact());
  const auto foresighted = towards_the_end(horizon, {}, exact());
  REQUIRE((blind && foresighted));
  CHECK(blind->placements[0].instances == std::vector<int>{3, 0});
  CHECK(foresighted->usd < blind->usd);
  const Proven proven = jointly(horizon, {}, *blind, exact());
  CHECK(proven.course.usd == Approx(enumerated(offers, 6, horizon.stages, 0, {0, 0})));
  CHECK(proven.bound_usd == Approx(proven.course.usd));
}

TEST_CASE("all stages together are as cheap as the best of all courses") {
  std::mt19937 random(7);
  const auto between = [&](int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); };
  int better = 0;
  for (int round = 0; round < 100; ++round) {
    std::vector<Offer1> offers;
    for (int i = 0; i < 2; ++i)
      offers.push_back({static_cast<double>(between(50, 400)), static_cast<double>(between(2, 8)), static_cast<double>(between(0, 500))});
    const double rps = between(2, 6);
    Horizon horizon{one_group(offers, rps), {}};
    for (int s = 0; s < 3; ++s) horizon.stages.push_back({static_cast<double>(between(1, 12)), between(1, 5) / 2.0, 1});
    const auto step_by_step = rolling(horizon, {}, exact());
    REQUIRE(step_by_step);
    REQUIRE(is_small(horizon));
    const Proven proven = jointly(horizon, {}, *step_by_step, exact());
    const double best = enumerated(offers, rps, horizon.stages, 0, {0, 0});
    CAPTURE(round, step_by_step->usd);
    CHECK(proven.course.usd == Approx(best).epsilon(1e-6));
    CHECK(proven.bound_usd <= best * (1 + 1e-6));
    CHECK(stages_apart_usd(horizon, {}, exact()) <= best * (1 + 1e-6));
    better += step_by_step->usd > best * (1 + 1e-6);
  }
  CHECK(better >= 3);  // else the horizons would be too easy to say anything
}

TEST_CASE("a roadmap grows from what stands today, and says what waiting costs") {
  Study study = Study::in_memory(test::small_scenario, "small.json");
  RoadmapOptions options;
  options.months = 12;
  options.every = 6;
  options.growths = {0, 0.1};
  options.simulate = false;
  const Roadmaps plans = roadmaps(study, PriceBook::shipped(), options);
  REQUIRE(plans.by_growth.size() == 2);
  const auto count = [&](const RoadmapStage& stage) {
    int sum = 0;
    for (const Pool& pool : stage.topology.pools) sum += instances(study.world(), pool);
    return sum;
  };
  for (const Roadmap& roadmap : plans.by_growth) {
    CHECK(roadmap.bound_usd <= roadmap.usd);
    CHECK(roadmap.gap() < 0.2);
    REQUIRE(roadmap.stages.size() == 2);
    CHECK(count(roadmap.stages[1]) >= count(roadmap.stages[0]));
    REQUIRE_FALSE(roadmap.stages[0].opens.empty());
  }
  CHECK(plans.by_growth[0].stages[1].peak_factor == 1);
  CHECK(plans.by_growth[1].stages[1].peak_factor == Approx(std::pow(1.1, 11)));
  CHECK(plans.by_growth[1].usd > plans.by_growth[0].usd);
  REQUIRE(plans.first_steps.size() == 2);
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(plans.first_steps[i].usd[i] == plans.by_growth[i].usd);
    CHECK(plans.first_steps[i].worst_regret_usd >= plans.first_steps[plans.least_regret].worst_regret_usd);
  }

  options.today = plans.by_growth[1].stages[1].topology;
  const Roadmap from_much = roadmaps(study, PriceBook::shipped(), options).by_growth[0];
  CHECK(count(from_much.stages[0]) >= count(plans.by_growth[1].stages[1]));
  CHECK(from_much.stages[0].opens.empty());

  options.every = 5;
  CHECK_THROWS_AS(roadmaps(study, PriceBook::shipped(), options), std::invalid_argument);
}
