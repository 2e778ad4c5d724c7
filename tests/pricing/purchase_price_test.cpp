// The purchase mix on the bill: hand arithmetic, and that the lines are the mix to the cent.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <cmath>

#include "support/command.h"
#include "support/tiny_world.h"
#include "tradewind/pricing/bill.h"
#include "tradewind/pricing/outlook.h"
#include "tradewind/pricing/purchases.h"
#include "tradewind/scenarios/progress.h"

using namespace tradewind;
using Catch::Approx;

namespace {

// p5.4xlarge: us-east-1 at 10 USD an hour, 6 reserved, 7 by savings plan, 4 spot; eu-west-1 at 12, 7.5, 8.4 and 4.
const PriceBook& book() {
  static const PriceBook loaded = [] {
    const test::TemporaryFolder folder;
    test::spit(folder.path() / "book.json", R"({"name": "acme", "date": "2026-09-01"})");
    test::spit(folder.path() / "instances.csv",
               "provider,region,instance_type,on_demand_usd_h,reserved_1y_usd_h,savings_1y_usd_h,spot_usd_h,source,date\n"
               "aws,us-east-1,p5.4xlarge,10,6,7,4,a test,2026-09-01\n"
               "aws,eu-west-1,p5.4xlarge,12,7.5,8.4,4,a test,2026-09-01\n");
    return PriceBook::load(folder.path());
  }();
  return loaded;
}

// Two workloads on the same types, "chat" and "search".
World two_workloads(std::vector<Purchase> kinds) {
  World world = test::tiny_llm_world();
  world.workloads.push_back(world.workloads[0]);
  world.workloads[1].name = "search";
  world.rate_rps.push_back(world.rate_rps[0]);
  const auto options = world.serving_options;
  for (ServingOption option : options) {
    option.workload = 1;
    world.serving_options.push_back(option);
  }
  world.billing.purchase_mix = PurchaseMix{std::move(kinds), 0.5, 0, 0};
  return world;
}

// So many in the first half of the week, and in the second.
std::vector<int> halves(int first, int second) {
  std::vector<int> week(168, first);
  std::fill(week.begin() + 84, week.end(), second);
  return week;
}

PoolUsage pool_of(std::uint32_t pool, std::vector<int> week) {
  double sum = 0;
  for (const int instances : week) sum += instances;
  return {pool, sum / 168 * 730, std::move(week)};
}

const Topology shared{{{0, 0, 3}, {1, 0, 1}}, RoutingPolicy::latency, {}};

Purchases bought(const World& world, const Topology& topology, const Usage& usage) {
  const Pricing pricing(world, book());
  return pricing.purchases(topology, usage, pricing.commitments(topology, usage));
}

std::string instance_lines(const Bill& bill) {
  std::string text;
  for (const BillLine& line : bill.lines)
    if (line.service == "gpu instances") text += line.region + " | " + line.item + " | " + line.workload + " | " + to_string(line.amount) + "\n";
  return text;
}

Cents instances_total(const Bill& bill) {
  Cents sum;
  for (const BillLine& line : bill.lines)
    if (line.service == "gpu instances") sum += line.amount;
  return sum;
}

}  // namespace

