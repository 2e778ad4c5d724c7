// What must hold of every bill, on random topologies and usages.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <map>
#include <random>

#include "support/command.h"
#include "support/tiny_world.h"
#include "tradewind/pricing/bill.h"
#include "tradewind/scenarios/problem.h"

using namespace tradewind;

namespace {

World mixed_world() {
  World world = test::tiny_llm_world();
  world.regions[1].provider = "gcp";
  world.regions[1].id = "europe-west4";
  for (Offer& offer : world.offers) offer.instance_type = offer.region == 1 ? "g2-standard-4" : "g6e.xlarge";
  world.traffic.manager = *find_traffic_manager("aws_route53_latency");
  world.billing = {200, 3, 10, 1, 50, 0.5, false, {MetricsService::provider, LogService::provider, 500, 1500, 30, 500}, {}, {}, {}, {}, {}, {}};
  world.data.artifacts = {{"weights", 0, 16, 4, 0, 4, ArtifactReplication::star, {}}};
  return world;
}

struct Case {
  Topology topology;
  Usage usage;
};

Case random_case(const World& world, std::mt19937& random) {
  std::uniform_real_distribution<double> real(0, 1);
  std::vector<std::uint32_t> regions;
  for (std::uint32_t region = 0; region < 3; ++region)
    if (real(random) < 0.7 || (region == 2 && regions.empty())) regions.push_back(region);
  Case made{test::tiny_topology(world, regions, 1 + static_cast<int>(real(random) * 5)), {}};
  for (std::uint32_t i = 0; i < regions.size(); ++i) {
    made.usage.pools.push_back({i, 730 * made.topology.pools[i].replicas * real(random)});
    made.usage.requests.push_back({0, regions[i], 1e8 * real(random), 3000 * real(random), 2e6 * real(random)});
    for (std::uint32_t population = 0; population < 3; ++population)
      made.usage.internet_egress.push_back({0, regions[i], population, 4e4 * real(random)});
    if (regions[i] != 0) made.usage.replication.push_back({0, 0, regions[i], 64});
  }
  return made;
}

// Amounts by what they are for.
std::map<std::string, std::int64_t> amounts(const Bill& bill) {
  std::map<std::string, std::int64_t> cents;
  for (const BillLine& line : bill.lines)
    cents[line.provider + "|" + line.region + "|" + line.service + "|" + line.item + "|" + line.workload] += line.amount.value;
  return cents;
}

std::string complaint(const World& world) {
  try {
    price(world, {}, {}, PriceBook::shipped());
  } catch (const InvalidInput& error) {
    return to_string(error.problems().at(0));
  }
  return "";
}

}  // namespace

TEST_CASE("lines sum to the total to the cent, with text and without", "[price][properties]") {
  const World world = mixed_world();
  const Pricing pricing(world, PriceBook::shipped());
  std::mt19937 random(11);
  for (int round = 0; round < 100; ++round) {
    const Case made = random_case(world, random);
    const Bill bill = pricing.bill(made.topology, made.usage);
    std::int64_t cents = 0;
    for (const BillLine& line : bill.lines) {
      CHECK(line.amount.value == to_cents(line.quantity * line.price.usd).value);
      cents += line.amount.value;
    }
    CHECK(bill.total().value == cents);
    CHECK(pricing.total(made.topology, made.usage).value == cents);
  }
}

TEST_CASE("a bill does not depend on the order of pools, of usage or of regions", "[price][properties]") {
  const World world = mixed_world();
  World turned_world = world;  // regions backwards
  std::ranges::reverse(turned_world.regions);
  for (Offer& offer : turned_world.offers) offer.region = 2 - offer.region;
  for (Artifact& artifact : turned_world.data.artifacts) artifact.home = 2 - artifact.home;
  std::mt19937 random(12);
  for (int round = 0; round < 100; ++round) {
    const Case made = random_case(world, random);
    Case turned = made;
    std::ranges::reverse(turned.topology.pools);
    for (PoolUsage& use : turned.usage.pools) use.pool = static_cast<std::uint32_t>(made.topology.pools.size()) - 1 - use.pool;
    for (RegionRequests& requests : turned.usage.requests) requests.region = 2 - requests.region;
    for (InternetEgress& egress : turned.usage.internet_egress) egress.region = 2 - egress.region;
    for (ReplicatedBytes& hop : turned.usage.replication) {
      hop.from = 2 - hop.from;
      hop.to = 2 - hop.to;
    }
    std::ranges::reverse(turned.usage.internet_egress);
    CHECK(amounts(price(turned_world, turned.topology, turned.usage, PriceBook::shipped())) ==
          amounts(price(world, made.topology, made.usage, PriceBook::shipped())));
  }
}

