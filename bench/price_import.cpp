// How fast offer files of Amazon EC2 are imported, as JSON and as CSV: bench_price_import [FOLDER] writes two files of more than 250 MB there
// (default: the folder for temporary files), imports them and removes them. The layout is that of real files; one product in twenty is a plain Linux
// instance.
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <ctime>
#include <filesystem>
#include <fstream>

#include "tradewind/pricing/import.h"

using namespace tradewind;

namespace {

namespace fs = std::filesystem;

constexpr int products = 60000, kept_every = 20, reserved_every = 3;
constexpr int csv_rows = 900000;

bool is_kept(int i) { return i % kept_every == 0; }

std::string sku(int i) { return fmt::format("SKU{:013}", i); }

std::string product(int i) {
  std::string text = fmt::format(
      "    \"{0}\" : {{\n      \"sku\" : \"{0}\",\n      \"productFamily\" : \"Compute Instance\",\n      \"attributes\" : {{\n"
      "        \"regionCode\" : \"us-east-2\",\n        \"instanceType\" : \"b{1}.large\",\n        \"operatingSystem\" : \"{2}\",\n"
      "        \"tenancy\" : \"Shared\",\n        \"operation\" : \"RunInstances\",\n        \"capacitystatus\" : \"Used\",\n"
      "        \"marketoption\" : \"OnDemand\",\n        \"preInstalledSw\" : \"NA\"",
      sku(i), i / kept_every, is_kept(i) ? "Linux" : "Windows");
  for (int attribute = 0; attribute < 27; ++attribute) text += fmt::format(",\n        \"attribute{0}\" : \"a value of attribute {0}\"", attribute);
  return text + "\n      }\n    }";
}

std::string term(int i, int offer, bool reserved) {
  return fmt::format(
      "        \"{0}.T{1}\" : {{\n          \"offerTermCode\" : \"T{1}\",\n          \"sku\" : \"{0}\",\n"
      "          \"effectiveDate\" : \"2026-09-01T00:00:00Z\",\n          \"priceDimensions\" : {{\n            \"{0}.T{1}.R\" : {{\n"
      "              \"rateCode\" : \"{0}.T{1}.R\",\n              \"description\" : \"$0.096 per instance hour of this offer\",\n"
      "              \"beginRange\" : \"0\",\n              \"endRange\" : \"Inf\",\n              \"unit\" : \"Hrs\",\n"
      "              \"pricePerUnit\" : {{\n                \"USD\" : \"0.{2:03}0000000\"\n              }},\n              \"appliesTo\" : [ ]\n"
      "            }}\n          }},\n          \"termAttributes\" : {{{3}}}\n        }}",
      sku(i), offer, 1 + (i + offer) % 999,
      reserved
          ? fmt::format(R"("LeaseContractLength" : "{}yr", "OfferingClass" : "standard", "PurchaseOption" : "No Upfront")", offer % 2 == 0 ? 1 : 3)
          : "");
}

std::string terms(int i, int offers, bool reserved) {
  std::string text = fmt::format("      \"{}\" : {{\n", sku(i));
  for (int offer = 0; offer < offers; ++offer) text += term(i, offer, reserved) + (offer + 1 < offers ? ",\n" : "\n");
  return text + "      }";
}

void write_json(const fs::path& file) {
  std::ofstream out(file, std::ios::binary);
  out << "{\n  \"formatVersion\" : \"v1.0\",\n  \"products\" : {\n";
  for (int i = 0; i < products; ++i) out << (i > 0 ? ",\n" : "") << product(i);
  out << "\n  },\n  \"terms\" : {\n    \"OnDemand\" : {\n";
  for (int i = 0; i < products; ++i) out << (i > 0 ? ",\n" : "") << terms(i, 1, false);
  out << "\n    },\n    \"Reserved\" : {\n";
  for (int i = 0; i < products; i += reserved_every) out << (i > 0 ? ",\n" : "") << terms(i, 12, true);
  out << "\n    }\n  }\n}\n";
}

void write_csv(const fs::path& file) {
  std::ofstream out(file, std::ios::binary);
  out << "\"FormatVersion\",\"v1.0\"\n\"SKU\",\"OfferTermCode\",\"TermType\",\"EffectiveDate\",\"Unit\",\"PricePerUnit\",\"Currency\","
         "\"LeaseContractLength\",\"PurchaseOption\",\"OfferingClass\",\"Product Family\",\"Instance Type\",\"Tenancy\",\"Operating System\","
         "\"operation\",\"CapacityStatus\",\"Pre Installed S/W\",\"Region Code\"";
  for (int column = 0; column < 40; ++column) out << fmt::format(",\"Column {}\"", column);
  std::string rest;
  for (int column = 0; column < 40; ++column) rest += column % 4 == 0 ? ",\"some value\"" : ",";
  for (int i = 0; i < csv_rows; ++i)
    out << fmt::format(
        "\n\"{}\",\"T\",\"OnDemand\",\"2026-09-01\",\"Hrs\",\"0.{:03}0000000\",\"USD\",,,,\"Compute Instance\",\"b{}.large\",\"Shared\",\"{}\","
        "\"RunInstances\",\"Used\",\"NA\",\"us-east-2\"{}",
        sku(i), 1 + i % 999, i / kept_every % 3000, is_kept(i) ? "Linux" : "Windows", rest);
  out << "\n";
}

double processor_s() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

double peak_mb() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return static_cast<double>(used.ru_maxrss) / 1024;
}

void measure(const char* what, const fs::path& file, void (*write)(const fs::path&)) {
  write(file);
  const double mb = static_cast<double>(fs::file_size(file)) / 1e6, before = processor_s();
  const ImportedBook book = import_prices(PriceFormat::aws_offer, {file});
  const double seconds = processor_s() - before;
  fmt::print("{}: {:.0f} MB in {:.2f} s of processor time, {:.0f} MB/s; {} prices; peak memory so far {:.0f} MB\n", what, mb, seconds, mb / seconds,
             book.prices, peak_mb());
  fs::remove(file);
}

}  // namespace

int main(int argc, char** argv) {
  const fs::path folder = argc > 1 ? fs::path(argv[1]) : fs::temp_directory_path();
  const fs::path file = folder / fmt::format("tradewind-bench-{}", ::getpid());
  measure("JSON", file, write_json);
  measure("CSV", file, write_csv);
}
