// Imports of the clouds' price files, against hand arithmetic.
#include "tradewind/pricing/import.h"

#include <zlib.h>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "support/command.h"
#include "support/price_files.h"
#include "tradewind/pricing/price_book.h"
#include "tradewind/scenarios/files.h"
#include "tradewind/scenarios/problem.h"

using namespace tradewind;
using Catch::Approx;
using test::spit;
using test::TemporaryFolder;
using namespace test::price_files;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::int64_t skipped(const ImportedBook& book, const std::string& reason) {
  for (const SkippedPrices& s : book.skipped)
    if (has(s.reason, reason)) return s.count;
  return 0;
}

// Import, written and loaded again.
struct Imported {
  TemporaryFolder folder;
  ImportedBook book;
  PriceBook prices = PriceBook::shipped();
  Imported(PriceFormat format, const std::string& text) {
    spit(folder.path() / "prices", text);
    book = import_prices(format, {folder.path() / "prices"});
    write_book(book, folder.path() / "book");
    prices = PriceBook::load(folder.path() / "book");
  }
  Price price(const char* provider, const char* region, const char* type, Purchase purchase) const {
    return prices.instance(provider, region, type, purchase).value_or(Price{-1, "", "", "", ""});
  }
};

ImportedBook import_text(PriceFormat format, const std::string& text) {
  const TemporaryFolder folder;
  spit(folder.path() / "prices", text);
  return import_prices(format, {folder.path() / "prices"});
}

void gzip(const std::filesystem::path& file, const std::string& text) {
  const gzFile out = gzopen(file.c_str(), "wb");
  REQUIRE(gzwrite(out, text.data(), static_cast<unsigned>(text.size())) == static_cast<int>(text.size()));
  REQUIRE(gzclose(out) == Z_OK);
}

std::string complaint(PriceFormat format, const std::string& text) {
  try {
    import_text(format, text);
  } catch (const InvalidInput& error) {
    return to_string(error.problems().at(0));
  }
  return "";
}

// No cut of a file may do anything but raise a clear complaint, or import what stands before the cut.
void cut_everywhere(PriceFormat format, const std::string& text) {
  const TemporaryFolder folder;
  for (std::size_t size = 0; size < text.size(); ++size) {
    spit(folder.path() / "prices", text.substr(0, size));
    try {
      import_prices(format, {folder.path() / "prices"});
    } catch (const InvalidInput& error) {
      CHECK_FALSE(error.problems().empty());
    }
  }
}

}  // namespace

TEST_CASE("an AWS offer file: plain Linux on demand, reserved terms amortised to the cent", "[import]") {
  const Imported aws(PriceFormat::aws_offer, offer);
  const auto of = [&](Purchase purchase) { return aws.price("aws", "us-east-2", "m5.large", purchase); };
  CHECK(of(Purchase::on_demand).usd == 0.096);
  CHECK(of(Purchase::on_demand).date == "2023-03-01");
  CHECK(std::abs(of(Purchase::reserved_3y).usd * 3 * 8760 - 1161) < 0.005);
  CHECK(std::abs(of(Purchase::reserved_1y).usd * 8760 - (0.03 * 8760 + 263)) < 0.005);
  CHECK(has(of(Purchase::reserved_3y).source, "3 y convertible All Upfront, 1161 USD upfront over 26280 h"));
  CHECK(aws.book.prices == 3);
  CHECK(skipped(aws.book, "another operating system") == 1);
  CHECK(skipped(aws.book, "no compute instance") == 1);
  CHECK(skipped(aws.book, "a price of 0") == 1);
  CHECK(skipped(aws.book, "no price in USD") == 1);
}

TEST_CASE("the CSV of an offer file gives what the JSON gives", "[import]") {
  const Imported json(PriceFormat::aws_offer, offer), csv(PriceFormat::aws_offer, "\xEF\xBB\xBF" + offer_csv);
  for (const Purchase purchase : {Purchase::on_demand, Purchase::reserved_1y, Purchase::reserved_3y})
    CHECK(csv.price("aws", "us-east-2", "m5.large", purchase).usd == json.price("aws", "us-east-2", "m5.large", purchase).usd);
  CHECK(skipped(csv.book, "another operating system") == 1);
}

