#include "tradewind/scenarios/numbers.h"

#include <catch2/catch_test_macros.hpp>

using tradewind::with_thousands;

TEST_CASE("a comma stands before every third digit from the right") {
  CHECK(with_thousands("").empty());
  CHECK(with_thousands("7") == "7");
  CHECK(with_thousands("123") == "123");
  CHECK(with_thousands("1234") == "1,234");
  CHECK(with_thousands("123456") == "123,456");
  CHECK(with_thousands("1234567") == "1,234,567");
}