TEST_CASE("more use of anything never makes the bill cheaper", "[price][properties]") {
  World world = mixed_world();
  world.billing.support = {{"aws", "business"}, {"gcp", "enhanced"}};
  world.billing.credits = {{"aws", 500, "migration"}};
  std::mt19937 random(13);
  std::uniform_real_distribution<double> factor(1.1, 4);
  for (int round = 0; round < 200; ++round) {
    Case made = random_case(world, random);
    const Cents before = price(world, made.topology, made.usage, PriceBook::shipped()).total();
    const double more = factor(random);
    switch (round % 4) {
      case 0:
        made.usage.pools.front().instance_hours *= more;
        break;
      case 1:
        made.usage.requests.front().requests *= more;
        break;
      case 2:
        made.usage.requests.front().request_gb *= more;
        break;
      default:
        made.usage.internet_egress.front().gb *= more;
    }
    CHECK(price(world, made.topology, made.usage, PriceBook::shipped()).total() >= before);
  }
}

TEST_CASE("bills of disjoint topologies add up, but for tiers, free parts and what is paid once", "[price][properties]") {
  World world = mixed_world();
  world.billing.monitoring = {MetricsService::datadog, LogService::datadog, 50, 1500, 30, 500};  // no tiers, and no metric over the included ones
  world.data.artifacts.clear();
  world.billing.image_gb = 0;  // Artifact Registry has a free part
  std::mt19937 random(14);
  for (int round = 0; round < 50; ++round) {
    Case first = random_case(world, random), second = first, both = first;
    first.usage.internet_egress.clear();
    both.usage.internet_egress.clear();
    first.usage.replication.clear();
    both.usage.replication.clear();
    second = {test::tiny_topology(world, {2}, 2), {}};
    std::erase_if(first.topology.pools, [&](const Pool& pool) { return world.offers[pool.offer].region == 2; });
    std::erase_if(first.usage.requests, [](const RegionRequests& requests) { return requests.region == 2; });
    if (first.topology.pools.empty()) continue;
    first.usage.pools.resize(first.topology.pools.size());
    second.usage.pools = {{0, 1460}};
    second.usage.requests = {{0, 2, 5e6, 100, 0}};
    both = first;
    both.topology.pools.push_back(second.topology.pools[0]);
    both.usage.pools.push_back({static_cast<std::uint32_t>(first.usage.pools.size()), 1460});
    both.usage.requests.push_back(second.usage.requests[0]);
    const auto bill = [&](const Case& made) { return amounts(price(world, made.topology, made.usage, PriceBook::shipped())); };
    const auto of_region = [](std::map<std::string, std::int64_t> all) {
      std::erase_if(all, [](const auto& line) { return line.first.find("|global|") != std::string::npos; });
      return all;
    };
    std::map<std::string, std::int64_t> sum = of_region(bill(first));
    for (const auto& [line, cents] : of_region(bill(second))) sum[line] += cents;
    CHECK(sum == of_region(bill(both)));
    const auto hosts = [](const std::map<std::string, std::int64_t>& all) { return all.at("datadog|global|metrics|hosts|chat"); };
    CHECK(std::abs(hosts(bill(first)) + hosts(bill(second)) - hosts(bill(both))) <= 1);  // a cent of rounding
  }
}

TEST_CASE("names that the book does not have are told with those that it has", "[price]") {
  World world = mixed_world();
  world.billing.support = {{"aws", "buisness"}};
  CHECK_THAT(complaint(world), Catch::Matchers::ContainsSubstring("/billing/support/0/plan") && Catch::Matchers::ContainsSubstring("\"buisness\"") &&
                                   Catch::Matchers::ContainsSubstring("business, business_support_plus, enterprise, enterprise_on_ramp") &&
                                   Catch::Matchers::ContainsSubstring("did you mean"));
  world.billing.kafka = {"kafka", 3};
  world.billing.support.push_back({"gcp", "bronze"});
  try {
    price(world, {}, {}, PriceBook::shipped());
    FAIL("three unknown names");
  } catch (const InvalidInput& error) {
    CHECK(error.problems().size() == 3);  // all at once
  }
  world.billing.kafka.reset();
  world.billing.support = {{"ibm", "gold"}};
  CHECK_THAT(complaint(world), Catch::Matchers::ContainsSubstring("it has none"));
  world = mixed_world();
  world.billing.kafka = {"kafka.m5.enormous", 3};
  CHECK_THAT(complaint(world),
             Catch::Matchers::ContainsSubstring("/billing/kafka/broker_type") && Catch::Matchers::ContainsSubstring("kafka.m5.large"));
}