TEST_CASE("Azure: a reservation's price is that of its term, a savings plan's is hourly, spot is a way to buy", "[import]") {
  const Imported book(PriceFormat::azure_retail, azure);
  const auto of = [&](Purchase purchase) { return book.price("azure", "eastus", "Standard_NC24ads_A100_v4", purchase); };
  CHECK(of(Purchase::on_demand).usd == 3.673);
  CHECK(of(Purchase::reserved_1y).usd == Approx(2.3515981735).epsilon(1e-10));  // 20600 / 8760
  CHECK(of(Purchase::savings_1y).usd == 2.6);
  CHECK(of(Purchase::savings_3y).usd == 1.9);
  CHECK(of(Purchase::spot).usd == 1.47);
  CHECK(of(Purchase::spot).date == "2026-02-01");
  CHECK(of(Purchase::on_demand).date == "2022-06-01");
  CHECK(of(Purchase::spot).mark.empty());
  CHECK(skipped(book.book, "a savings plan of neither 1 nor 3 years") == 1);
  CHECK(book.book.notes.empty());
}

TEST_CASE("Google Cloud: a machine is the sum of its cores, memory and GPUs", "[import]") {
  const Imported book(PriceFormat::gcp_billing, gcp);
  const Price one = book.price("gcp", "us-central1", "a2-highgpu-1g", Purchase::on_demand);
  CHECK(one.usd == 3.673385);  // 12 x 0.031611 + 85 x 0.004237 + 2.933908
  CHECK(book.price("gcp", "us-central1", "a2-highgpu-4g", Purchase::on_demand).usd == 14.69354);
  CHECK(has(one.source, "12 vCPU at 0.031611 + 85 GiB at 0.004237 + 1 GPU at 2.933908"));
  const Price spot_price = book.price("gcp", "us-central1", "a2-highgpu-1g", Purchase::spot);
  CHECK(spot_price.usd == 1.92768);  // 12 x 0.01659 + 85 x 0.00222 + 1.5399
  CHECK(has(spot_price.source, "catalogue, spot, 12 vCPU"));
  CHECK(skipped(book.book, "no core, memory or GPU") == 2);                    // E2, and a GPU that is sold for a set time
  CHECK(skipped(book.book, "words and a usage type that do not agree") == 1);  // spot words, on demand by its usage type
  CHECK(skipped(book.book, "some of core, memory and GPU") > 0);
  CHECK(has(book.book.notes.at(0), "a2-highgpu-1g = 12 vCPU (A2) + 85 GiB + 1 x Nvidia Tesla A100 GPU, 2 prices"));
}

TEST_CASE("Google Cloud: commitments are the sum of their parts as well", "[import]") {
  const Imported book(PriceFormat::gcp_billing,
                      R"({"skus": [)" + sku("Commitment v1: G2 Cpu in Americas for 1 Year", "Commit1Yr", "h", "0", "20000000") + "," +
                          sku("Commitment v1: G2 Ram in Americas for 1 Year", "Commit1Yr", "GiBy.h", "0", "2000000") + "," +
                          sku("Commitment v1: Nvidia L4 GPU running in Americas for 1 Year", "Commit1Yr", "h", "0", "350000000") + "]}");
  // 4 vCPU, 16 GiB, 1 GPU: 0.08 + 0.032 + 0.35
  CHECK(book.price("gcp", "us-central1", "g2-standard-4", Purchase::reserved_1y).usd == 0.462);
  CHECK(has(book.book.notes.at(0), "1 x Nvidia L4 GPU, 1 prices"));
}

TEST_CASE("spot prices hold until they change, and zones count alike", "[import]") {
  const Imported book(PriceFormat::aws_spot, spot);
  const Price price = book.price("aws", "us-west-1", "m1.xlarge", Purchase::spot);
  // Zone a: 0.08 for three days and 0.20 for one: 0.11; zone c: 0.05 throughout.
  CHECK(price.usd == 0.08);
  CHECK(price.mark.empty());
  CHECK(book.price("aws", "us-west-1", "m1.xlarge", Purchase::on_demand).usd == -1);
  CHECK(skipped(book.book, "another product") == 1);
}