TEST_CASE("workloads share reserved instances by their hours, to the cent", "[purchase]") {
  // 4 and 2 instances, half the week each: two reserved, two half the week on demand. chat has 3 x 84 + 1 x 84 = 336 instance hours a week, search
  // 168: two thirds and one. Reserved 2 x 730 h x 6 = 8760; on demand 2 x 365 h x 10 = 7300.
  World world = two_workloads({Purchase::on_demand, Purchase::reserved_1y});
  Usage usage;
  usage.pools = {pool_of(0, halves(3, 1)), pool_of(1, halves(1, 1))};
  const Bill bill = price(world, shared, usage, book());
  CHECK(instance_lines(bill) ==
        "us-east-1 | p5.4xlarge, on demand | chat | 4,866.67\n"
        "us-east-1 | p5.4xlarge, on demand | search | 2,433.33\n"
        "us-east-1 | p5.4xlarge, reserved 1 year | chat | 5,840.00\n"
        "us-east-1 | p5.4xlarge, reserved 1 year | search | 2,920.00\n");
  const Purchases made = bought(world, shared, usage);
  REQUIRE(made.types.size() == 1);
  const PurchasedType& type = made.types[0];
  CHECK((type.least == 2 && type.mean == 3 && type.most == 4 && type.reserved == 2));
  CHECK(type.total_usd() == Approx(16060));
  CHECK(type.on_demand_usd == 21900);
  CHECK((type.break_even && type.break_even->share == 0.6));
  CHECK(type.break_even->hours_per_month() == Approx(438));
  CHECK((type.break_even->last_needed_share == 1 && type.break_even->next_needed_share == 0.5));
  CHECK((type.break_even->last_saves_usd_h == Approx(10) && type.break_even->next_saves_usd_h == Approx(5)));

  std::swap(usage.pools[0], usage.pools[1]);
  CHECK(to_json(price(world, shared, usage, book())) == to_json(bill));
}

TEST_CASE("reserved instances that idle and spot's lost hours are on the bill", "[purchase]") {
  // Without on demand the peak is reserved: 4 in one half of the week, none in the other, of which half may be spot.
  World world = two_workloads({Purchase::reserved_1y, Purchase::spot});
  world.billing.purchase_mix->spot_interruptions_per_month = 73;
  world.billing.purchase_mix->spot_lost_h = 1;  // a tenth more
  Usage usage;
  usage.pools = {pool_of(0, halves(4, 0))};
  CHECK(instance_lines(price(world, shared, usage, book())) ==
        "us-east-1 | p5.4xlarge, reserved 1 year | chat | 4,380.00\n"
        "us-east-1 | p5.4xlarge, reserved 1 year, unused | chat | 4,380.00\n"
        "us-east-1 | p5.4xlarge, spot | chat | 3,212.00\n");
}

TEST_CASE("a savings plan is billed where it is used, and its rest to the provider", "[purchase]") {
  // us-east-1 needs 10 and 0, eu-west-1 1 and 7: committed USD 70 in one half, 8.4 and 58.8 of the two halves. In the first half the commitment pays
  // for 78.4, in the second for 58.8. The first 58.8 save 1.43 all week; further ones half of that, which is below 1: 58.8 are committed, and used
  // up.
  World world = two_workloads({Purchase::on_demand, Purchase::savings_1y});
  const Topology topology{{{0, 0, 10}, {0, 2, 7}}, RoutingPolicy::latency, {}};
  Usage usage;
  usage.pools = {pool_of(0, halves(10, 0)), pool_of(1, halves(1, 7))};
  Purchases made = bought(world, topology, usage);
  REQUIRE(made.plans.size() == 1);
  CHECK(made.plans[0].usd_h == Approx(58.8));
  CHECK(made.plans[0].unused_usd == 0);
  // Both save 30 %; the first type is filled first: 58.8 / 7 = 8.4 of 10 instances.
  CHECK(instance_lines(price(world, topology, usage, book())) ==
        "eu-west-1 | p5.4xlarge, on demand | chat | 4,380.00\n"
        "eu-west-1 | p5.4xlarge, savings plan 1 year | chat | 21,462.00\n"
        "us-east-1 | p5.4xlarge, on demand | chat | 5,840.00\n"
        "us-east-1 | p5.4xlarge, savings plan 1 year | chat | 21,462.00\n");
  // Alone, without on demand, the plan must hold the peak.
  world.billing.purchase_mix->kinds = {Purchase::savings_1y};
  usage.pools = {pool_of(0, halves(10, 0))};
  CHECK(instance_lines(price(world, topology, usage, book())) ==
        "global | savings plan 1 year, unused |  | 25,550.00\n"
        "us-east-1 | p5.4xlarge, savings plan 1 year | chat | 25,550.00\n");
  made = bought(world, topology, usage);
  CHECK(made.plans[0].unused_usd == Approx(25550));
}

