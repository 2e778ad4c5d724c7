#include "tradewind/scenarios/csv.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "tradewind/scenarios/problem.h"

using namespace tradewind;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::MessageMatches;

namespace {

std::string complaint(std::string_view text) {
  try {
    const CsvTable table(text, "prices.csv");
    return "";
  } catch (const InvalidInput& problem) {
    REQUIRE(problem.problems().size() == 1);
    return problem.what();
  }
}

}  // namespace

TEST_CASE("fields keep their quotes, commas, line breaks and spaces", "[csv]") {
  const CsvTable table("\xEF\xBB\xBFname,note\r\n\"a, \"\"b\"\"\", x \r\n\r\n\"two\nlines\",\n\xC3\xA9,last", "t.csv");
  REQUIRE(table.rows() == 3);
  CHECK(table.columns() == std::vector<std::string>{"name", "note"});
  CHECK(table.text(0, 0) == "a, \"b\"");
  CHECK(table.text(0, 1) == " x ");
  CHECK(table.text(1, 0) == "two\nlines");
  CHECK(table.text(1, 1).empty());
  CHECK(table.text(2, 1) == "last");
  CHECK(table.line(0) == 2);
  CHECK(table.line(1) == 4);
  CHECK(table.line(2) == 6);
}

TEST_CASE("numbers are finite decimals and nothing else", "[csv]") {
  const CsvTable table("a,b,c,d,e\n1.5e3,,nan,7 USD,0x10\n", "t.csv");
  CHECK(table.number(0, table.column("a")) == 1500);
  CHECK_FALSE(table.optional_number(0, table.column("b")).has_value());
  CHECK_THROWS_MATCHES(table.number(0, 1), InvalidInput,
                       MessageMatches(ContainsSubstring("t.csv:2: error: found nothing in column \"b\", expected a number")));
  CHECK_THROWS_AS(table.number(0, 2), InvalidInput);
  CHECK_THROWS_MATCHES(table.optional_number(0, 3), InvalidInput, MessageMatches(ContainsSubstring("\"7 USD\" in column \"d\"")));
  CHECK_THROWS_AS(table.number(0, 4), InvalidInput);
}

TEST_CASE("a missing column is named with its nearest neighbour", "[csv]") {
  const CsvTable table("region,usd_per_gb\n", "t.csv");
  CHECK(table.rows() == 0);
  CHECK_THROWS_MATCHES(table.column("usd_per_gib"), InvalidInput, MessageMatches(ContainsSubstring("did you mean usd_per_gb?")));
}

TEST_CASE("malformed tables say where", "[csv]") {
  CHECK_THAT(complaint(""), ContainsSubstring("an empty file"));
  CHECK_THAT(complaint("a,b\n1,2\n1,2,3\n"), ContainsSubstring("prices.csv:3: error: found 3 fields, expected 2"));
  CHECK_THAT(complaint("a,a\n"), ContainsSubstring("the column \"a\" twice"));
  CHECK_THAT(complaint("a,\n"), ContainsSubstring("no name for column 2"));
  CHECK_THAT(complaint("a,b\n1,x\"y\n"), ContainsSubstring("prices.csv:2:"));
  CHECK_THAT(complaint("a,b\n1,2\n\"x,y\nz,1\n"), ContainsSubstring("prices.csv:3: error: found a quoted field without its closing quote"));
}

TEST_CASE("a written field is read back", "[csv]") {
  for (const std::string text : {"plain", "a,b", "say \"hi\"", "two\r\nlines", " padded ", ""}) {
    const CsvTable table("first,second\n" + csv_field(text) + ",x\n", "t.csv");
    REQUIRE(table.rows() == 1);
    CHECK(table.text(0, 0) == text);
  }
}
