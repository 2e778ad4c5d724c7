#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <random>
#include <vector>

#include "statistics/mser5.h"
#include "statistics/student_t.h"

using namespace tradewind::statistics;
using Catch::Matchers::WithinRel;

TEST_CASE("the half-width is that of a textbook") {
  // t(0.975; 4) = 2.7764; the standard deviation of 1..5 is sqrt(2.5).
  CHECK_THAT(ci95_half_width(std::vector<double>{1, 2, 3, 4, 5}), WithinRel(2.776445 * std::sqrt(2.5 / 5), 1e-6));
  CHECK(ci95_half_width(std::vector<double>{3}) == 0);
  CHECK(ci95_half_width(std::vector<double>{}) == 0);
}

TEST_CASE("MSER-5 drops exactly the ramp of a known series") {
  std::vector<double> series;
  for (int i = 0; i < 50; ++i) series.push_back(i / 50.0 * 10 - 10);
  for (int i = 0; i < 400; ++i) series.push_back(i % 2 == 0 ? 9 : 11);
  CHECK(mser5_warmup(series) == 50);
}

TEST_CASE("MSER-5 finds a low start in noise") {
  std::mt19937_64 random(3);
  std::exponential_distribution<double> noise(1);
  std::vector<double> series;
  for (int i = 0; i < 2000; ++i) series.push_back(noise(random) - 20 * std::exp(-i / 40.0));
  const std::size_t dropped = mser5_warmup(series);
  CHECK(dropped >= 80);
  CHECK(dropped <= 400);
}

TEST_CASE("a steady series keeps all its values") {
  std::mt19937_64 random(5);
  int cut = 0;
  for (int round = 0; round < 200; ++round) {
    std::lognormal_distribution<double> heavy(0, 1);
    std::vector<double> series;
    for (int i = 0; i < 1000; ++i) series.push_back(heavy(random));
    cut += mser5_warmup(series) > 0;
  }
  CHECK(cut <= 4);
  std::vector<double> outlier(500, 1.0);
  outlier[2] = 100;
  CHECK(mser5_warmup(outlier) == 0);
  CHECK(mser5_warmup(std::vector<double>(49, 1.0)) == 0);
  CHECK(mser5_warmup(std::vector<double>(500, 1.0)) == 0);
}