TEST_CASE("AWS savings plans: those of all families first, then the least paid at once; plain Linux alone", "[import]") {
  const Imported book(PriceFormat::aws_savings_plan, savings_plan);
  const auto of = [&](Purchase purchase) { return book.price("aws", "us-east-2", "m5.large", purchase); };
  CHECK(of(Purchase::savings_1y).usd == 0.07);
  CHECK(of(Purchase::savings_1y).source == "AWS price list, 1 y compute savings plan, No Upfront");
  CHECK(of(Purchase::savings_1y).date == "2026-09-01");
  CHECK(of(Purchase::savings_3y).usd == 0.04);
  CHECK(has(of(Purchase::savings_3y).source, "3 y EC2 instance savings plan, Partial Upfront"));
  CHECK(book.book.prices == 2);
  CHECK(skipped(book.book, "another operating system or software") == 1);
  CHECK(skipped(book.book, "another tenancy than shared, or unused capacity") == 2);
  CHECK(skipped(book.book, "a plan of another kind") == 1);
  CHECK(skipped(book.book, "a rate of a plan that is not kept") == 1);
  CHECK(has(complaint(PriceFormat::aws_savings_plan,
                      R"({"terms": {"savingsPlan": [)" + savings_term("C1N", savings_rate("C1N", "x", "y", "1")) + R"(]}, "products": []})"),
            "rates before their plans"));
  CHECK(has(complaint(PriceFormat::aws_savings_plan, "{}"), "the plans of a Savings Plans offer file"));
}

TEST_CASE("files compressed by gzip are read as they are, and told when damaged", "[import]") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "prices.gz";
  for (const std::string& text : {offer, offer_csv}) {
    gzip(file, text);
    CHECK(import_prices(PriceFormat::aws_offer, {file}).instances_csv == import_text(PriceFormat::aws_offer, text).instances_csv);
  }
  const std::string whole = test::slurp(file);
  CHECK(has(complaint(PriceFormat::aws_offer, whole.substr(0, whole.size() - 9)), "a gzip stream that breaks off"));
  CHECK(has(complaint(PriceFormat::aws_offer, "\x28\xB5\x2F\xFDxx"), "a Zstandard file"));
}

TEST_CASE("what no price file has is refused with its place", "[import]") {
  const auto item = [](const std::string& members) { return "{\"Items\": [\n{" + members + "}]}"; };
  const auto azure_says = [](const std::string& text) { return complaint(PriceFormat::azure_retail, text); };
  CHECK(has(azure_says(""), "no JSON from byte 1 on (The document is empty)"));
  CHECK(has(azure_says("\xFF\xFE{"), "text in UTF-16"));
  CHECK(has(azure_says(item("\"type\": \"\xC3\x28\"")), "prices:2: error: found no JSON from byte 23 on (Invalid encoding in string"));
  CHECK(has(azure_says(item("") + std::string(1, '\0') + "x"), "a byte 0 behind the document, at byte 17"));
  CHECK(has(azure_says(item("") + "{}"), "must not be followed by other values"));
  CHECK(has(azure_says(item("\"type\": 1, \"type\": 2")), "prices:2: error: found the key \"type\" twice in one object"));
  CHECK(has(azure_says(item("\"retailPrice\": 1e999")), "Number too big"));
  CHECK(has(azure_says(item("\"x\": " + std::string(80, '['))), "JSON nested deeper than 64 levels"));
  CHECK(has(azure_says(item("\"type\": \"" + std::string(17 << 20, 'x') + "\"")), "a text of more than 16 MiB"));
  std::string many = "1";
  for (int i = 0; i < 100001; ++i) many += ",1";
  CHECK(has(azure_says(item("\"savingsPlan\": [" + many + "]")), "a record of more than 100000 values"));
  CHECK(has(complaint(PriceFormat::aws_offer, csv_preamble + csv_header + "\"" + std::string(2 << 20, '\n')), "a row of more than 1 MiB"));
  CHECK(has(complaint(PriceFormat::aws_offer, ""), "no row of column names"));
}