TEST_CASE("where the book has no price, a line of nothing says so", "[price]") {
  World world = mixed_world();
  world.regions[1].provider = "nebius";
  world.regions[1].id = "eu-north1";
  world.billing.kafka = {"kafka.m5.large", 3};
  EventStream stream;
  stream.name = "payments";
  stream.home = 1;
  world.data.streams = {stream};
  Usage usage;
  usage.requests = {{0, 1, 1e6, 10, 1e6}};
  const Bill bill = price(world, {}, usage, PriceBook::shipped());
  std::map<std::string, int> unpriced;
  for (const BillLine& line : bill.lines)
    if (line.region == "eu-north1" && line.price.mark == "no price in this book: not in the total") {
      CHECK(line.amount.value == 0);
      ++unpriced[line.service];
    }
  CHECK(unpriced["kafka"] == 2);
  CHECK(unpriced["logs"] == 1);
  CHECK(unpriced["data between zones"] == 2);
}

TEST_CASE("an own fee takes the place of all tiers of the shipped one, and may have tiers of its own", "[price]") {
  const test::TemporaryFolder folder;
  test::spit(folder.path() / "book.json", R"({"name": "acme", "date": "2026-09-01",
    "discounts": [{"provider": "gcp", "service": "logs_gb", "percent": 50, "label": "deal"}]})");
  test::spit(folder.path() / "services.csv",
             "provider,item,region,usd,unit,source,date\naws,logs_gb,global,0.2,GB,contract,2026-09-01\naws,logs_gb_over_1000,global,0.1,GB,contract,"
             "2026-09-01\n"
             "datadog,host_month,global,12,month,contract,2026-09-01\n"
             "gcp,kafka_broker_hour_dcu,global,0.09,hour,contract,2026-09-01\n");
  const PriceBook book = PriceBook::load(folder.path());
  const std::vector<PriceTier> own = book.service_tiers("aws", "us-east-1", "logs_gb");
  REQUIRE(own.size() == 2);
  CHECK(own[0].price.usd == 0.2);
  CHECK(own[0].label == ", first 1,000 GB");
  CHECK(own[1].price.usd == 0.1);
  CHECK(own[1].label == ", over 1,000 GB");
  CHECK(book.service("datadog", "global", "host_month")->usd == 12);
  CHECK(book.service_names("gcp", "kafka_broker_hour_") == std::vector<std::string>{"dcu"});
  const std::vector<PriceTier> deal = book.service_tiers("gcp", "us-central1", "logs_gb");
  REQUIRE(deal.size() == 2);
  CHECK(deal[1].price.usd == 0.25);  // half of 0.50: a discount on a fee is one on all its tiers
  CHECK(book.service_tiers("aws", "us-east-1", "no_such_fee").empty());
}

TEST_CASE("support plans of an own book, in its own money, with their mistakes", "[price]") {
  const test::TemporaryFolder folder;
  test::spit(folder.path() / "book.json", R"({"name": "acme", "date": "2026-09-01", "currency": "EUR", "usd_per_unit": 1.1})");
  const std::string header = "provider,plan,from_eur,to_eur,percent,minimum_eur,source,date\n";
  test::spit(folder.path() / "support.csv", header + "aws,gold,0,1000,8,50,contract,2026-09-01\naws,gold,1000,,4,50,contract,2026-09-01\n");
  const PriceBook book = PriceBook::load(folder.path());
  const SupportPrice* gold = book.support("aws", "gold");
  REQUIRE(gold != nullptr);
  CHECK(gold->minimum.usd == 55);
  CHECK(gold->tiers[0].to == 1100);
  CHECK(gold->tiers[1].price.usd == 0.04);
  CHECK(book.support("aws", "business") != nullptr);
  test::spit(folder.path() / "support.csv",
             header + "aws,gold,0,1000,180,50,contract,2026-09-01\naws,iron,5,,4,50,contract,2026-09-01\naws,tin,0,9,4,50,contract,2026-09-01\n");
  try {
    PriceBook::load(folder.path());
    FAIL("mistakes");
  } catch (const InvalidInput& error) {
    REQUIRE(error.problems().size() == 3);
    CHECK(error.problems()[0].expected == "a percentage of 0 to 100");
    CHECK(error.problems()[1].line == 3);
    CHECK(error.problems()[2].expected == "nothing in the last tier: it has no end");
  }
}
