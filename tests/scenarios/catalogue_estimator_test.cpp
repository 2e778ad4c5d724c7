#include "catalogue/estimator.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <utility>

#include "catalogue/fit/holdout.h"
#include "embedded/catalogue_data.h"

using namespace tradewind;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

std::vector<holdout::Row> shipped_rows() { return holdout::region_rows(embedded::catalogue_data("region_rtt.csv")); }

RttEstimator shipped_estimator() {
  std::vector<MeasuredPair> pairs;
  for (const holdout::Row& row : shipped_rows()) pairs.push_back(row.measured);
  return RttEstimator(pairs);
}

}  // namespace

TEST_CASE("a fifth of the measured region pairs is estimated from the others: median error 4 ms, 95 % within 20 %", "[catalogue]") {
  // Single draws of some 630 rows scatter by a percent around their mean. A straight line for each pair of continents gives 13 ms and 77 %.
  const std::vector<holdout::Row> rows = shipped_rows();
  double within_20_percent = 0;
  constexpr std::uint64_t draws = 5;
  for (std::uint64_t seed = 1; seed <= draws; ++seed) {
    const holdout::Errors errors = holdout::errors(rows, holdout::pairs(seed, 0.2));
    INFO("seed " << seed << ": " << errors.rows << " rows, median error " << errors.median_ms << " ms, within 20 %: " << errors.within_20_percent);
    CHECK(errors.rows > 500);
    CHECK(errors.median_ms <= 4.2);
    CHECK(errors.within_20_percent >= 93);
    within_20_percent += errors.within_20_percent / draws;
  }
  CHECK(within_20_percent >= 94.5);
}

TEST_CASE("regions without any measurement are estimated from their neighbours", "[catalogue]") {
  const std::vector<holdout::Row> rows = shipped_rows();
  double median_ms = 0, within_20_percent = 0;
  constexpr std::uint64_t draws = 5;
  for (std::uint64_t seed = 1; seed <= draws; ++seed) {
    const holdout::Errors errors = holdout::errors(rows, holdout::regions(seed, 0.1));
    median_ms += errors.median_ms / draws;
    within_20_percent += errors.within_20_percent / draws;
  }
  CHECK(median_ms <= 6);
  CHECK(within_20_percent >= 90);
}

TEST_CASE("estimates between all regions are symmetric, possible in fibre and small inside a town", "[catalogue]") {
  const RttEstimator estimator = shipped_estimator();
  const auto regions = Catalogue::shipped().regions();
  for (std::size_t i = 0; i < regions.size(); i += 2)
    for (std::size_t j = i; j < regions.size(); j += 3) {
      const Place a = place_of(regions[i]), b = place_of(regions[j]);
      const double km = distance_km(a.point, b.point), ms = estimator.estimate_ms(a, b);
      INFO(regions[i].key() << " - " << regions[j].key() << ", " << km << " km: " << ms << " ms");
      CHECK(ms == estimator.estimate_ms(b, a));
      CHECK(ms >= fibre_floor_ms(km));
      CHECK(ms < 650);
      if (km < 20) CHECK(ms < 10);
    }
}

TEST_CASE("the order of the measured pairs and of their ends does not matter", "[catalogue]") {
  std::vector<MeasuredPair> pairs;
  for (const holdout::Row& row : shipped_rows()) pairs.push_back(row.measured);
  const RttEstimator forth(pairs);
  std::reverse(pairs.begin(), pairs.end());
  for (MeasuredPair& pair : pairs) std::swap(pair.a, pair.b);
  const RttEstimator back(pairs);
  for (std::size_t i = 0; i + 1 < pairs.size(); i += 97) {
    const Place &a = pairs[i].a, &b = pairs[i + 1].b;
    CHECK_THAT(back.estimate_ms(a, b), WithinRel(forth.estimate_ms(a, b), 1e-6));
  }
}

TEST_CASE("what neighbours in the same network deviate from the line counts more than what others do", "[catalogue]") {
  // From one town to another 6000 km away: the slow network takes 150 ms, the fast one 75 ms.
  std::vector<MeasuredPair> pairs;
  const auto site = [](double lat, double lon, const char* network) { return Place{{lat, lon}, "asia", network}; };
  for (int i = 0; i < 4; ++i) {
    pairs.push_back({site(i, 0, "slow"), site(i, 54, "slow"), 150});
    pairs.push_back({site(i, 0, "fast"), site(i, 54, "fast"), 75});
  }
  const RttEstimator estimator(pairs);
  const auto estimate = [&](const char* network) { return estimator.estimate_ms(site(1.5, 1, network), site(1.5, 53, network)); };
  CHECK(estimate("slow") > 1.25 * estimate("fast"));
  CHECK(estimate("slow") > estimate("other"));
  CHECK(estimate("other") > estimate("fast"));
}

