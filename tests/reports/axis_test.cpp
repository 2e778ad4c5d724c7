#include "svg/axis.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <random>

#include "tradewind/reports/nice_step.h"

using namespace tradewind::svg;
using tradewind::nice_step;

TEST_CASE("Steps between ticks are 1, 2 or 5 times a power of ten and few enough") {
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> exponent(-6, 9);
  for (int trial = 0; trial < 1000; ++trial) {
    const double span = std::pow(10.0, exponent(random));
    const double step = nice_step(span, 5);
    const double digit = step / std::pow(10.0, std::floor(std::log10(step * (1 + 1e-9))));
    CHECK((digit == Catch::Approx(1) || digit == Catch::Approx(2) || digit == Catch::Approx(5)));
    CHECK(span / step <= 5.000001);
    CHECK(span / step > 1.9);
  }
}

TEST_CASE("A linear axis maps its values inside its pixels, and upside down") {
  const Axis axis(100, 300, 400, 20);
  CHECK_FALSE(axis.logarithmic());
  CHECK(axis.pixel(100) < 400);
  CHECK(axis.pixel(300) > 20);
  CHECK(axis.pixel(200) == Catch::Approx(210));
  for (const double tick : axis.ticks(5)) CHECK(axis.contains(tick));
}

TEST_CASE("A wide span becomes logarithmic: equal ratios are equal distances") {
  const Axis axis(10, 10000, 0, 300);
  CHECK(axis.logarithmic());
  CHECK(axis.pixel(100) - axis.pixel(10) == Catch::Approx(axis.pixel(1000) - axis.pixel(100)));
  CHECK(axis.ticks(5).size() >= 6);
}

TEST_CASE("A single value has an axis around it") {
  const Axis axis(250, 250, 0, 100);
  CHECK(axis.pixel(250) == Catch::Approx(50));
  CHECK_FALSE(axis.ticks(4).empty());
  CHECK(Axis(0, 0, 0, 100).pixel(0) >= 0);
}

TEST_CASE("Coordinates are short and never minus zero") {
  CHECK(coordinate(12.04) == "12");
  CHECK(coordinate(-0.01) == "0");
  CHECK(coordinate(3.26) == "3.3");
}
