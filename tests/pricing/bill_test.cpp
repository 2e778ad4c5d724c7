#include "tradewind/pricing/bill.h"

#include <catch2/catch_test_macros.hpp>
#include <limits>

#include "tradewind/scenarios/problem.h"

using namespace tradewind;

TEST_CASE("money rounds to the nearest cent, halves to even", "[bill]") {
  CHECK(to_cents(1.015).value == 102);  // 101.49999999999999 cents in binary
  CHECK(to_cents(1.025).value == 102);
  CHECK(to_cents(0.005).value == 0);
  CHECK(to_cents(0.0051).value == 1);
  CHECK(to_cents(-1.015).value == -102);
  CHECK(to_cents(73.0).value == 7300);
  CHECK_THROWS_AS(to_cents(std::numeric_limits<double>::quiet_NaN()), std::out_of_range);
  CHECK_THROWS_AS(to_cents(1e15), std::out_of_range);
}

TEST_CASE("money is written with its thousands and two decimals", "[bill]") {
  CHECK(to_string(Cents{0}) == "0.00");
  CHECK(to_string(Cents{5}) == "0.05");
  CHECK(to_string(Cents{-5}) == "-0.05");
  CHECK(to_string(Cents{99999}) == "999.99");
  CHECK(to_string(Cents{123456789}) == "1,234,567.89");
  CHECK(to_string(Cents{std::numeric_limits<std::int64_t>::min()}) == "-92,233,720,368,547,758.08");
}

TEST_CASE("a bill survives its JSON", "[bill]") {
  Bill bill{"book-1", {}};
  bill.lines.push_back(
      {"aws", "eu-west-1", "gpu instances", "a \"b\", \n c", "chat", 730, {6.88, "hour", "a source", "2026-01-21", "estimated"}, Cents{502240}});
  bill.lines.push_back({"aws", "global", "dns", "hosted zone", "", 1, {0.5, "month", "page", "2024", ""}, Cents{50}});
  const Bill read = bill_from_json(to_json(bill));
  CHECK(to_json(read) == to_json(bill));
  CHECK(read.price_book == "book-1");
  REQUIRE(read.lines.size() == 2);
  CHECK(read.lines[0].workload == "chat");
  CHECK(read.lines[0].item == "a \"b\", \n c");
  CHECK(read.lines[0].price.mark == "estimated");
  CHECK(read.lines[1].price.date == "2024");
  CHECK(read.total().value == 502290);
}

TEST_CASE("text that is no bill is refused", "[bill]") {
  CHECK_THROWS_AS(bill_from_json("{"), InvalidInput);
  CHECK_THROWS_AS(bill_from_json("[]"), InvalidInput);
  CHECK_THROWS_AS(bill_from_json(R"({"price_book": "b", "lines": [{"provider": 3}]})"), InvalidInput);
  CHECK_THROWS_AS(bill_from_json(R"({"price_book": "b"})"), InvalidInput);
}