TEST_CASE("what is bound stays bound when more is needed, or less", "[purchase]") {
  World world = two_workloads({Purchase::on_demand, Purchase::reserved_1y, Purchase::spot});
  const Pricing pricing(world, book());
  Usage usage;
  usage.pools = {pool_of(0, halves(4, 2))};
  // Half of an hour's need may be spot at 4: 2 of 4, 1 of 2. The first reserved instance saves 10 all week, the second 10 and 4, the third 4 and
  // nothing.
  const Commitments bound = pricing.commitments(shared, usage);
  REQUIRE(bound.reserved == std::vector{2});
  // 8 and 6: 4 and 3 may be spot; of the 6 and 4 above the reserved, 2 and 1 are on demand.
  usage.pools = {pool_of(0, halves(8, 6))};
  CHECK(instance_lines(pricing.bill(shared, usage, bound)) ==
        "us-east-1 | p5.4xlarge, on demand | chat | 10,950.00\n"
        "us-east-1 | p5.4xlarge, reserved 1 year | chat | 8,760.00\n"
        "us-east-1 | p5.4xlarge, spot | chat | 10,220.00\n");
  usage.pools = {pool_of(0, halves(1, 0))};
  CHECK(instance_lines(pricing.bill(shared, usage, bound)) ==
        "us-east-1 | p5.4xlarge, reserved 1 year | chat | 2,190.00\n"
        "us-east-1 | p5.4xlarge, reserved 1 year, unused | chat | 6,570.00\n");
  // Of a plan of 7 USD/h for one instance, half is used; for two, the other one is on demand, which the mix itself would not have bought.
  world.billing.purchase_mix->kinds = {Purchase::savings_1y};
  const Commitments plan{{0}, {{Purchase::savings_1y, 7}}};
  CHECK(instance_lines(pricing.bill(shared, usage, plan)) ==
        "global | savings plan 1 year, unused |  | 2,555.00\n"
        "us-east-1 | p5.4xlarge, savings plan 1 year | chat | 2,555.00\n");
  usage.pools = {pool_of(0, halves(2, 2))};
  CHECK(instance_lines(pricing.bill(shared, usage, plan)) ==
        "us-east-1 | p5.4xlarge, on demand | chat | 7,300.00\n"
        "us-east-1 | p5.4xlarge, savings plan 1 year | chat | 5,110.00\n");
}

TEST_CASE("months decide what they bind as stated, and hold it whatever comes", "[purchase][outlook]") {
  World world = two_workloads({Purchase::on_demand, Purchase::reserved_1y, Purchase::savings_1y});
  world.growth_per_month = 0.5;
  world.billing.uncertainty.emplace();
  world.billing.uncertainty->demand = FactorRange{0.5, 2};
  const Pricing pricing(world, book());
  Usage usage;
  usage.pools = {pool_of(0, halves(6, 2))};
  const Outlook months = outlook(world, shared, usage, pricing, 2, 64);
  REQUIRE(months.tornado.size() == 1);
  Cents low, high, anew;
  for (int month = 0; month < 2; ++month) {
    const double demand = std::pow(1.5, month);
    const Commitments bound = pricing.commitments(shared, usage_at(world, shared, usage, demand));
    CHECK(months.months[static_cast<std::size_t>(month)].total == pricing.total(shared, usage_at(world, shared, usage, demand), bound));
    low += pricing.total(shared, usage_at(world, shared, usage, demand * 0.5), bound);
    high += pricing.total(shared, usage_at(world, shared, usage, demand * 2), bound);
    anew += pricing.total(shared, usage_at(world, shared, usage, demand * 0.5));
  }
  CHECK((months.tornado[0].low == low && months.tornado[0].high == high));
  CHECK(anew < low);

  std::stop_source stop;
  stop.request_stop();
  CHECK_THROWS_AS(outlook(world, shared, usage, pricing, 2, 64, {}, stop.get_token()), Interrupted);
}

