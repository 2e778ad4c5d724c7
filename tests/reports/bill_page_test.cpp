// The page of a bill: all parts of a report, well-formed, escaped, and with the figures that the bill has.
#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>
#include <catch2/catch_test_macros.hpp>
#include <sstream>

#include "support/tiny_world.h"
#include "tradewind/reports/bill_report.h"

using namespace tradewind;
using Tree = boost::property_tree::ptree;

namespace {

constexpr const char* hostile = "<script>alert('x')</script> & \"co\"";

// A type with a need of 4 in half of the week and 1 in the other: 2 reserved, half of what is left over by spot.
PurchasedType type() {
  PurchasedType type{"aws", "us-east-1", hostile, 1, 4, 2.5, {}, {}, 2};
  for (int hour = 0; hour < 168; ++hour) type.week.push_back(hour < 84 ? PurchasedType::Hour{4, 0, 1, 1} : PurchasedType::Hour{1, 0, 0, 0});
  type.hours[0] = type.usd[0] = 365;
  type.on_demand_usd = 18250;
  type.break_even = BreakEven{Purchase::reserved_1y, 6, 0.6, 5, 2, 0.5, 0.5};
  return type;
}

Outlook outlook_of_two() {
  Outlook outlook;
  const auto interval = [](std::int64_t usd) { return CostInterval{{usd * 90}, {usd * 101}, {usd * 130}}; };
  outlook.months = {{"2026-12", 1, 3, {100000}, {}, interval(1000)}, {"2027-01", 1.5, 5, {150000}, {}, interval(1500)}};
  outlook.total = {250000};
  outlook.interval = interval(2500);
  outlook.tornado = {{"spot_price", {0.6, 1.8}, {230000}, {290000}}};
  outlook.samples = 2000;
  return outlook;
}

BillReport full(const World& world) {
  BillReport report{&world, hostile, expected_usage(world, test::tiny_topology(world, {0, 2}, 2)), {}};
  report.bill = price(world, test::tiny_topology(world, {0, 2}, 2), report.usage, PriceBook::shipped());
  report.bill.lines.push_back({"aws", "us-east-1", hostile, hostile, hostile, 1, {5, hostile, hostile, "2026", hostile}, {500}});
  report.purchases.types = {type()};
  report.purchases.plans = {{hostile, Purchase::savings_1y, 3, 0.5}};
  report.outlook = outlook_of_two();
  report.difference = BillDifference{{100000}, {report.bill.total()}, {}};
  report.difference->steps = {{hostile, "hour", 1, 2, {report.bill.total().value - 100000}, {0}}};
  report.against = hostile;
  return report;
}

// The page as a tree; styles are no XML.
Tree parse(std::string markup) {
  for (std::size_t from; (from = markup.find("<style>")) != std::string::npos;) markup.erase(from, markup.find("</style>") + 8 - from);
  std::istringstream in(markup.substr(markup.find("<html")));
  Tree tree;
  boost::property_tree::read_xml(in, tree);
  return tree;
}

bool has(const std::string& page, const std::string& text) { return page.find(text) != std::string::npos; }

}  // namespace

TEST_CASE("the page of a bill is well-formed, loads nothing, runs nothing and escapes all names") {
  World world = test::tiny_llm_world();
  world.name = hostile;
  world.workloads[0].name = hostile;
  world.populations[0].name = hostile;
  const std::string page = bill_html(full(world));
  CHECK_NOTHROW(parse(page).get_child("html.body.main"));
  CHECK_FALSE(has(page, "<script"));
  CHECK_FALSE(has(page, "http:"));
  CHECK_FALSE(has(page, "https:"));
  CHECK_FALSE(has(page, "url("));
  CHECK(has(page, "default-src &#39;none&#39;"));
}

TEST_CASE("every part that a report has is on its page, with a table beside every chart") {
  const World world = test::tiny_llm_world();
  const BillReport report = full(world);
  const std::string page = bill_html(report);
  for (const char* id : {"bill", "marks", "units", "purchase", "months", "tornado", "why"}) {
    INFO(id);
    CHECK(has(page, "id=\"" + std::string(id) + "\""));
    CHECK(has(page, "href=\"#" + std::string(id) + "\""));
  }
  CHECK(has(page, to_string(report.bill.total())));
  // The curve: 84 hours each; 84 hours x (2 reserved, 1 spot, 1 on demand), and 84 in which one of the reserved ones idles.
  CHECK(has(page,
            "<td class=\"num\">84</td><td class=\"num\">4</td><td class=\"num\">2</td><td class=\"num\">0</td><td class=\"num\">1</td>"
            "<td class=\"num\">1</td>"));
  CHECK(has(page,
            "<td class=\"num\">84</td><td class=\"num\">1</td><td class=\"num\">1</td><td class=\"num\">0</td><td class=\"num\">0</td>"
            "<td class=\"num\">0</td>"));
  CHECK(has(page, "pays from 101 h"));  // 60 % of 168
  for (const char* figure : {"1,000.00", "1,500.00", "2,500.00", "3,250.00", "2,300.00", "2,900.00", "600.00"}) CHECK(has(page, figure));
  CHECK(has(page, "spot price"));
}

TEST_CASE("parts that a report does not have are not on its page") {
  const World world = test::tiny_llm_world();
  BillReport report = full(world);
  report.purchases = {};
  report.outlook.reset();
  report.difference.reset();
  for (BillLine& line : report.bill.lines) line.price.mark.clear();
  const std::string page = bill_html(report);
  CHECK_NOTHROW(parse(page));
  for (const char* id : {"marks", "purchase", "months", "tornado", "why"}) {
    INFO(id);
    CHECK_FALSE(has(page, "id=\"" + std::string(id) + "\""));
    CHECK_FALSE(has(page, "href=\"#" + std::string(id) + "\""));
  }
  // One month has no curve, two equal bills no waterfall.
  report.outlook = outlook_of_two();
  report.outlook->months.pop_back();
  report.difference = BillDifference{{5}, {5}, {}};
  const std::string other = bill_html(report);
  CHECK(has(other, "id=\"months\""));
  CHECK_FALSE(has(other, "months-chart"));
  CHECK(has(other, "The two bills are the same"));
  // An empty bill has a page, too.
  report.bill.lines.clear();
  report.usage = {};
  CHECK_NOTHROW(parse(bill_html(report)));
}
