// What the services that lead users to regions cost, by hand from the price book.
#include <catch2/catch_test_macros.hpp>
#include <map>

#include "support/tiny_world.h"
#include "tradewind/pricing/bill.h"

using namespace tradewind;

namespace {

// Regions in North America (0), Europe (1) and Asia (2), a population in each.
World behind(const char* manager) {
  World world = test::tiny_llm_world();
  world.traffic.manager = *find_traffic_manager(manager);
  const char* continents[] = {"north-america", "europe", "asia"};
  for (std::size_t i = 0; i < 3; ++i) world.regions[i].continent = world.populations[i].continent = continents[i];
  return world;
}

// Three million new connections; 1000 GB down and 10 GB up from New York in us-east-1, 200 GB down and 800 GB up between Tokyo and eu-west-1.
Usage usage() {
  Usage usage;
  usage.internet_egress = {{0, 0, 0, 1000}, {0, 1, 2, 200}};
  usage.requests = {{0, 0, 5e6, 10, 2e6}, {0, 1, 5e6, 800, 1e6}};
  return usage;
}

using Fees = std::map<std::string, std::int64_t>;  // by service

Fees cents_by_service(const char* manager) {
  const World world = behind(manager);
  Fees cents;
  for (const BillLine& line : price(world, test::tiny_topology(world, {0, 1}, 1), usage(), PriceBook::shipped()).lines)
    if (line.service != "gpu instances" && line.service != "internet egress" && line.service != "kubernetes cluster" &&
        line.service != "load balancer")
      cents[line.service] += line.amount.value;
  return cents;
}

}  // namespace

TEST_CASE("golden fees of traffic managers: queries, checks, hours, premiums", "[price]") {
  // Zone 0.50; three million queries at 0.60, 0.70 or 0.40; two health checks of 0.50.
  CHECK(cents_by_service("aws_route53_latency") == Fees{{"dns", 50 + 180 + 100}});
  CHECK(cents_by_service("aws_route53_geolocation") == Fees{{"dns", 50 + 210 + 100}});
  CHECK(cents_by_service("aws_route53_weighted") == Fees{{"dns", 50 + 120 + 100}});
  // Behind others the name is a plain one. Three million queries at 0.54, two checks of endpoints outside Azure at 0.54.
  CHECK(cents_by_service("azure_traffic_manager") == Fees{{"dns", 50 + 120}, {"traffic manager", 162 + 108}});
  // 730 h x 0.025 = 18.25; 1000 GB at home x 0.015 = 15.00; from Europe to Asia the 800 GB up are more than the 200 down: x 0.033 = 26.40.
  CHECK(cents_by_service("aws_global_accelerator") == Fees{{"dns", 50 + 120}, {"global accelerator", 1825 + 1500 + 2640}});
  CHECK(cents_by_service("google_global_load_balancer") == Fees{{"dns", 50 + 120}});
  CHECK(cents_by_service("azure_front_door") == Fees{{"dns", 50 + 120}, {"front door", 0}});
}

TEST_CASE("a fee without a stored price is on the bill with a mark, and so is a premium of another pair", "[price]") {
  const World world = behind("azure_front_door");
  bool marked = false;
  for (const BillLine& line : price(world, test::tiny_topology(world, {0}, 1), usage(), PriceBook::shipped()).lines)
    if (line.service == "front door") marked = line.price.mark == "no price in this book: not in the total";
  CHECK(marked);

  World far = behind("aws_global_accelerator");
  far.regions[0].continent = "oceania";
  for (const BillLine& line : price(far, test::tiny_topology(far, {0}, 1), usage(), PriceBook::shipped()).lines)
    if (line.service == "global accelerator" && line.quantity == 1000) {
      CHECK(line.price.mark == "estimated");
      CHECK(line.price.usd == 0.015);
    }
}