TEST_CASE("the line of a mistake is right far into a file", "[import]") {
  std::string text = "\xEF\xBB\xBF{\"Items\": [\n";
  for (int i = 0; i < 20000; ++i) text += "{\"type\": \"" + std::string(static_cast<std::size_t>(i % 40), 'x') + "\"},\n";
  const std::string said = complaint(PriceFormat::azure_retail, text + "{\"type\": }]}");
  CHECK(has(said, "prices:20002: error: found no JSON from byte " + std::to_string(text.size() - 3 + 10)));
  std::string rows = csv_preamble + csv_header;  // 6 lines
  for (int i = 0; i < 10000; ++i) rows += csv_row("J", "OnDemand", "Hrs", "0.096", ",,", std::string(static_cast<std::size_t>(i % 40), 'x'));
  REQUIRE(rows.size() > 1 << 20);
  CHECK(has(complaint(PriceFormat::aws_offer, rows + "one field\n"), "prices:10007: error: found 1 fields, expected 18"));
}

TEST_CASE("amounts: exact as written, none below 0, none beyond reason", "[import]") {
  const auto with = [](const std::string& price) {
    std::string text = azure;
    return text.replace(text.find("3.673"), 5, price);
  };
  const auto on_demand = [](const std::string& text) {
    return Imported(PriceFormat::azure_retail, text).price("azure", "eastus", "Standard_NC24ads_A100_v4", Purchase::on_demand).usd;
  };
  CHECK(on_demand(with("0.12345678901234")) == 0.123456789);  // a book has 10 decimals
  CHECK(on_demand(with("\"0.3\"")) == 0.3);
  for (const char* wrong : {"-3.673", "1e30", "null", "true", "\"a lot\"", "[3.673]", "{}"}) {
    CAPTURE(wrong);
    const ImportedBook book = import_text(PriceFormat::azure_retail, with(wrong));
    CHECK(skipped(book, "no price, or one below 0") == 1);
    CHECK(book.prices == 2);
  }
}

TEST_CASE("what is left out is named with its file and line", "[import]") {
  const auto first = [](const ImportedBook& book, const std::string& reason) {
    for (const SkippedPrices& s : book.skipped)
      if (has(s.reason, reason)) return s.examples.at(0);
    return std::string();
  };
  const std::string items = R"({"Items": [
{"type": "Consumption", "serviceName": "Virtual Machines", "skuName": "A1", "productName": "A", "currencyCode": "USD",
 "unitOfMeasure": "1 Hour", "armRegionName": "eastus", "armSkuName": "Standard_A1", "effectiveStartDate": "2026-01-01", "retailPrice": 0.1},
{"type": "Consumption", "serviceName": "Virtual Machines", "skuName": "A2", "productName": "A", "currencyCode": "USD",
 "unitOfMeasure": "1 Hour", "armRegionName": "eastus", "armSkuName": "Standard_A2", "retailPrice": "a lot"}]})";
  CHECK(has(first(import_text(PriceFormat::azure_retail, items), "no price, or one below 0"), "prices:4 eastus Standard_A2"));
  std::string rows = csv_preamble + csv_header;  // 6 lines
  rows += csv_row("J", "OnDemand", "Hrs", "0.096", ",,", "Linux") + csv_row("K", "OnDemand", "Hrs", "free", ",,", "Linux");
  CHECK(has(first(import_text(PriceFormat::aws_offer, rows), "no price in USD, one below 0, or no number"), "prices:8 "));
  // A machine is put together from many lines, and once for each way to buy it.
  const ImportedBook parts = import_text(PriceFormat::gcp_billing, gcp);
  for (const SkippedPrices& s : parts.skipped)
    for (std::size_t i = 0; i + 1 < s.examples.size(); ++i) CHECK(s.examples[i] != s.examples[i + 1]);
}

