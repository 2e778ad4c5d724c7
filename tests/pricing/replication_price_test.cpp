#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "support/tiny_world.h"
#include "tradewind/pricing/bill.h"

using namespace tradewind;
using Catch::Approx;

namespace {

double billed_gb(const Bill& bill) {
  double gb = 0;
  for (const BillLine& line : bill.lines)
    if (line.service == "replication") gb += line.quantity;
  return gb;
}

// With two artifacts of no size: the bytes of the hops are stated.
World with_artifacts() {
  World world = test::tiny_llm_world();
  world.data.artifacts.resize(2);
  return world;
}

World two_clouds() {
  World world = with_artifacts();
  world.regions[2].provider = "gcp";
  world.regions[2].id = "asia-northeast1";
  return world;
}

}  // namespace

TEST_CASE("a hop inside a cloud pays the price between the two regions", "[price]") {
  const World world = with_artifacts();
  Usage usage;
  usage.replication = {{0, 0, 1, 560}, {1, 0, 1, 40}, {0, 1, 2, 560}};
  const Bill bill = price(world, {}, usage, PriceBook::shipped());
  REQUIRE(billed_gb(bill) == Approx(1160));
  // us-east-1 and eu-west-1: 0.02 USD/GB to any region (AWS transfer table).
  for (const BillLine& line : bill.lines)
    if (line.service == "replication" && line.region == "us-east-1") {
      CHECK(line.item == "to eu-west-1");
      CHECK(line.quantity == Approx(600));
      CHECK(line.amount.value == 1200);
    }
}

TEST_CASE("a hop between clouds is internet egress, and shares the account's tiers and free part with it", "[price]") {
  const World world = two_clouds();
  Usage usage;
  usage.internet_egress = {{0, 0, 0, 9000}};
  usage.replication = {{0, 0, 2, 3000}};
  const Bill bill = price(world, {}, usage, PriceBook::shipped());
  CHECK(billed_gb(bill) == Approx(3000));
  // 12,000 GB, 100 free, 10,240 at 0.09, 1,660 at 0.085, of all of which replication has a quarter.
  Cents total;
  for (const BillLine& line : bill.lines)
    if (line.service == "replication") total += line.amount;
  CHECK(total.usd() == Approx((10240 * 0.09 + 1660 * 0.085) / 4).margin(0.02));
}

TEST_CASE("what replication costs a GB is known for every pair, and dearer between clouds", "[price]") {
  const World world = two_clouds();
  const Grid usd = Pricing(world, PriceBook::shipped()).replication_usd_per_gb();
  CHECK(usd(0, 1) == 0.02);
  CHECK(usd(0, 2) == 0.09);
  CHECK(usd(2, 0) > 0);
  CHECK(usd(1, 1) == 0);
}

TEST_CASE("prices written from memory carry their mark", "[price]") {
  const auto price = PriceBook::shipped().interregion("gcp", "us-central1", "europe-west1");
  REQUIRE(price);
  CHECK(price->mark == "from memory");
}

TEST_CASE("a rollout is billed by its instance hours, on demand, and by what it copies between regions") {
  World world = test::tiny_llm_world();
  world.regions.push_back({"gcp", "us-central1", "Council Bluffs", "US", "north-america", "us", {41.3, -95.9}});
  const Topology topology = test::tiny_topology(world, {0, 1}, 2);
  const PriceBook& book = PriceBook::shipped();
  const RolloutUsage usage{{{0, 2.5}, {1, 0}}, {{0, 1, 140}, {0, 3, 140}}};
  const Bill bill = price_rollout(world, topology, usage, book);
  REQUIRE(bill.lines.size() == 3);
  const double hour = book.instance("aws", "us-east-1", "p5.4xlarge", Purchase::on_demand)->usd;
  CHECK(bill.lines[2].amount == to_cents(2.5 * hour));
  CHECK(bill.lines[0].amount == to_cents(140 * book.interregion("aws", "us-east-1", "eu-west-1")->usd));
  // To another cloud: the first tier of AWS's internet egress, 0.09 USD.
  CHECK(bill.lines[1].amount == to_cents(140 * 0.09));
  CHECK(billed_gb(bill) == 280);
}
