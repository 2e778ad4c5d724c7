// Price books that users bring.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "support/command.h"
#include "support/tiny_world.h"
#include "tradewind/pricing/bill.h"
#include "tradewind/scenarios/problem.h"

using namespace tradewind;
using test::spit;
using test::TemporaryFolder;

namespace {

const std::string plain = R"({"name": "acme", "date": "2026-09-01"})";
const std::string header = "provider,region,instance_type,on_demand_usd_h,reserved_1y_usd_h,source,date\n";

Price p5(const PriceBook& book, Purchase purchase = Purchase::on_demand, const char* region = "us-east-1") {
  return book.instance("aws", region, "p5.4xlarge", purchase).value_or(Price{});
}

// All problems, one a line.
std::string complaints(const TemporaryFolder& folder) {
  std::string all;
  try {
    PriceBook::load(folder.path());
  } catch (const InvalidInput& error) {
    for (const Problem& problem : error.problems()) all += to_string(problem) + "\n";
  }
  return all;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a book stands on the shipped one: its own prices, and the shipped ones for all else", "[loaded_book]") {
  const TemporaryFolder folder;
  spit(folder.path() / "book.json", plain);
  spit(folder.path() / "instances.csv", header + "aws,us-east-1,p5.4xlarge,5.25,,our contract,2026-09-01\n");
  const PriceBook book = PriceBook::load(folder.path());
  CHECK(p5(book).usd == 5.25);
  CHECK(p5(book).source == "our contract");
  CHECK(p5(book).date == "2026-09-01");
  CHECK(p5(book, Purchase::reserved_1y).usd == p5(PriceBook::shipped(), Purchase::reserved_1y).usd);
  CHECK(p5(book, Purchase::on_demand, "eu-west-1").usd == p5(PriceBook::shipped(), Purchase::on_demand, "eu-west-1").usd);
  CHECK(book.internet_egress("aws", "us-east-1", "").size() == PriceBook::shipped().internet_egress("aws", "us-east-1", "").size());
  CHECK(book.date() == "2026-09-01");
  CHECK(book.id().starts_with("acme-2026-09-01-"));
  CHECK(book.prices().size() == PriceBook::shipped().prices().size());
}

TEST_CASE("the name of a book changes with any of its bytes", "[loaded_book]") {
  const TemporaryFolder folder;
  spit(folder.path() / "book.json", plain);
  spit(folder.path() / "instances.csv", header + "aws,us-east-1,p5.4xlarge,5.25,,our contract,2026-09-01\n");
  const std::string before = PriceBook::load(folder.path()).id();
  CHECK(PriceBook::load(folder.path()).id() == before);
  spit(folder.path() / "instances.csv", header + "aws,us-east-1,p5.4xlarge,5.26,,our contract,2026-09-01\n");
  CHECK(PriceBook::load(folder.path()).id() != before);
}

TEST_CASE("a bill by a loaded book names it and has its prices", "[loaded_book]") {
  const TemporaryFolder folder;
  spit(folder.path() / "book.json", plain);
  spit(folder.path() / "instances.csv", header + "aws,us-east-1,p5.4xlarge,5.25,,our contract,2026-09-01\n");
  const PriceBook book = PriceBook::load(folder.path());
  World world = test::tiny_llm_world();
  world.traffic.manager = *find_traffic_manager("aws_route53_latency");
  const Topology topology = test::tiny_topology(world, {0}, 1);
  const Bill bill = price(world, topology, expected_usage(world, topology), book);
  CHECK(bill.price_book == book.id());
  Cents gpus;
  for (const BillLine& line : bill.lines)
    if (line.service == "gpu instances") gpus += line.amount;
  CHECK(gpus.value == 383250);  // 730 h x 5.25 USD
}

TEST_CASE("a book may have a price of every way to buy, in rows of their own", "[loaded_book]") {
  const TemporaryFolder folder;
  spit(folder.path() / "book.json", R"({"name": "acme", "date": "2026-09-01", "currency": "EUR", "usd_per_unit": 1.1})");
  spit(folder.path() / "instances.csv",
       "provider,region,instance_type,on_demand_eur_h,reserved_1y_eur_h,reserved_3y_eur_h,savings_1y_eur_h,savings_3y_eur_h,spot_eur_h,source,date\n"
       "aws,us-east-1,p5.4xlarge,,,,4,3,,plan of 2025,2025-11-01\naws,us-east-1,p5.4xlarge,,,,,,1,seen in August,2026-08-31\n");
  const PriceBook book = PriceBook::load(folder.path());
  CHECK(p5(book, Purchase::savings_1y).usd == 4.4);
  CHECK(p5(book, Purchase::savings_3y).usd == 3.3);
  CHECK(p5(book, Purchase::savings_3y).date == "2025-11-01");
  CHECK(p5(book, Purchase::spot).usd == 1.1);
  CHECK(p5(book, Purchase::spot).source == "seen in August; 1 EUR at 1.1 USD");
  CHECK(p5(book).usd == p5(PriceBook::shipped()).usd);
}

TEST_CASE("another currency counts at the stated rate, and the price says so", "[loaded_book]") {
  const TemporaryFolder folder;
  spit(folder.path() / "book.json", R"({"name": "acme", "date": "2026-09-01", "currency": "EUR", "usd_per_unit": 1.1})");
  spit(folder.path() / "instances.csv",
       "provider,region,instance_type,on_demand_eur_h,source,date\naws,us-east-1,p5.4xlarge,4.7,our contract,2026-09-01\n");
  const PriceBook book = PriceBook::load(folder.path());
  CHECK(p5(book).usd == 5.17);  // exactly: 4.7 x 1.1 is 5.170000000000001 in binary
  CHECK(p5(book).source == "our contract; 4.7 EUR at 1.1 USD");
  CHECK(p5(book, Purchase::on_demand, "eu-west-1").usd == p5(PriceBook::shipped(), Purchase::on_demand, "eu-west-1").usd);
  spit(folder.path() / "instances.csv", header + "aws,us-east-1,p5.4xlarge,4.7,,our contract,2026-09-01\n");
  CHECK(has(complaints(folder), "a column \"on_demand_eur_h\""));
}

TEST_CASE("a discount lowers list prices, the narrowest holds, and the price says so", "[loaded_book]") {
  const TemporaryFolder folder;
  spit(folder.path() / "book.json", R"({"name": "acme", "date": "2026-09-01", "discounts": [
    {"provider": "aws", "service": "all", "percent": 10, "label": "enterprise agreement"},
    {"provider": "aws", "service": "instances", "percent": 12.5, "label": "private pricing"},
    {"provider": "aws", "service": "load_balancer_hour", "percent": 100, "label": "credit"}]})");
  spit(folder.path() / "instances.csv", header + "aws,us-east-1,p5.4xlarge,6.88,,list,2026-09-01\n");
  const PriceBook book = PriceBook::load(folder.path());
  CHECK(p5(book).usd == 6.02);  // 6.88 x 0.875
  CHECK(p5(book).source == "list; 12.5 % off 6.88 USD, private pricing");
  const Price listed = PriceBook::shipped().interregion("aws", "us-east-1", "eu-west-1").value_or(Price{});
  const Price lowered = book.interregion("aws", "us-east-1", "eu-west-1").value_or(Price{});
  CHECK(lowered.usd == Catch::Approx(listed.usd * 0.9).epsilon(1e-12));
  CHECK(has(lowered.source, "enterprise agreement"));
  CHECK(book.service("aws", "us-east-1", "load_balancer_hour").value_or(Price{1, "", "", "", ""}).usd == 0);
  CHECK(book.service("gcp", "us-central1", "load_balancer_hour")->usd ==
        PriceBook::shipped().service("gcp", "us-central1", "load_balancer_hour")->usd);
}

