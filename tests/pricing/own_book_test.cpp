// Price books that users bring.
#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "tradewind/pricing/price_book.h"
#include "tradewind/scenarios/files.h"
#include "tradewind/scenarios/problem.h"

using namespace tradewind;
using Catch::Approx;

namespace {

const std::string instances_header = "provider,region,instance_type,on_demand_usd_h,reserved_1y_usd_h,reserved_3y_usd_h,source,date,mark\n";
const std::string egress_header = "provider,region,destination,pool,from_gb,to_gb,usd_per_gb,source,date,mark\n";

// A folder that vanishes with the test.
struct Folder {
  std::filesystem::path path = std::filesystem::temp_directory_path() / "tradewind_own_book_test";
  Folder() { std::filesystem::remove_all(path); }
  ~Folder() { std::filesystem::remove_all(path); }
  void write(const std::string& file, const std::string& text) const { write_file(path / file, text); }
  Problems problems() const {
    try {
      PriceBook::load(path);
    } catch (const InvalidInput& invalid) {
      return invalid.problems();
    }
    return {};
  }
};

std::optional<Price> t4(const PriceBook& book, Purchase purchase) { return book.instance("aws", "af-south-1", "g4dn.12xlarge", purchase); }

}  // namespace

TEST_CASE("a book stands on the shipped one", "[own_book]") {
  const Folder folder;
  folder.write("book.json", R"({"name": "acme", "date": "2026-11-01"})");
  folder.write("instances.csv", instances_header + "aws,af-south-1,g4dn.12xlarge,4,,,contract 7,2026-11-01,\n");
  const PriceBook book = PriceBook::load(folder.path);
  CHECK(book.id() == "acme-2026-11-01");
  CHECK(t4(book, Purchase::on_demand)->usd == 4);
  CHECK(t4(book, Purchase::on_demand)->source == "contract 7");
  CHECK(t4(book, Purchase::reserved_1y)->usd == 3.542);  // shipped
  CHECK(book.internet_egress("aws", "af-south-1", "europe")[0].price.usd == 0.154);
  CHECK(t4(PriceBook::shipped(), Purchase::on_demand)->usd == 5.19);
}

TEST_CASE("currency and discounts change prices and say so", "[own_book]") {
  const Folder folder;
  folder.write("book.json", R"({"name": "acme", "date": "2026-11-01", "currency": "EUR", "usd_per_unit": 1.25,
    "discounts": [{"provider": "aws", "table": "instances", "percent": 10, "label": "enterprise agreement"}]})");
  folder.write("instances.csv", instances_header + "aws,af-south-1,g4dn.12xlarge,4,,,contract 7,2026-11-01,\n");
  const PriceBook book = PriceBook::load(folder.path);
  CHECK(t4(book, Purchase::on_demand)->usd == Approx(4.5));  // 4 x 1.25 x 0.9
  CHECK(t4(book, Purchase::on_demand)->source == "contract 7, 4 EUR at 1.25 USD, less 10 % (enterprise agreement)");
  CHECK(t4(book, Purchase::reserved_1y)->usd == Approx(3.1878));  // 3.542 USD x 0.9, not converted
  CHECK(book.internet_egress("aws", "af-south-1", "europe")[0].price.usd == 0.154);
}

TEST_CASE("egress to any destination replaces all of the region's tiers", "[own_book]") {
  const Folder folder;
  folder.write("book.json", R"({"name": "acme", "date": "2026-11-01"})");
  folder.write("internet_egress.csv", egress_header + "gcp,us-central1,any,mine,0,100,0.05,c,2026,\ngcp,us-central1,any,mine,100,,0.02,c,2026,\n");
  const PriceBook book = PriceBook::load(folder.path);
  for (const char* destination : {"", "china", "australia"}) {
    REQUIRE(book.internet_egress("gcp", "us-central1", destination).size() == 2);
    CHECK(book.internet_egress("gcp", "us-central1", destination)[1].price.usd == 0.02);
  }
}

TEST_CASE("all problems of a book are told at once", "[own_book]") {
  const Folder folder;
  folder.write("book.json", R"({"name": "acme", "date": "2026-13-01", "curency": "EUR"})");
  folder.write("instances.csv", instances_header + "aws,r,a,-1,x,,s,2026,\naws,r,a,1,,,s,2026,\n");
  folder.write("internet_egress.csv", egress_header + "aws,r,any,p,5,10,0.1,s,2026,\n");
  folder.write("services.csv", "provider,item\n");
  const Problems found = folder.problems();
  const auto count = [&](const std::string& file) {
    return std::ranges::count_if(found, [&](const Problem& problem) { return problem.file.ends_with(file); });
  };
  CHECK(count("book.json") == 2);            // date, misspelt field
  CHECK(count("/instances.csv") == 3);       // negative, no number, twice
  CHECK(count("internet_egress.csv") == 2);  // does not start at 0, has an end
  CHECK(count("services.csv") == 6);         // missing columns
}

TEST_CASE("a discount that meets no price is an error", "[own_book]") {
  const Folder folder;
  folder.write("book.json", R"({"name": "a", "date": "2026-11-01",
    "discounts": [{"provider": "asw", "table": "instances", "percent": 10, "label": "x"}]})");
  REQUIRE(folder.problems().size() == 1);
  CHECK(folder.problems()[0].pointer == "/discounts/0/provider");
}

TEST_CASE("a file cut at any byte is read or refused, never a crash", "[own_book]") {
  const Folder folder;
  const std::string header = R"({"name": "acme", "date": "2026-11-01"})";
  const std::string rows = instances_header + "aws,af-south-1,g4dn.12xlarge,4,,,\"contract, 7\",2026-11-01,\n";
  for (std::size_t size = 0; size < header.size(); ++size) {
    folder.write("book.json", header.substr(0, size));
    CHECK_FALSE(folder.problems().empty());
  }
  folder.write("book.json", header);
  for (std::size_t size = 0; size + 2 < rows.size(); ++size) {
    folder.write("instances.csv", rows.substr(0, size));
    if (size != instances_header.size() && size + 1 != instances_header.size()) CHECK_FALSE(folder.problems().empty());
  }
}
