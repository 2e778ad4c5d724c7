// Price books as a user meets them.
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <nlohmann/json.hpp>

#include "support/command.h"

using namespace tradewind::test;
using nlohmann::json;

namespace {

const std::string starter = TRADEWIND_SOURCE_DIR "/scenarios/examples/starter.json";

void spit_book(const std::filesystem::path& folder, const std::string& percent) {
  spit(folder / "book.json", R"({"name": "acme", "date": "2026-09-01", "discounts": [
    {"provider": "aws", "service": "all", "percent": )" +
                                 percent + R"(, "label": "deal"},
    {"provider": "gcp", "service": "all", "percent": )" +
                                 percent + R"(, "label": "deal"}]})");
}

}  // namespace

TEST_CASE("a bill by one's own book names it, and a study never mixes books") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder.path() / "half");
  std::filesystem::create_directory(folder.path() / "tenth");
  spit_book(folder.path() / "half", "50");
  spit_book(folder.path() / "tenth", "10");
  const Said planned = run("plan " + starter + " --study s.study --points 2 --local-search 2 --price-book half --topology t.json --quiet", folder);
  INFO(planned.err);
  REQUIRE(planned.exit_code == 0);

  const json listed = json::parse(run("price " + starter + " --topology t.json --json -", folder).out);
  const json halved = json::parse(run("price " + starter + " --topology t.json --price-book half --json -", folder).out);
  CHECK(halved["price_book"].get<std::string>().starts_with("acme-2026-09-01-"));
  CHECK(listed["price_book"].get<std::string>().starts_with("tradewind-shipped-"));
  const double ratio = halved["monthly_usd"].get<double>() / listed["monthly_usd"].get<double>();
  CHECK(ratio > 0.4999);
  CHECK(ratio < 0.5001);

  for (const char* other : {" --price-book tenth", ""}) {
    const Said mixed = run("plan " + starter + " --study s.study --points 2 --local-search 2 --quiet" + other, folder);
    CHECK(mixed.exit_code == 2);
    CHECK(mixed.err.find("the study was made with the price book acme-2026-09-01-") != std::string::npos);
  }
  CHECK(run("plan " + starter + " --study s.study --points 2 --local-search 2 --quiet --price-book half", folder).exit_code == 0);
  CHECK(run("export s.study --target kubernetes --out bundle --price-book tenth", folder).exit_code == 2);
  CHECK(run("export s.study --target kubernetes --out bundle --price-book half", folder).exit_code == 0);

  const json diff = json::parse(run("catalog diff half tenth --json -", folder).out);
  bool seen = false;
  for (const json& row : diff["differences"])
    if (row["region"] == "us-east-1" && row["item"] == "p5.4xlarge, on demand") {
      seen = true;
      CHECK(std::abs(row["change_percent"].get<double>() - 80) < 1e-9);  // from a half to nine tenths
    }
  CHECK(seen);
}

TEST_CASE("an import of spot prices and savings plans shows as such in a comparison, whatever the names of what is left out") {
  const TemporaryFolder folder;
  const std::string machine = R"("currencyCode": "USD", "armRegionName": "eastus", "effectiveStartDate": "2026-06-01", "productName": "x",
    "serviceName": "Virtual Machines", "unitOfMeasure": "1 Hour", "type": "Consumption", "armSkuName": "Standard_NC24ads_A100_v4")";
  std::string umlauts = "x";
  for (int i = 0; i < 40; ++i) umlauts += "\xC3\xA4";  // two bytes each: a cut at 64 bytes parts one
  spit(folder.path() / "prices.json", "{\"Items\": [{" + machine +
                                          R"(, "retailPrice": 3, "skuName": "y", "savingsPlan": [{"term": "3 Years", "unitPrice": 1.5}]},
    {)" + machine + R"(, "retailPrice": 0.7, "skuName": "y Spot"}, {"armSkuName": ")" +
                                          umlauts + "\"}]}");
  const Said imported = run("catalog import --from azure-retail prices.json --out book --json -", folder);
  INFO(imported.err);
  REQUIRE(imported.exit_code == 0);
  const json said = json::parse(imported.out);
  CHECK(said["prices"] == 3);
  CHECK(said["skipped"][0]["count"] == 1);
  std::map<std::string, double> usd;
  const json diff = json::parse(run("catalog diff shipped book --json -", folder).out);
  for (const json& row : diff["differences"]) usd[row["item"]] = row["b"]["usd"];
  CHECK(usd == std::map<std::string, double>{{"Standard_NC24ads_A100_v4, on demand", 3},
                                             {"Standard_NC24ads_A100_v4, savings plan 3 years", 1.5},
                                             {"Standard_NC24ads_A100_v4, spot", 0.7}});
}

TEST_CASE("an import writes a book, or complains and writes nothing") {
  const TemporaryFolder folder;
  spit(folder.path() / "cut.json", "{\"Items\": [");
  const Said cut = run("catalog import --from azure-retail cut.json --out book", folder);
  CHECK(cut.exit_code == 2);
  CHECK(cut.err.find("cut.json:1: error: found no JSON from byte 12 on") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(folder.path() / "book"));
  spit(folder.path() / "whole.json",
       R"({"Items": [{"currencyCode": "USD", "retailPrice": 3, "armRegionName": "eastus", "effectiveStartDate": "2026-06-01",
    "productName": "x", "skuName": "y", "serviceName": "Virtual Machines", "unitOfMeasure": "1 Hour", "type": "Consumption",
    "armSkuName": "Standard_NC24ads_A100_v4"}, {"type": "\u001b[31m"}]})");
  const Said whole = run("catalog import --from azure-retail whole.json --out book/", folder);
  INFO(whole.err);
  CHECK(whole.exit_code == 0);
  CHECK(whole.out.find("1 price, newest of 2026-06-01") != std::string::npos);
  CHECK(whole.out.find('\x1b') == std::string::npos);
  const Said diff = run("catalog diff shipped book", folder);
  CHECK(diff.out.find("1 different, 0 only in a, 0 only in b") != std::string::npos);
  CHECK(run("catalog import --from azure-retail whole.json --out book", folder).exit_code == 3);
}
