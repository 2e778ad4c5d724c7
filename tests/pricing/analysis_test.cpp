// Who a bill is for, what the months to come cost, why two bills differ, and what latency is worth.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <random>

#include "support/tiny_world.h"
#include "tradewind/pricing/allocation.h"
#include "tradewind/pricing/difference.h"
#include "tradewind/pricing/outlook.h"
#include "tradewind/pricing/purchases.h"
#include "tradewind/pricing/value_of_latency.h"

using namespace tradewind;
using Catch::Approx;

namespace {

Cents sum_of(const std::vector<CostShare>& shares) {
  Cents sum;
  for (const CostShare& share : shares) sum += share.amount;
  return sum;
}

Bill bill_of(const World& world, const Topology& topology, const Usage& usage) { return price(world, topology, usage, PriceBook::shipped()); }

}  // namespace

TEST_CASE("cents are split by the largest remainder, exactly", "[allocation]") {
  const double thirds[] = {1, 1, 1}, uneven[] = {1, 0, 3};
  CHECK(split(100, thirds) == std::vector<std::int64_t>{34, 33, 33});
  CHECK(split(-100, thirds) == std::vector<std::int64_t>{-34, -33, -33});
  CHECK(split(10, uneven) == std::vector<std::int64_t>{3, 0, 7});  // 2.5 and 7.5: equal remainders, so the first gets the cent
  std::mt19937 random(7);
  for (int round = 0; round < 500; ++round) {
    std::vector<double> weights(1 + random() % 40);
    for (double& weight : weights) weight = random() % 3 == 0 ? 0 : static_cast<double>(random() % 1000000) / 7;
    weights.front() += 1;
    const std::int64_t amount = static_cast<std::int64_t>(random() % 100000000) - 50000000;
    std::int64_t sum = 0;
    const auto parts = split(amount, weights);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      sum += parts[i];
      if (weights[i] == 0) CHECK(parts[i] == 0);
    }
    CHECK(sum == amount);
  }
}

TEST_CASE("every allocation of a bill adds up to its total, and knows the requests and users", "[allocation]") {
  World world = test::tiny_llm_world();
  world.billing.credits = {{"aws", 100, "a \"credit\""}};
  const Topology topology = test::tiny_topology(world, {0, 2}, 2);
  const Usage usage = expected_usage(world, topology);
  const Bill bill = bill_of(world, topology, usage);
  for (const CostDimension dimension : all_cost_dimensions) {
    INFO(to_string(dimension));
    const auto shares = allocate(world, usage, bill, dimension);
    CHECK(sum_of(shares) == bill.total());
    if (dimension == CostDimension::service) continue;
    double requests = 0, users = 0;
    for (const CostShare& share : shares) {
      requests += share.requests;
      users += share.users;
    }
    CHECK(requests == Approx(usage.total_requests()));
    CHECK(users == Approx(3e6));
  }
  // By hand: Tokyo alone goes to Tokyo, New York and Dublin to Virginia. So Tokyo's part is the region's bill, and a third of what is global.
  Cents regional, global;
  for (const BillLine& line : bill.lines) {
    if (line.region == "ap-northeast-1") regional += line.amount;
    if (line.region == "global") global += line.amount;
  }
  for (const CostShare& share : allocate(world, usage, bill, CostDimension::population))
    if (share.name == "Tokyo, JP") CHECK(share.amount.usd() == Approx(regional.usd() + global.usd() / 3).margin(0.05));
}

TEST_CASE("what nobody asks for is said to be nobody's", "[allocation]") {
  const World world = test::tiny_llm_world();
  Bill bill{"book", {}};
  bill.lines.push_back({"aws", "us-east-1", "gpu instances", "idle", "", 1, {5, "hour", "", "", ""}, Cents{500}});
  const auto shares = allocate(world, {}, bill, CostDimension::population);
  REQUIRE(shares.size() == 1);
  CHECK(shares[0].name == "(nobody)");
  CHECK(shares[0].amount.value == 500);
}

TEST_CASE("a waterfall leads from one bill to the other in steps by amount and by price", "[difference]") {
  const auto line = [](const char* service, double quantity, double usd) {
    return BillLine{"aws", "us-east-1", service, "x", "", quantity, {usd, "hour", "", "", ""}, to_cents(quantity * usd)};
  };
  const Bill from{"a", {line("gpu instances", 100, 4), line("dns", 1, 1), line("nat gateway", 10, 1)}};
  const Bill to{"b", {line("gpu instances", 80, 5), line("load balancer", 7, 2), line("nat gateway", 10, 1)}};
  const BillDifference why = difference(from, to);
  REQUIRE(why.steps.size() == 3);
  CHECK(why.steps[0].service == "load balancer");  // 14 USD
  CHECK(why.steps[1].service == "dns");            // -1 USD
  CHECK(why.steps[1].by_quantity.value == -100);
  CHECK(why.steps[2].service == "gpu instances");  // 80 hours for 400 USD as well: 20 fewer at 4, and each for 1 more
  CHECK(why.steps[2].by_quantity.value == -8000);
  CHECK(why.steps[2].by_price.value == 8000);
  Cents sum = why.from;
  for (const BillStep& step : why.steps) sum += step.total();
  CHECK(sum == why.to);
  CHECK(difference(from, from).steps.empty());
}

