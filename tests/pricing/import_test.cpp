// Imports of the clouds' price files, against hand arithmetic.
#include "tradewind/pricing/import.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "support/command.h"
#include "tradewind/pricing/price_book.h"
#include "tradewind/scenarios/files.h"
#include "tradewind/scenarios/problem.h"

using namespace tradewind;
using Catch::Approx;
using test::spit;
using test::TemporaryFolder;

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

std::string complaint(PriceFormat format, const std::string& text) {
  const TemporaryFolder folder;
  spit(folder.path() / "prices", text);
  try {
    import_prices(format, {folder.path() / "prices"});
  } catch (const InvalidInput& error) {
    return to_string(error.problems().at(0));
  }
  return "";
}

// The layout of AWS's offer files; prices of m5.large in Ohio, 2023-03, and a Windows twin.
const std::string offer = R"({"formatVersion": "v1.0", "products": {
 "A": {"sku": "A", "productFamily": "Compute Instance", "attributes": {"instanceType": "m5.large", "tenancy": "Shared", "operatingSystem": "Linux",
   "operation": "RunInstances", "capacitystatus": "Used", "marketoption": "OnDemand", "preInstalledSw": "NA", "regionCode": "us-east-2"}},
 "B": {"sku": "B", "productFamily": "Compute Instance", "attributes": {"instanceType": "m5.large", "tenancy": "Shared", "operatingSystem": "Windows",
   "operation": "RunInstances:0002", "capacitystatus": "Used", "preInstalledSw": "NA", "regionCode": "us-east-2"}},
 "C": {"sku": "C", "productFamily": "Storage", "attributes": {"regionCode": "us-east-2"}},
 "D": {"sku": "D", "productFamily": "Compute Instance", "attributes": {"instanceType": "p5e.48xlarge", "tenancy": "Shared", "operatingSystem": "Linux",
   "operation": "RunInstances", "capacitystatus": "Used", "preInstalledSw": "NA", "regionCode": "us-east-2"}}},
 "terms": {"OnDemand": {
  "A": {"A.J": {"sku": "A", "effectiveDate": "2023-03-01T00:00:00Z", "priceDimensions": {"A.J.6": {"unit": "Hrs", "pricePerUnit": {"USD": "0.0960000000"}}},
    "termAttributes": {}}},
  "B": {"B.J": {"sku": "B", "effectiveDate": "2023-03-01T00:00:00Z", "priceDimensions": {"B.J.6": {"unit": "Hrs", "pricePerUnit": {"USD": "0.188"}}}}},
  "D": {"D.J": {"sku": "D", "effectiveDate": "2023-03-01T00:00:00Z", "priceDimensions": {"D.J.6": {"unit": "Hrs", "pricePerUnit": {"USD": "0"}}}}}},
 "Reserved": {
  "A": {"A.M": {"sku": "A", "effectiveDate": "2019-01-01T00:00:00Z", "priceDimensions": {"A.M.2": {"unit": "Quantity", "pricePerUnit": {"USD": "1161"}}},
      "termAttributes": {"LeaseContractLength": "3yr", "OfferingClass": "convertible", "PurchaseOption": "All Upfront"}},
    "A.P": {"sku": "A", "effectiveDate": "2019-01-01T00:00:00Z", "priceDimensions": {"A.P.1": {"unit": "Hrs", "pricePerUnit": {"USD": "0.03"}},
      "A.P.2": {"unit": "Quantity", "pricePerUnit": {"USD": "263"}}},
      "termAttributes": {"LeaseContractLength": "1yr", "OfferingClass": "standard", "PurchaseOption": "Partial Upfront"}},
    "A.N": {"sku": "A", "effectiveDate": "2019-01-01T00:00:00Z", "priceDimensions": {"A.N.1": {"unit": "Hrs", "pricePerUnit": {"CNY": "0.03"}}},
      "termAttributes": {"LeaseContractLength": "1yr", "OfferingClass": "standard", "PurchaseOption": "No Upfront"}}}}}})";

const std::string csv_preamble =
    "\"FormatVersion\",\"v1.0\"\n\"Disclaimer\",\"This, and that.\"\n\"Publication Date\",\"2023-03-22T14:56:51Z\"\n\"Version\",\"1\"\n"
    "\"OfferCode\",\"AmazonEC2\"\n";