TEST_CASE("all problems of a book are told at once, each with file, line and column", "[loaded_book]") {
  const TemporaryFolder folder;
  spit(folder.path() / "book.json", R"({"name": "a b", "date": "2026-13-01", "owner": 1, "discounts": [
    {"provider": "asw", "service": "instances", "percent": 101, "label": ""}, 7]})");
  spit(folder.path() / "instances.csv",
       header + "aws,us-east-9,p5.4xlarge,-1,x,,2026\nawz,us-east-1,p5.4xlarge,1,,s,\naws,us-east-1,g,1,,s,2026\naws,us-east-1,g,2,,s,2026\n");
  spit(folder.path() / "internet_egress.csv",
       "provider,region,destination,pool,from_gb,to_gb,usd_per_gb,source,date\naws,us-east-1,any,account,5,,0.1,s,2026\n"
       "aws,us-east-2,mars,account,0,,0.1,s,2026\naws,us-west-1,any,account,0,10,0.1,s,2026\n");
  spit(folder.path() / "services.csv", "provider,item,region,usd,unit,source,date\naws,load_balancer_hours,global,1,hour,s,2026\n");
  spit(folder.path() / "instance.csv", "a\n");
  spit(folder.path() / "interregion_egress.csv", "provider,from,to,usd,source,date\n");
  const std::string all = complaints(folder);
  INFO(all);
  for (const char* part : {"/name",
                           "/date",
                           "/owner",
                           "/discounts/0/provider",
                           "/discounts/0/percent",
                           "/discounts/0/label",
                           "/discounts/1",
                           "instances.csv:2",
                           "\"us-east-9\"",
                           "\"-1\"",
                           "\"x\" in column \"reserved_1y_usd_h\"",
                           "nothing in column \"source\"",
                           "instances.csv:3",
                           "\"awz\"",
                           "nothing in column \"date\"",
                           "instances.csv:5",
                           "each price once",
                           "internet_egress.csv:2",
                           "tiers rise from 0",
                           "\"mars\"",
                           "internet_egress.csv:4",
                           "the last tier",
                           "load_balancer_hours",
                           "did you mean load_balancer_hour?",
                           "instance.csv",
                           "a column \"usd_per_gb\""})
    CHECK(has(all, part));
}

TEST_CASE("a folder that is no book is refused", "[loaded_book]") {
  const TemporaryFolder folder;
  CHECK(has(complaints(folder), "book.json"));
  spit(folder.path() / "book.json", "[1]");
  CHECK(has(complaints(folder), "an object"));
  for (std::size_t cut = 0; cut < plain.size(); ++cut) {
    spit(folder.path() / "book.json", plain.substr(0, cut));
    CHECK(has(complaints(folder), "no JSON from byte"));
  }
  CHECK_THROWS_AS(PriceBook::load(folder.path() / "nowhere"), InvalidInput);
}
