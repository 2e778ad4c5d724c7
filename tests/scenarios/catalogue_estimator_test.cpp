#include "catalogue/estimator.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>

#include "embedded/catalogue_data.h"
#include "tradewind/scenarios/csv.h"

using namespace tradewind;
using Catch::Matchers::WithinAbs;

namespace {

std::vector<MeasuredPair> measured_region_pairs() {
  const CsvTable table(embedded::catalogue_data("region_rtt.csv"), "region_rtt.csv");
  std::vector<MeasuredPair> pairs;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const CatalogueRegion* a = Catalogue::shipped().find_region(table.text(row, 1), table.text(row, 2));
    const CatalogueRegion* b = Catalogue::shipped().find_region(table.text(row, 3), table.text(row, 4));
    REQUIRE(a != nullptr);
    REQUIRE(b != nullptr);
    if (a != b) pairs.push_back({{a->place, a->continent}, {b->place, b->continent}, table.number(row, 5)});
  }
  return pairs;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace

TEST_CASE("a fifth of the measured region pairs is estimated from the others within 6 ms", "[catalogue]") {
  const std::vector<MeasuredPair> pairs = measured_region_pairs();
  for (std::size_t fold = 0; fold < 5; ++fold) {
    std::vector<MeasuredPair> known, held_out;
    for (std::size_t i = 0; i < pairs.size(); ++i) (i % 5 == fold ? held_out : known).push_back(pairs[i]);
    const RttEstimator estimator(known);
    std::vector<double> errors;
    std::size_t close = 0;
    for (const MeasuredPair& pair : held_out) {
      errors.push_back(std::abs(estimator.estimate_ms(pair.a, pair.b) - pair.rtt_ms));
      if (errors.back() <= 0.2 * pair.rtt_ms) ++close;
    }
    INFO("fold " << fold << ": median error " << median(errors) << " ms, within 20 %: " << close << " of " << errors.size());
    CHECK(median(errors) <= 6.0);
    CHECK(static_cast<double>(close) >= 0.88 * static_cast<double>(errors.size()));
  }
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
