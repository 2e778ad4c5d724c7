#include "world/demand.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <numeric>

using namespace tradewind;
using namespace tradewind::resolution;
using Catch::Approx;

namespace {

// A spike in one local hour, so that it shows where the hour lies in UTC.
std::array<double, 24> spike(std::size_t hour) {
  std::array<double, 24> profile{};
  profile[hour] = 24;
  return profile;
}

// Loaded hours of the UTC day `day` (0 = Monday).
std::vector<std::size_t> loaded_hours(const std::array<double, hours_per_week>& rhythm, std::size_t day) {
  std::vector<std::size_t> hours;
  for (std::size_t hour = 0; hour < 24; ++hour)
    if (rhythm[day * 24 + hour] > 0) hours.push_back(hour);
  return hours;
}

constexpr const char* january = "2026-01-12";
constexpr const char* july = "2026-07-13";

}  // namespace

TEST_CASE("local hours move with daylight saving time") {
  using Hours = std::vector<std::size_t>;
  CHECK(loaded_hours(weekly_rhythm(spike(9), 1, "America/New_York", january), 1) == Hours{14});
  CHECK(loaded_hours(weekly_rhythm(spike(9), 1, "America/New_York", july), 1) == Hours{13});
  CHECK(loaded_hours(weekly_rhythm(spike(9), 1, "Asia/Tokyo", january), 1) == Hours{0});
  CHECK(loaded_hours(weekly_rhythm(spike(9), 1, "Asia/Tokyo", july), 1) == Hours{0});
  // Summer time in Sydney is in January.
  CHECK(loaded_hours(weekly_rhythm(spike(12), 1, "Australia/Sydney", january), 1) == Hours{1});
  CHECK(loaded_hours(weekly_rhythm(spike(12), 1, "Australia/Sydney", july), 1) == Hours{2});
}

TEST_CASE("local hours move within the week in which the clocks change") {
  using Hours = std::vector<std::size_t>;
  // Europe on Sunday 29 March 2026 at 01:00 UTC, North America on Sunday 1 November 2026 at 06:00 UTC in New York.
  CHECK(loaded_hours(weekly_rhythm(spike(9), 1, "Europe/Berlin", "2026-03-23"), 5) == Hours{8});
  CHECK(loaded_hours(weekly_rhythm(spike(9), 1, "Europe/Berlin", "2026-03-23"), 6) == Hours{7});
  CHECK(loaded_hours(weekly_rhythm(spike(9), 1, "America/New_York", "2026-10-26"), 5) == Hours{13});
  CHECK(loaded_hours(weekly_rhythm(spike(9), 1, "America/New_York", "2026-10-26"), 6) == Hours{14});
  // The hour that does not exist, and the one that comes twice.
  CHECK(loaded_hours(weekly_rhythm(spike(2), 1, "Europe/Berlin", "2026-03-23"), 6).empty());
  CHECK(loaded_hours(weekly_rhythm(spike(1), 1, "America/New_York", "2026-10-26"), 6) == Hours{5, 6});
}

TEST_CASE("half-hour and quarter-hour zones share a local hour between two UTC hours") {
  // India: 9:00 to 10:00 is 3:30 to 4:30 UTC. Nepal: 9:00 to 10:00 is 3:15 to 4:15 UTC.
  const auto india = weekly_rhythm(spike(9), 1, "Asia/Kolkata", january);
  CHECK((india[3] == Approx(12) && india[4] == Approx(12)));
  const auto nepal = weekly_rhythm(spike(9), 1, "Asia/Kathmandu", january);
  CHECK((nepal[3] == Approx(18) && nepal[4] == Approx(6)));
}

TEST_CASE("the mean over the week is one in every zone, also when the clocks change, and whatever the weekend") {
  std::array<double, 24> profile{};
  for (std::size_t hour = 0; hour < 24; ++hour) profile[hour] = 1 + 0.5 * static_cast<double>(hour % 7);
  for (const char* zone :
       {"UTC", "America/New_York", "Asia/Kolkata", "Australia/Adelaide", "Pacific/Auckland", "America/St_Johns", "Africa/Casablanca"})
    for (const char* monday : {"2026-01-12", "2026-03-02", "2026-03-23", "2026-10-19", "2026-10-26"})
      for (const double weekend : {0.0, 0.4, 1.0, 3.0}) {
        const auto rhythm = weekly_rhythm(profile, weekend, zone, monday);
        CHECK(std::accumulate(rhythm.begin(), rhythm.end(), 0.0) == Approx(hours_per_week));
      }
}

TEST_CASE("the weekend factor is the load of a weekend day over that of a working day, in local time") {
  std::array<double, 24> flat;
  flat.fill(1);
  const auto utc = weekly_rhythm(flat, 0.5, "UTC", january);
  CHECK(utc[5 * 24] / utc[4 * 24] == Approx(0.5));
  CHECK(utc[0] == Approx(7.0 / 6));  // 5 x + 2 x / 2 = 7
  // In Tokyo Saturday begins on Friday at 15:00 UTC.
  const auto tokyo = weekly_rhythm(flat, 0.5, "Asia/Tokyo", january);
  CHECK(tokyo[4 * 24 + 15] / tokyo[4 * 24 + 14] == Approx(0.5));
  CHECK(tokyo[6 * 24 + 15] / tokyo[6 * 24 + 14] == Approx(2));
}

TEST_CASE("the Monday of a week") {
  CHECK(monday_of("2026-01-14") == "2026-01-12");
  CHECK(monday_of("2026-01-12") == "2026-01-12");
  CHECK(monday_of("2026-01-18") == "2026-01-12");
  CHECK(monday_of("2026-03-01") == "2026-02-23");
  CHECK(monday_of("2024-02-29") == "2024-02-26");
  for (const char* none : {"2026-02-29", "2026-13-01", "2026-00-10", "1999-12-31", "2100-01-01", "0000-00-00"}) CHECK_FALSE(monday_of(none));
}

TEST_CASE("an unknown time zone is an error") { CHECK_THROWS(weekly_rhythm(spike(0), 1, "Mars/Olympus", january)); }
