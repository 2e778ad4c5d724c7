#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <random>

#include "support/tiny_world.h"
#include "tradewind/pricing/bill.h"

using namespace tradewind;

namespace {

// aws:us-east-1 (0), aws:eu-west-1 (1), aws:ap-northeast-1 (2), populations in New York (0), Dublin (1), Tokyo (2); offer 2 r is a p5.4xlarge of
// region r.
const World& aws_world() {
  static const World world = [] {
    World made = test::tiny_llm_world();
    made.traffic.manager = *find_traffic_manager("aws_route53_latency");
    return made;
  }();
  return world;
}

// The same places with other clouds' regions in them.
World world_of(std::initializer_list<std::pair<const char*, const char*>> regions) {
  World world = aws_world();
  std::size_t index = 0;
  for (const auto& [provider, id] : regions) {
    world.regions[index].provider = provider;
    world.regions[index++].id = id;
  }
  return world;
}

Bill bill_of(const World& world, const Topology& topology, const Usage& usage) { return price(world, topology, usage, PriceBook::shipped()); }

Cents sum(const Bill& bill, const std::string& service, const std::string& region = "") {
  Cents total;
  for (const BillLine& line : bill.lines)
    if (line.service == service && (region.empty() || line.region == region)) total += line.amount;
  return total;
}

Cents egress_of(const World& world, const std::vector<InternetEgress>& egress) {
  Usage usage;
  usage.internet_egress = egress;
  return sum(bill_of(world, {}, usage), "internet egress");
}

}  // namespace

TEST_CASE("golden bill: two regions, instances, egress inside the first tier, fees", "[price]") {
  const Topology topology = test::tiny_topology(aws_world(), {0, 2}, 2);
  Usage usage;
  usage.pools = {{0, 1460}, {1, 1460}};
  usage.internet_egress = {{0, 0, 0, 1000}, {0, 2, 2, 3000}};
  usage.requests = {{0, 0, 5e6, 10, 2e6}, {0, 2, 5e6, 30, 1e6}};
  const Bill bill = bill_of(aws_world(), topology, usage);

  // p5.4xlarge on demand, 2 x 730 h: us-east-1 x 6.88 = 10,044.80; ap-northeast-1 x 8.60 = 12,556.00.
  CHECK(sum(bill, "gpu instances", "us-east-1").value == 1004480);
  CHECK(sum(bill, "gpu instances", "ap-northeast-1").value == 1255600);
  // 4000 GB leave the account, 100 are free: 97.5 % are paid. us-east-1 975 GB x 0.09 = 87.75; ap-northeast-1 2925 GB x 0.114 = 333.45.
  CHECK(sum(bill, "internet egress", "us-east-1").value == 8775);
  CHECK(sum(bill, "internet egress", "ap-northeast-1").value == 33345);
  CHECK(sum(bill, "kubernetes cluster").value == 14600);  // 2 x 730 h x 0.10
  // Hours 730 x 0.0225 = 16.425, to even 16.42, twice; data 1010 GB x 0.008 = 8.08 and 3030 GB x 0.008 = 24.24.
  CHECK(sum(bill, "load balancer").value == 2 * 1642 + 808 + 2424);
  // Zone 0.50; 3 million new connections x 0.60 = 1.80; two health checks of 0.50.
  CHECK(sum(bill, "dns").value == 50 + 180 + 100);
  Cents all;
  for (const BillLine& line : bill.lines) all += line.amount;
  CHECK(bill.total() == all);
}

TEST_CASE("golden bill: AWS climbs the tiers of the whole account, each region at its own price", "[price]") {
  // us-east-1 60,000 GB and ap-northeast-1 20,100 GB: 80,100 less 100 free = 80,000, in 10,240 + 40,960 + 28,800.
  // us-east-1 holds 60000/80100 of each tier: x 0.09, 0.085, 0.07:   7670.41 GB = 690.34; 30681.65 GB = 2607.94; 21573.03 GB = 1510.11.
  // ap-northeast-1 20100/80100: x 0.114, 0.089, 0.086:               2569.59 GB = 292.93; 10278.35 GB = 914.77; 7226.97 GB = 621.52.
  CHECK(egress_of(aws_world(), {{0, 0, 0, 60000}, {0, 2, 2, 20100}}).value == 69034 + 260794 + 151011 + 29293 + 91477 + 62152);
}

TEST_CASE("tier edges and the free allowance", "[price]") {
  CHECK(egress_of(aws_world(), {{0, 0, 0, 100}}).value == 0);
  CHECK(egress_of(aws_world(), {{0, 0, 0, 99}, {0, 1, 1, 1}}).value == 0);                       // once an account, whatever the regions
  CHECK(egress_of(aws_world(), {{0, 0, 0, 101}}).value == 9);                                    // 1 GB x 0.09
  CHECK(egress_of(aws_world(), {{0, 0, 0, 10340}}).value == 92160);                              // 10,240 x 0.09 = 921.60
  CHECK(egress_of(aws_world(), {{0, 0, 0, 11340}}).value == 92160 + 8500);                       // 1000 GB more x 0.085
  CHECK(egress_of(aws_world(), {{0, 0, 0, 254700}}).value == 92160 + 348160 + 716800 + 505000);  // 40,960 x 0.085, 102,400 x 0.07, 101,000 x 0.05
}