TEST_CASE("long imports tell how far they are and can be stopped", "[import]") {
  const TemporaryFolder folder;
  std::string text = "{\"Items\": [\n";
  for (int i = 0; i < 20000; ++i) text += "{\"type\": \"" + std::string(200, 'x') + "\"},\n";
  spit(folder.path() / "prices", text + "{}]}");
  double last = 0;
  const auto progress = [&](const ProgressReport& report) {
    CHECK(report.done >= last);
    CHECK(report.done <= 1);
    CHECK(report.stage == "reading prices");
    last = report.done;
  };
  CHECK_THROWS_AS(import_prices(PriceFormat::azure_retail, {folder.path() / "prices"}, progress), InvalidInput);  // no price in it
  std::stop_source stop;
  stop.request_stop();
  CHECK_THROWS_AS(import_prices(PriceFormat::azure_retail, {folder.path() / "prices"}, {}, stop.get_token()), Interrupted);
}

TEST_CASE("a product that an offer file gives twice counts once", "[import]") {
  std::string text = offer;
  const auto end = text.find(" \"B\": {");
  text.insert(end, text.substr(text.find(" \"A\": {"), end - text.find(" \"A\": {")));
  const ImportedBook book = import_text(PriceFormat::aws_offer, text);
  CHECK(book.prices == 3);
  CHECK(skipped(book, "a product that the file gives twice") == 1);
}

TEST_CASE("files are read on after one that cannot be", "[import]") {
  try {
    import_prices(PriceFormat::aws_offer, {"/nowhere/a.json", "/nowhere/b.json"});
    FAIL("two files that do not exist");
  } catch (const InvalidInput& error) {
    REQUIRE(error.problems().size() == 2);
    CHECK(has(to_string(error.problems()[1]), "/nowhere/b.json: error: found No such file or directory"));
  }
}

TEST_CASE("a damaged file is named with the place where it breaks", "[import]") {
  CHECK(has(complaint(PriceFormat::aws_offer, offer.substr(0, 500)), "no JSON from byte 501 on"));
  CHECK(has(complaint(PriceFormat::azure_retail, "{\"Items\": [}"), "no JSON from byte 12 on"));
  CHECK(has(complaint(PriceFormat::aws_offer, csv_preamble + csv_header + "\"A\",\"B\"\n"), "prices:7: error: found 2 fields"));
  CHECK(has(complaint(PriceFormat::aws_offer, csv_preamble + "\"SKU\",\"Unit\"\n"), "no column \"OfferTermCode\""));
  CHECK(has(complaint(PriceFormat::aws_offer, csv_preamble + csv_header + "\"A\"x,\n"), "prices:7"));
  CHECK(has(complaint(PriceFormat::gcp_billing, "{}"), "/skus"));
  CHECK(has(complaint(PriceFormat::gcp_billing, "{\"skus\": []}"), "no price to keep"));
  CHECK(
      has(complaint(PriceFormat::aws_offer, "{\"terms\": {\"OnDemand\": {\"A\": {\"A.J\": {}}}}, \"products\": {}}"), "terms before their products"));
  CHECK(has(complaint(PriceFormat::azure_retail, "{\"Items\": [{\"type\": 3, \"retailPrice\": []}, 4, null]}"), "no price to keep"));
}

TEST_CASE("a file cut at any byte never crashes the import", "[import]") {
  cut_everywhere(PriceFormat::aws_offer, offer);
  cut_everywhere(PriceFormat::aws_offer, offer_csv);
  cut_everywhere(PriceFormat::azure_retail, azure);
  cut_everywhere(PriceFormat::gcp_billing, gcp);
  cut_everywhere(PriceFormat::aws_spot, spot);
  cut_everywhere(PriceFormat::aws_savings_plan, savings_plan);
}

TEST_CASE("a book is written whole or not at all, and over nothing", "[import]") {
  const Imported book(PriceFormat::azure_retail, azure);
  CHECK_THROWS_AS(write_book(book.book, book.folder.path() / "book"), FileError);
  CHECK_THROWS_AS(write_book(book.book, book.folder.path() / "prices"), FileError);
  std::size_t entries = 0;
  for (const auto& entry : std::filesystem::directory_iterator(book.folder.path())) entries += entry.exists() ? 1 : 0;
  CHECK(entries == 2);  // "prices" and "book"
}