const std::string csv_header =
    "\"SKU\",\"OfferTermCode\",\"TermType\",\"EffectiveDate\",\"Unit\",\"PricePerUnit\",\"Currency\",\"LeaseContractLength\",\"PurchaseOption\","
    "\"OfferingClass\",\"Product Family\",\"Instance Type\",\"Tenancy\",\"Operating System\",\"operation\",\"CapacityStatus\",\"Pre Installed S/W\","
    "\"Region Code\"\n";

std::string csv_row(const std::string& code, const std::string& term, const std::string& unit, const std::string& usd, const std::string& lease,
                    const std::string& system = "Linux") {
  return "\"A\",\"" + code + "\",\"" + term + "\",\"2023-03-01\",\"" + unit + "\",\"" + usd + "\",\"USD\"," + lease +
         ",\"Compute Instance\",\"m5.large\",\"Shared\",\"" + system + "\",\"RunInstances\",\"Used\",\"NA\",\"us-east-2\"\n";
}

const std::string offer_csv = csv_preamble + csv_header + csv_row("J", "OnDemand", "Hrs", "0.0960000000", ",,") +
                              csv_row("P", "Reserved", "Hrs", "0.03", "1yr,Partial Upfront,standard") +
                              csv_row("M", "Reserved", "Quantity", "1161", "3yr,All Upfront,convertible") +
                              csv_row("P", "Reserved", "Quantity", "263", "1yr,Partial Upfront,standard") +
                              csv_row("W", "OnDemand", "Hrs", "0.188", ",,", "Windows");

const std::string azure = R"({"Items": [
 {"currencyCode": "USD", "tierMinimumUnits": 0.0, "retailPrice": 3.673, "armRegionName": "eastus", "effectiveStartDate": "2022-06-01T00:00:00Z",
  "productName": "Virtual Machines NCads A100 v4 Series", "skuName": "NC24ads A100 v4", "serviceName": "Virtual Machines", "unitOfMeasure": "1 Hour",
  "type": "Consumption", "isPrimaryMeterRegion": true, "armSkuName": "Standard_NC24ads_A100_v4"},
 {"currencyCode": "USD", "tierMinimumUnits": 0.0, "retailPrice": 1.47, "armRegionName": "eastus", "effectiveStartDate": "2026-02-01T00:00:00Z",
  "productName": "Virtual Machines NCads A100 v4 Series", "skuName": "NC24ads A100 v4 Spot", "serviceName": "Virtual Machines",
  "unitOfMeasure": "1 Hour", "type": "Consumption", "armSkuName": "Standard_NC24ads_A100_v4"},
 {"currencyCode": "USD", "reservationTerm": "1 Year", "retailPrice": 20600.0, "armRegionName": "eastus",
  "effectiveStartDate": "2022-06-01T00:00:00Z", "productName": "Virtual Machines NCads A100 v4 Series", "skuName": "NC24ads A100 v4",
  "serviceName": "Virtual Machines", "unitOfMeasure": "1 Hour", "type": "Reservation", "armSkuName": "Standard_NC24ads_A100_v4"}],
 "NextPageLink": null})";

std::string sku(const std::string& description, const std::string& usage, const std::string& unit, const std::string& units, const std::string& nanos,
                const std::string& currency = "USD") {
  return R"({"description": ")" + description + R"(", "category": {"usageType": ")" + usage +
         R"("}, "serviceRegions": ["us-central1"], "pricingInfo": [{"effectiveTime": "2023-03-24T10:52:50.681Z", "pricingExpression": {"usageUnit": ")" +
         unit + R"(", "tieredRates": [{"startUsageAmount": 0, "unitPrice": {"currencyCode": ")" + currency + R"(", "units": ")" + units +
         R"(", "nanos": )" + nanos + "}}]}}]}";
}

const std::string gcp = R"({"skus": [)" + sku("Nvidia Tesla A100 GPU running in Americas", "OnDemand", "h", "2", "933908000") + "," +
                        sku("A2 Instance Ram running in Americas", "OnDemand", "GiBy.h", "0", "4237000") + "," +
                        sku("A2 Instance Core running in Americas", "OnDemand", "h", "0", "31611000") + "," +
                        sku("Spot Preemptible A2 Instance Core running in Americas", "Preemptible", "h", "0", "9000000") + "," +
                        sku("G2 Instance Core running in Americas", "OnDemand", "h", "0", "24988000") + "," +
                        sku("E2 Instance Core running in Americas", "OnDemand", "h", "327", "173848364", "IDR") + R"(], "nextPageToken": ""})";