TEST_CASE("Azure counts by billing zone and frees 100 GB once", "[price]") {
  // eastus and westeurope share zone 1, japaneast is in zone 2. 20,100 GB, 100 free in proportion: zone 1 pays
  // 15,000 x 20000/20100 = 14925.37 GB: 10,240 x 0.087 and 4685.37 x 0.083, shared 2 : 1; zone 2 pays 5074.63 x 0.12.
  const World world = world_of({{"azure", "eastus"}, {"azure", "westeurope"}, {"azure", "japaneast"}});
  // eastus 6826.67 x 0.087 = 593.92, 3123.58 x 0.083 = 259.26; westeurope 3413.33 x 0.087 = 296.96, 1561.79 x 0.083 = 129.63; japaneast 608.96
  // (5074.63 x 0.12).
  CHECK(egress_of(world, {{0, 0, 0, 10000}, {0, 1, 1, 5000}, {0, 2, 2, 5100}}).value == 59392 + 25926 + 29696 + 12963 + 60896);
}

TEST_CASE("Google Cloud counts by region, China and Australia apart", "[price]") {
  World world = world_of({{"gcp", "us-central1"}, {"gcp", "europe-west1"}, {"gcp", "asia-east1"}});
  world.populations[1].country_iso2 = "CN";
  world.populations[2].country_iso2 = "AU";
  // us-central1: 1024 x 0.12 + 976 x 0.11 = 122.88 + 107.36; to China 1000 x 0.23; to Australia 2024 GB: 1024 x 0.19 + 1000 x 0.18.
  CHECK(egress_of(world, {{0, 0, 0, 2000}, {0, 0, 1, 1000}, {0, 0, 2, 2024}}).value == 12288 + 10736 + 23000 + 19456 + 18000);
  // Two regions do not share a counter: 1000 GB each stays in the first tier.
  CHECK(egress_of(world, {{0, 0, 0, 1000}, {0, 1, 0, 1000}}).value == 24000);
}

TEST_CASE("queries past a billion cost half", "[price]") {
  Usage usage;
  usage.requests = {{0, 0, 0, 0, 1.5e9}};
  const Bill bill = bill_of(aws_world(), test::tiny_topology(aws_world(), {0}, 1), usage);
  CHECK(sum(bill, "dns").value == 50 + 60000 + 15000 + 50);  // 1000 M x 0.60 + 500 M x 0.30
}

TEST_CASE("health checks outside AWS cost their own price", "[price]") {
  const World world = world_of({{"aws", "us-east-1"}, {"gcp", "europe-west1"}, {"gcp", "asia-east1"}});
  CHECK(sum(bill_of(world, test::tiny_topology(world, {0, 1, 2}, 1), {}), "dns").value == 50 + 50 + 150);
}

TEST_CASE("the order of pools and of the usage leaves the bill alone", "[price]") {
  const World world = world_of({{"aws", "us-east-1"}, {"aws", "us-east-2"}, {"aws", "ap-northeast-1"}});
  const Topology topology = test::tiny_topology(world, {0, 1, 2}, 3);
  Usage usage;
  usage.pools = {{0, 2190}, {1, 1460.5}, {2, 730.25}};
  for (std::uint32_t region = 0; region < 3; ++region)
    for (std::uint32_t population = 0; population < 3; ++population)
      usage.internet_egress.push_back({0, region, population, 1000.0 * (1 + region) + 7 * population});
  usage.requests = {{0, 0, 1e6, 5, 1e6}, {0, 1, 2e6, 6, 2e6}, {0, 2, 3e6, 7, 3e6}};
  const std::string expected = to_json(bill_of(world, topology, usage));

  Topology turned = topology;
  std::swap(turned.pools[0], turned.pools[2]);
  Usage turned_usage = usage;
  turned_usage.pools = {{2, 2190}, {1, 1460.5}, {0, 730.25}};
  std::reverse(turned_usage.internet_egress.begin(), turned_usage.internet_egress.end());
  std::reverse(turned_usage.requests.begin(), turned_usage.requests.end());
  CHECK(to_json(bill_of(world, turned, turned_usage)) == expected);
}

TEST_CASE("more usage never makes a cheaper bill", "[price]") {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> gb(0, 60000), more(0, 30000);
  const World mixed = world_of({{"aws", "sa-east-1"}, {"aws", "us-east-1"}, {"azure", "eastus"}});
  for (int round = 0; round < 300; ++round) {
    std::vector<InternetEgress> egress = {{0, 0, 0, gb(random)}, {0, 1, 1, gb(random)}, {0, 2, 2, gb(random)}};
    const Cents before = egress_of(mixed, egress);
    egress[static_cast<std::size_t>(round % 3)].gb += more(random);
    CHECK(egress_of(mixed, egress) >= before);
  }
}

TEST_CASE("bills of separate months add up but for tiers and what is paid once", "[price]") {
  const Topology first = test::tiny_topology(aws_world(), {0}, 1), second = test::tiny_topology(aws_world(), {2}, 4);
  Topology both = first;
  both.pools.insert(both.pools.end(), second.pools.begin(), second.pools.end());
  Usage first_usage, second_usage, both_usage;
  first_usage.pools = {{0, 730}};
  second_usage.pools = {{0, 2920}};
  both_usage.pools = {{0, 730}, {1, 2920}};
  const Cents zone = to_cents(0.5);
  CHECK(bill_of(aws_world(), first, first_usage).total() + bill_of(aws_world(), second, second_usage).total() ==
        bill_of(aws_world(), both, both_usage).total() + zone);
}

TEST_CASE("a pool without a price is refused by name", "[price]") {
  World world = test::tiny_llm_world();
  world.offers[0].instance_type = "p99.huge";
  Usage usage;
  usage.pools = {{0, 730}};
  CHECK_THROWS_WITH(bill_of(world, test::tiny_topology(world, {0}, 1), usage),
                    "the price book " + PriceBook::shipped().id() + " has no price, on demand, of p99.huge in aws:us-east-1");
  world = world_of({{"acme", "moon-1"}});
  usage.pools.clear();
  usage.internet_egress = {{0, 0, 0, 1}};
  CHECK_THROWS_AS(bill_of(world, {}, usage), std::runtime_error);
}
