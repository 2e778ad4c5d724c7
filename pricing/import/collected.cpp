#include "import/collected.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "book_terms.h"
#include "tradewind/scenarios/catalogue.h"
#include "tradewind/scenarios/csv.h"

namespace tradewind::price_import {
namespace {

constexpr std::size_t most_examples = 3, longest_name = 64;

bool is_instance_type(std::string_view name) {
  const auto allowed = [](unsigned char c) { return std::isalnum(c) || c == '-' || c == '_' || c == '.'; };
  return !name.empty() && name.size() <= longest_name && std::ranges::all_of(name, allowed);
}

std::string header() {
  std::string columns = "provider,region,instance_type";
  for (const Purchase purchase : all_purchases) columns += fmt::format(",{}_usd_h", to_string(purchase));
  return columns + ",source,date,mark\n";
}

// A row has one price, so that each stands beside its own source, date and mark.
std::string csv_row(const std::string& provider, const std::pair<std::string, std::string>& key, Purchase purchase, const FoundPrice& price) {
  std::string row = fmt::format("{},{},{}", provider, key.first, key.second);
  for (const Purchase column : all_purchases) row += "," + (column == purchase ? to_text(price.usd_h) : std::string());
  std::string mark = price.mark;
  if (price.date.empty()) mark += mark.empty() ? "undated" : "; undated";
  return row + fmt::format(",{},{},{}\n", csv_field(price.source), price.date, csv_field(mark));
}

}  // namespace

bool Collected::knows_region(std::string_view region) const { return Catalogue::shipped().find_region(provider_, region) != nullptr; }

void Collected::add(const std::string& region, const std::string& instance_type, Purchase purchase, FoundPrice price) {
  const std::string place = region + " " + instance_type;
  if (!knows_region(region)) return skip("in a region that the catalogue does not know", place);
  if (!is_instance_type(instance_type)) return skip("no name of an instance type", place);
  if (to_text(price.usd_h) == "0") return skip("a price of 0: not sold by the hour, not free", place);
  price.date = is_date(price.date.substr(0, 10)) ? price.date.substr(0, 10) : "";
  auto& slot = prices_[{region, instance_type}];
  const auto found = slot.find(purchase);
  if (found == slot.end()) {
    slot.emplace(purchase, std::move(price));
    return;
  }
  FoundPrice& kept = found->second;
  const bool better = price.rank < kept.rank || (price.rank == kept.rank && price.date > kept.date);
  if (price.rank == kept.rank && price.usd_h != kept.usd_h) skip("another price of the same instance; the newer, or the first, is kept", place);
  if (price.rank != kept.rank) skip("another way to pay for the same reservation", place);
  if (better) kept = std::move(price);
}

void Collected::skip(std::string_view reason, std::string_view example) {
  auto found = skipped_.find(reason);
  if (found == skipped_.end()) found = skipped_.emplace(std::string(reason), SkippedPrices{std::string(reason), 0, {}}).first;
  ++found->second.count;
  if (found->second.examples.size() < most_examples) found->second.examples.push_back(place_ + std::string(example.substr(0, longest_name)));
}

ImportedBook Collected::finish(std::string name, const std::string& files) const {
  ImportedBook book{std::move(name), "", header(), 0, {}, notes_};
  for (const auto& [key, prices] : prices_)
    for (const auto& [purchase, price] : prices) {
      book.instances_csv += csv_row(provider_, key, purchase, price);
      book.date = std::max(book.date, price.date);
      ++book.prices;
    }
  for (const auto& [reason, skipped] : skipped_) book.skipped.push_back(skipped);
  std::ranges::stable_sort(book.skipped, std::greater<>(), &SkippedPrices::count);
  std::string why;
  for (const SkippedPrices& skipped : book.skipped) why += fmt::format("; {} x {}", skipped.count, skipped.reason);
  if (book.prices == 0) throw InvalidInput({{Severity::error, files, 0, 0, "", "no price to keep" + why, "prices of instances in this format", ""}});
  if (book.date.empty()) throw InvalidInput({{Severity::error, files, 0, 0, "", "no date of any price", "a date, as 2026-09-01", ""}});
  return book;
}

}  // namespace tradewind::price_import