const std::string spot = R"({"SpotPriceHistory": [
 {"AvailabilityZone": "us-west-1a", "InstanceType": "m1.xlarge", "ProductDescription": "Linux/UNIX", "SpotPrice": "0.30", "Timestamp": "2026-01-05T00:00:00.000Z"},
 {"AvailabilityZone": "us-west-1a", "InstanceType": "m1.xlarge", "ProductDescription": "Linux/UNIX", "SpotPrice": "0.20", "Timestamp": "2026-01-04T00:00:00.000Z"},
 {"AvailabilityZone": "us-west-1a", "InstanceType": "m1.xlarge", "ProductDescription": "Linux/UNIX", "SpotPrice": "0.08", "Timestamp": "2026-01-01T00:00:00.000Z"},
 {"AvailabilityZone": "us-west-1c", "InstanceType": "m1.xlarge", "ProductDescription": "Linux/UNIX", "SpotPrice": "0.05", "Timestamp": "2026-01-03T00:00:00.000Z"},
 {"AvailabilityZone": "us-west-1c", "InstanceType": "m1.xlarge", "ProductDescription": "Windows", "SpotPrice": "9", "Timestamp": "2026-01-03T00:00:00.000Z"}]})";

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

TEST_CASE("Azure: a reservation's price is that of its term; spot is left out", "[import]") {
  const Imported book(PriceFormat::azure_retail, azure);
  CHECK(book.price("azure", "eastus", "Standard_NC24ads_A100_v4", Purchase::on_demand).usd == 3.673);
  CHECK(book.price("azure", "eastus", "Standard_NC24ads_A100_v4", Purchase::reserved_1y).usd == Approx(2.3515981735).epsilon(1e-10));
  CHECK(skipped(book.book, "spot or low priority") == 1);
  CHECK(book.book.notes.empty());
}

TEST_CASE("Google Cloud: a machine is the sum of its cores, memory and GPUs", "[import]") {
  const Imported book(PriceFormat::gcp_billing, gcp);
  const Price one = book.price("gcp", "us-central1", "a2-highgpu-1g", Purchase::on_demand);
  CHECK(one.usd == 3.673385);  // 12 x 0.031611 + 85 x 0.004237 + 2.933908
  CHECK(book.price("gcp", "us-central1", "a2-highgpu-4g", Purchase::on_demand).usd == 14.69354);
  CHECK(has(one.source, "12 vCPU at 0.031611 + 85 GiB at 0.004237 + 1 GPU at 2.933908"));
  CHECK(skipped(book.book, "preemptible") == 0);  // its words are those of no part
  CHECK(skipped(book.book, "some of core, memory and GPU") > 0);
  CHECK(has(book.book.notes.at(0), "a2-highgpu-1g = 12 vCPU (A2) + 85 GiB + 1 x Nvidia Tesla A100 GPU"));
}

TEST_CASE("spot prices hold until they change, and zones count alike", "[import]") {
  const Imported book(PriceFormat::aws_spot, spot);
  const Price price = book.price("aws", "us-west-1", "m1.xlarge", Purchase::on_demand);
  // Zone a: 0.08 for three days and 0.20 for one: 0.11; zone c: 0.05 throughout.
  CHECK(price.usd == 0.08);
  CHECK(has(price.mark, "spot price"));
  CHECK(skipped(book.book, "another product") == 1);
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
}

TEST_CASE("a book is written whole or not at all, and over nothing", "[import]") {
  const Imported book(PriceFormat::azure_retail, azure);
  CHECK_THROWS_AS(write_book(book.book, book.folder.path() / "book"), FileError);
  CHECK_THROWS_AS(write_book(book.book, book.folder.path() / "prices"), FileError);
  std::size_t entries = 0;
  for (const auto& entry : std::filesystem::directory_iterator(book.folder.path())) entries += entry.exists() ? 1 : 0;
  CHECK(entries == 2);  // "prices" and "book"
}