TEST_CASE("a month's total without its text is that of the bill", "[outlook]") {
  const World world = test::tiny_llm_world();
  const Pricing pricing(world, PriceBook::shipped());
  for (int replicas = 1; replicas < 6; ++replicas) {
    const Topology topology = test::tiny_topology(world, {0, 2}, replicas);
    const Usage usage = expected_usage(world, topology);
    CHECK(pricing.total(topology, usage) == pricing.bill(topology, usage).total());
    CHECK(pricing.total(topology, usage) == bill_of(world, topology, usage).total());
    CHECK(pricing.total(topology, usage, {}, {2, 2, 1, 1}) > pricing.total(topology, usage));
  }
}

TEST_CASE("months grow as the calendar says, and the first one is the bill", "[outlook]") {
  World world = test::tiny_llm_world();
  world.growth_per_month = 0.1;
  const Topology topology = test::tiny_topology(world, {0, 2}, 10);
  const Usage usage = expected_usage(world, topology);
  const Outlook months = outlook(world, topology, usage, Pricing(world, PriceBook::shipped()), 13);
  REQUIRE(months.months.size() == 13);
  CHECK(months.months[0].total == bill_of(world, topology, usage).total());
  CHECK(months.months[0].month == "2026-01");
  CHECK(months.months[12].month == "2027-01");
  CHECK(months.months[12].demand == Approx(std::pow(1.1, 12)));
  CHECK(months.months[1].instances == Approx(22));  // 10 replicas for 1.1 times the requests: 11, twice
  CHECK(months.months[2].instances == Approx(26));  // 12.1, so 13
  Cents sum;
  for (const MonthCost& month : months.months) sum += month.total;
  CHECK(sum == months.total);
  CHECK_FALSE(months.interval);
}

TEST_CASE("an interval holds the 90 % of a log-normal price, and the tornado its ends", "[outlook]") {
  World world = test::tiny_llm_world();
  world.billing.uncertainty.emplace();
  world.billing.uncertainty->instance_price = FactorRange{0.5, 2};
  world.billing.uncertainty->egress_price = FactorRange{0.9, 1.1};
  const Topology topology = test::tiny_topology(world, {0}, 1);
  const Usage usage = expected_usage(world, topology);
  const Bill bill = bill_of(world, topology, usage);
  double instances = 0;
  for (const BillLine& line : bill.lines)
    if (line.service == "gpu instances") instances += line.amount.usd();
  const Outlook one = outlook(world, topology, usage, Pricing(world, PriceBook::shipped()), 1, 4096);
  REQUIRE(one.interval);
  const double rest = bill.total().usd() - instances;
  CHECK(one.interval->p5.usd() == Approx(rest + 0.5 * instances).epsilon(0.01));
  CHECK(one.interval->p50.usd() == Approx(rest + instances).epsilon(0.01));
  CHECK(one.interval->p95.usd() == Approx(rest + 2 * instances).epsilon(0.01));
  REQUIRE(one.tornado.size() == 2);
  CHECK(one.tornado[0].factor == "instance_price");
  CHECK(one.tornado[0].low.usd() == Approx(rest + 0.5 * instances).epsilon(1e-6));
  CHECK(one.tornado[0].high.usd() == Approx(rest + 2 * instances).epsilon(1e-6));
  CHECK(one.tornado[1].high.value - one.tornado[1].low.value < one.tornado[0].high.value - one.tornado[0].low.value);
}

TEST_CASE("revenue falls by its share for every 100 ms, and what is left pays the bill", "[value]") {
  const ValueOfLatency value{2, 300, 0.07, 0.01, 0.1};
  const TimedRequests requests[] = {{1e6, 300}, {1e6, 500}};
  const Benefit b = benefit(value, requests, to_cents(1000));
  CHECK(b.revenue_usd == Approx(2000 + 2000 * 0.93 * 0.93));
  CHECK(b.net_usd == Approx(b.revenue_usd - 1000));
  CHECK(b.net_low_usd == Approx(2000 + 2000 * 0.9 * 0.9 - 1000));
  CHECK(b.net_high_usd == Approx(2000 + 2000 * 0.99 * 0.99 - 1000));
}
