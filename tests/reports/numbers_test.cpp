#include "text/numbers.h"

#include <catch2/catch_test_macros.hpp>
#include <limits>

using namespace tradewind;
using namespace tradewind::text;

TEST_CASE("Large numbers are grouped by thousands") {
  CHECK(grouped(0) == "0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1000) == "1,000");
  CHECK(grouped(-1234567.4) == "-1,234,567");
  CHECK(grouped(-0.2) == "0");
  CHECK(grouped(std::numeric_limits<double>::infinity()) == "–");
}

TEST_CASE("Durations change their unit and keep their digits") {
  CHECK(duration(3.44) == "3.4\u00a0ms");
  CHECK(duration(9.96) == "10\u00a0ms");
  CHECK(duration(240.4) == "240\u00a0ms");
  CHECK(duration(9999.4) == "9,999\u00a0ms");
  CHECK(duration(12345) == "12.3\u00a0s");
  CHECK(with_interval(240, 12) == "240 ± 12 ms");
  CHECK(with_interval(240, 0) == "240\u00a0ms");
}

TEST_CASE("A share that misses the whole never reads as the whole") {
  CHECK(percent(1) == "100\u00a0%");
  CHECK(percent(0.99999) == "99.99\u00a0%");
  CHECK(percent(0.9951) == "99.51\u00a0%");
  CHECK(percent(0.123) == "12.3\u00a0%");
  CHECK(percent(0) == "0\u00a0%");
}

TEST_CASE("Compact numbers keep three digits at most") {
  CHECK(compact(1234567) == "1.23 M");
  CHECK(compact(98765) == "98.8 k");
  CHECK(compact(999999) == "1 M");
  CHECK(compact(12) == "12");
}

TEST_CASE("Decimals lose trailing zeros and the sign of zero") {
  CHECK(decimal(0.0850, 6) == "0.085");
  CHECK(decimal(12, 3) == "12");
  CHECK(decimal(-0.001, 1) == "0");
  CHECK(percentile_name(95) == "p95");
  CHECK(percentile_name(99.9) == "p99.9");
  CHECK(counted(1, "region") == "1 region");
  CHECK(counted(1200, "region") == "1,200 regions");
}
