// What an import has kept and left out so far.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "decimal.h"
#include "import/price_file.h"
#include "tradewind/pricing/import.h"
#include "tradewind/scenarios/problem.h"
#include "tradewind/scenarios/world.h"

namespace tradewind::price_import {

// A price on its way into a book.
struct FoundPrice {
  Decimal usd_h = 0;
  std::string source;
  std::string date;  // anything; kept when it begins with a date
  std::string mark;
  int rank = 0;  // of two prices of one instance the lower rank is kept, then the newer
};

class Collected {
 public:
  explicit Collected(std::string provider) : provider_(std::move(provider)) {}

  // Leaves out, with the reason: a price of 0, a region that the catalogue does not know, an odd name, what a better price replaces.
  void add(const std::string& region, const std::string& instance_type, Purchase purchase, FoundPrice price);
  void skip(std::string_view reason, std::string_view example);
  // Where what is added or skipped from now on stands, for its example; by default nowhere.
  void at(const std::string& file, int line) { place_ = file + ":" + std::to_string(line) + " "; }
  void nowhere() { place_.clear(); }
  void note(std::string text) { notes_.push_back(std::move(text)); }

  bool knows_region(std::string_view region) const;

  // Throws InvalidInput when nothing was kept.
  ImportedBook finish(std::string name, const std::string& files) const;

 private:
  std::string provider_;
  std::map<std::pair<std::string, std::string>, std::map<Purchase, FoundPrice>> prices_;  // by region and instance type
  std::map<std::string, SkippedPrices, std::less<>> skipped_;
  std::vector<std::string> notes_;
  std::string place_;
};

inline constexpr int hours_per_year = 8760;  // of a reservation's term, 365 days, as AWS and Azure count it

// Readers of the files of one format; they add to `problems` what makes a file unreadable.
using Reader = void (*)(const std::vector<PriceFile>& files, Collected& collected, Problems& problems);
void read_aws_offer(const std::vector<PriceFile>& files, Collected& collected, Problems& problems);
void read_aws_spot(const std::vector<PriceFile>& files, Collected& collected, Problems& problems);
void read_aws_savings_plan(const std::vector<PriceFile>& files, Collected& collected, Problems& problems);
void read_azure_retail(const std::vector<PriceFile>& files, Collected& collected, Problems& problems);
void read_gcp_billing(const std::vector<PriceFile>& files, Collected& collected, Problems& problems);

}  // namespace tradewind::price_import