TEST_CASE("a pair that is like no measured one keeps the line", "[catalogue]") {
  std::vector<MeasuredPair> pairs;
  for (int i = 0; i < 8; ++i) {
    const Place a{{50, 0.5 * i}, "europe"}, b{{51, 1.0 + i}, "europe"};
    pairs.push_back({a, b, 5 + 0.02 * distance_km(a.point, b.point)});
  }
  Likeness narrow = RttEstimator::between_regions();
  narrow.local.range_km = narrow.wide.range_km = narrow.access.range_km = 10;
  pairs.push_back({{{50, 0}, "europe"}, {{51, 20}, "europe"}, 60});  // a detour
  const Place far_a{{-30, 100}, "europe"}, far_b{{-30, 110}, "europe"};
  const RttEstimator estimator(pairs, narrow);
  const double per_km = (estimator.estimate_ms(far_a, {{-30, 120}, "europe"}) - estimator.estimate_ms(far_a, far_b)) /
                        (distance_km(far_a.point, {-30, 120}) - distance_km(far_a.point, far_b.point));
  const double base = estimator.estimate_ms(far_a, far_b) - per_km * distance_km(far_a.point, far_b.point);
  CHECK_THAT(estimator.estimate_ms(far_a, {{-30, 115}, "europe"}), WithinAbs(base + per_km * distance_km(far_a.point, {-30, 115}), 1e-6));
}

TEST_CASE("on a network without detours the estimator is exact", "[catalogue]") {
  // Every round trip is 3 ms + 0.012 ms/km: the line explains all and no residual is left.
  std::vector<Place> places;
  for (int i = 0; i < 12; ++i) places.push_back({{10.0 + 3 * i, 5.0 * i}, i < 6 ? "europe" : "asia"});
  std::vector<MeasuredPair> pairs;
  for (const Place& a : places)
    for (const Place& b : places)
      if (&a < &b) pairs.push_back({a, b, 3 + 0.012 * distance_km(a.point, b.point)});
  const RttEstimator estimator(pairs);
  const Place a{{11.5, 33.0}, "europe"}, b{{44.0, 12.0}, "asia"};
  CHECK_THAT(estimator.estimate_ms(a, b), WithinAbs(3 + 0.012 * distance_km(a.point, b.point), 1e-6));
  CHECK(estimator.estimate_ms(a, b) == estimator.estimate_ms(b, a));
}

TEST_CASE("a detour is learned from the neighbours that share it", "[catalogue]") {
  // Two clusters 6000 km apart; every measured route between them takes 40 ms more than the routes inside.
  std::vector<MeasuredPair> pairs;
  const auto site = [](double lat, double lon) { return Place{{lat, lon}, "asia"}; };
  for (int i = 0; i < 6; ++i)
    for (int j = 0; j < 6; ++j) {
      const Place a = site(i, 0), b = site(j, 54), c = site(i, 0.5 + j), d = site(j, 54.5 + i);
      pairs.push_back({a, b, 50 + 0.01 * distance_km(a.point, b.point)});
      pairs.push_back({a, c, 10 + 0.01 * distance_km(a.point, c.point)});
      pairs.push_back({b, d, 10 + 0.01 * distance_km(b.point, d.point)});
    }
  const RttEstimator estimator(pairs);
  const Place from = site(2.5, 0.2), to = site(3.5, 53.8);
  CHECK_THAT(estimator.estimate_ms(from, to), WithinAbs(50 + 0.01 * distance_km(from.point, to.point), 2));
}

TEST_CASE("light in fibre bounds every estimate", "[catalogue]") {
  const Place a{{0, 0}, "africa"}, b{{0, 90}, "asia"};
  const RttEstimator estimator(std::vector<MeasuredPair>{{a, b, 1.0}});  // a measurement that cannot be
  CHECK(estimator.estimate_ms(a, b) >= fibre_floor_ms(distance_km(a.point, b.point)));
  CHECK_THAT(fibre_floor_ms(10000), WithinAbs(100, 1e-12));
  CHECK_THROWS_AS(RttEstimator(std::vector<MeasuredPair>{}), std::invalid_argument);
}
