#include "svg/world_projection.h"

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <numbers>
#include <sstream>

#include "svg/label_placer.h"

using namespace tradewind;
using namespace tradewind::svg;

TEST_CASE("The projection agrees with the table that defines Natural Earth") {
  // T. Patterson's original table: length of a parallel over that of the equator, distance from the equator over that of the pole.
  const double table[][3] = {{0, 1.0000, 0.0000},  {10, 0.9953, 0.1240}, {20, 0.9811, 0.2480}, {30, 0.9570, 0.3720}, {40, 0.9222, 0.4958},
                             {50, 0.8763, 0.6176}, {60, 0.8196, 0.7346}, {70, 0.7525, 0.8435}, {80, 0.6754, 0.9394}};
  const double equator = natural_earth({0, 180}).x, pole = natural_earth({90, 0}).y;
  for (const auto& [latitude, length, distance] : table) {
    CHECK(natural_earth({latitude, 180}).x / equator == Catch::Approx(length).margin(0.004));
    CHECK(natural_earth({latitude, 0}).y / pole == Catch::Approx(distance).margin(0.004));
    CHECK(natural_earth({-latitude, -90}).x == Catch::Approx(-natural_earth({latitude, 90}).x));
  }
}

TEST_CASE("The map shows the inhabited world to scale") {
  for (const GeoPoint place : {GeoPoint{-55, -70}, GeoPoint{71, 25}, GeoPoint{0, 180}, GeoPoint{0, -180}}) {
    const Point point = on_map(place);
    CHECK(point.x >= 0);
    CHECK(point.x <= map_width);
    CHECK(point.y >= 0);
    CHECK(point.y <= map_height);
  }
  // As many pixels to a radian of the projection across as upwards.
  const double across = (on_map({0, 90}).x - on_map({0, 0}).x) / natural_earth({0, 90}).x;
  const double upwards = (on_map({0, 0}).y - on_map({45, 0}).y) / natural_earth({45, 0}).y;
  CHECK(across == Catch::Approx(upwards).epsilon(0.005));
}

TEST_CASE("No edge of the land runs across the map") {
  std::istringstream path(land_path());
  char command = 0;
  double x = 0, y = 0, x_before = 0, longest = 0;
  std::size_t vertices = 0;
  while (path >> command) {
    if (command == 'Z') continue;
    REQUIRE((command == 'M' || command == 'L'));
    REQUIRE(path >> x >> y);
    if (command == 'L') longest = std::max(longest, std::abs(x - x_before));
    x_before = x;
    ++vertices;
  }
  CHECK(vertices > 2000);
  CHECK(longest < 60);
}

TEST_CASE("The way from San Francisco to Tokyo is cut at the edge of the map") {
  const std::string path = great_circle_path({37.8, -122.4}, {35.7, 139.7});
  CHECK(std::count(path.begin(), path.end(), 'M') == 2);
  const std::string direct = great_circle_path({51.5, -0.1}, {40.7, -74.0});
  CHECK(std::count(direct.begin(), direct.end(), 'M') == 1);
  // The great circle from London to New York climbs north of both.
  std::istringstream points(direct);
  char command = 0;
  double x = 0, y = 0, highest = map_height;
  while (points >> command >> x >> y) highest = std::min(highest, y);
  CHECK(highest < on_map({51.6, 0}).y);
  CHECK(great_circle_path({10, 10}, {10, 10}).find("nan") == std::string::npos);
  CHECK(great_circle_path({0, 0}, {0, 180}).find("nan") == std::string::npos);
}

TEST_CASE("Labels do not lie on each other or on marks") {
  LabelPlacer labels;
  labels.avoid({555, 200}, 10);
  const auto first = labels.place({500, 200}, 5, "Frankfurt");
  REQUIRE(first);
  CHECK(first->anchor == "end");
  CHECK(labels.place({500, 200}, 5, "Frankfurt"));
  CHECK(labels.place({500, 200}, 5, "Frankfurt"));
  CHECK_FALSE(labels.place({500, 200}, 5, "Frankfurt"));
  CHECK_FALSE(LabelPlacer().place({2, 2}, 5, std::string(300, 'x')));
}