TEST_CASE("the lines of a mix are the mix to half a cent a line, and no single kind is cheaper", "[purchase]") {
  World world = two_workloads({all_purchases.begin(), all_purchases.end()});
  const Topology topology{{{0, 0, 9}, {1, 0, 5}, {0, 2, 7}}, RoutingPolicy::latency, {}};
  for (int round = 0; round < 40; ++round) {
    Usage usage;
    for (std::uint32_t pool = 0; pool < 3; ++pool) {
      std::vector<int> week;
      for (int hour = 0; hour < 168; ++hour) week.push_back((hour * (7 + round) + 11 * static_cast<int>(pool)) % 24 / 2);
      usage.pools.push_back(pool_of(pool, std::move(week)));
    }
    const Purchases made = bought(world, topology, usage);
    double usd = 0;
    for (const PurchasedType& type : made.types) usd += type.total_usd();
    for (const PurchasedPlan& plan : made.plans) usd += plan.unused_usd;
    const Cents mixed = instances_total(price(world, topology, usage, book()));
    CHECK(mixed.usd() == Approx(usd).margin(0.06));
    World alone = world;
    alone.billing.purchase_mix.reset();
    CHECK(mixed <= instances_total(price(alone, topology, usage, book())));
  }
}

TEST_CASE("a constant need without hours is the pool's instance hours, and a type without prices is refused by name", "[purchase]") {
  World world = two_workloads({Purchase::on_demand, Purchase::reserved_1y});
  Usage usage;
  usage.pools = {{0, 3 * 730}};
  CHECK(instance_lines(price(world, shared, usage, book())) == "us-east-1 | p5.4xlarge, reserved 1 year | chat | 13,140.00\n");
  world.billing.purchase_mix->kinds = {Purchase::savings_3y, Purchase::spot};
  CHECK_THROWS_WITH(price(world, shared, usage, book()),
                    "the price book " + book().id() + " has no price, of a kind that the purchase mix may use, of p5.4xlarge in aws:us-east-1");
  world.billing.purchase_mix.reset();
  CHECK(bought(world, shared, usage).types.empty());
}

TEST_CASE("kinds without a price are named, and prices that are off change the bill but not what is bought", "[purchase]") {
  const World world = two_workloads({Purchase::on_demand, Purchase::reserved_1y, Purchase::savings_3y, Purchase::spot});
  Usage usage;
  usage.pools = {pool_of(0, halves(6, 2))};
  CHECK(bought(world, shared, usage).types.at(0).without_price == std::vector{Purchase::savings_3y});
  PriceFactors factors = list_prices;
  factors[static_cast<std::size_t>(PriceKind::instance)] = 2;
  factors[static_cast<std::size_t>(PriceKind::spot)] = 3;
  const Pricing pricing(world, book());
  const Commitments bound = pricing.commitments(shared, usage);
  const Bill at_list = pricing.bill(shared, usage, bound), off = pricing.bill(shared, usage, bound, factors);
  REQUIRE(off.lines.size() == at_list.lines.size());
  bool spot = false;
  for (std::size_t i = 0; i < off.lines.size(); ++i) {
    if (off.lines[i].service != "gpu instances") continue;
    const bool is_spot = off.lines[i].item.ends_with("spot");
    spot = spot || is_spot;
    CHECK(off.lines[i].quantity == at_list.lines[i].quantity);
    CHECK(off.lines[i].amount.usd() == Approx((is_spot ? 3 : 2) * at_list.lines[i].amount.usd()).margin(0.03));
  }
  CHECK(spot);
}
