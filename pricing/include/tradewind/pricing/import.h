// The clouds' own price files, turned into a folder that PriceBook::load reads. Formats and what is left out: docs/prices.md.
#pragma once

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "tradewind/scenarios/progress.h"

namespace tradewind {

enum class PriceFormat {
  aws_offer,         // AWS Price List, offer files of Amazon EC2: JSON or CSV
  aws_savings_plan,  // AWS Price List, offer files of AWSComputeSavingsPlan, JSON
  aws_spot,          // answer of describe-spot-price-history, JSON
  azure_retail,      // pages of the Azure Retail Prices API, JSON
  gcp_billing        // pages of the Cloud Billing Catalog's list of SKUs, JSON
};

// Why something was not taken, how often, and the first three of it: with file and line, "us-east-1.json:1234 SKU.TERM".
struct SkippedPrices {
  std::string reason;
  std::int64_t count = 0;
  std::vector<std::string> examples;
};

struct ImportedBook {
  std::string name, date;     // of book.json; the date is the newest of the prices
  std::string instances_csv;  // the whole file
  std::size_t prices = 0;
  std::vector<SkippedPrices> skipped;  // most frequent first
  std::vector<std::string> notes;      // what was put together, and what the files say of missing pages
};

// Files may be of any size, plain or compressed by gzip. Memory grows with the prices that are kept, not with the files. Throws InvalidInput with the
// problems of all files: what cannot be read, where JSON breaks off (byte) or CSV is wrong (line), and when no price at all is left, why;
// Interrupted when asked to stop.
ImportedBook import_prices(PriceFormat format, const std::vector<std::filesystem::path>& files, const ProgressCallback& progress = {},
                           std::stop_token stop = {});

// Makes the folder at once, or not at all. Throws FileError, also when the folder exists and is not empty.
void write_book(const ImportedBook& book, const std::filesystem::path& folder);

}  // namespace tradewind
