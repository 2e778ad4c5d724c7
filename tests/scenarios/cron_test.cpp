#include "tradewind/scenarios/cron.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <stdexcept>

using namespace tradewind;

TEST_CASE("cron expressions match their minutes", "[cron]") {
  const std::int32_t monday = minute_of_week(0, 0, 0);
  CHECK(Cron("30 * * * *").next(monday) == 30);
  CHECK(Cron("30 * * * *").next(monday + 30) == 60);
  CHECK(Cron("*/20 5-6 * * 1-5").next(minute_of_week(0, 6, 40)) == 22 * 60 + 20);
  CHECK(Cron("0 6 * * 0").next(monday) == minute_of_week(6, 6, 0));
  CHECK(Cron("0 6 * * 7").next(monday) == minute_of_week(6, 6, 0));
  CHECK(Cron("0 6,18 * * *").next(minute_of_week(6, 18, 0)) == 12 * 60);
  for (const char* wrong : {"", "0 6 * *", "0 6 1 * *", "60 6 * * *", "0 x * * *", "0 6-5 * * *", "0, 6 * * *", "0 6 * * 8", "0/0 6 * * *"})
    CHECK_THROWS_AS(Cron(wrong), std::invalid_argument);
  CHECK_THROWS_WITH(Cron("0 24 * * *"), Catch::Matchers::ContainsSubstring("hour") && Catch::Matchers::ContainsSubstring("24"));
}

TEST_CASE("a schedule holds from its start to its end, over midnight too", "[cron]") {
  const CronTrigger office("0 8 * * 1-5", "0 20 * * 1-5");
  CHECK_FALSE(office.active(minute_of_week(0, 7, 59)));
  CHECK(office.active(minute_of_week(0, 8, 0)));
  CHECK(office.active(minute_of_week(4, 19, 59)));
  CHECK_FALSE(office.active(minute_of_week(4, 20, 0)));
  CHECK_FALSE(office.active(minute_of_week(5, 12, 0)));
  const CronTrigger night("0 22 * * *", "0 6 * * *");
  CHECK(night.active(minute_of_week(6, 23, 59)));
  CHECK(night.active(minute_of_week(0, 0, 0)));
  CHECK_FALSE(night.active(minute_of_week(0, 6, 0)));
  CHECK_THROWS_AS(CronTrigger("0 6 * * *", "0 6 * * *"), std::invalid_argument);
}
