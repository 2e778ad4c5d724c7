#include "import/collected.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <set>

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

std::string amount(const std::map<Purchase, FoundPrice>& prices, Purchase purchase) {
  const auto found = prices.find(purchase);
  return found == prices.end() ? "" : to_text(found->second.usd_h);
}

// The prices of one instance type share their row's source, date and mark.
std::string csv_row(const std::string& provider, const std::pair<std::string, std::string>& key, const std::map<Purchase, FoundPrice>& prices) {
  std::vector<std::string> sources;
  std::set<std::string> marks;
  std::string date;
  for (const auto& [purchase, price] : prices) {
    if (std::ranges::find(sources, price.source) == sources.end()) sources.push_back(price.source);
    if (!price.mark.empty()) marks.insert(price.mark);
    date = std::max(date, price.date);
  }
  if (date.empty()) marks.insert("undated");
  return fmt::format("{},{},{},{},{},{},{},{},{}\n", provider, key.first, key.second, amount(prices, Purchase::on_demand),
                     amount(prices, Purchase::reserved_1y), amount(prices, Purchase::reserved_3y),
                     csv_field(fmt::format("{}", fmt::join(sources, "; "))), date, csv_field(fmt::format("{}", fmt::join(marks, "; "))));
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
  if (found->second.examples.size() < most_examples) found->second.examples.emplace_back(example.substr(0, longest_name));
}

ImportedBook Collected::finish(std::string name, const std::string& files) const {
  ImportedBook book{
      std::move(name), "", "provider,region,instance_type,on_demand_usd_h,reserved_1y_usd_h,reserved_3y_usd_h,source,date,mark\n", 0, {}, notes_};
  for (const auto& [key, prices] : prices_) {
    book.instances_csv += csv_row(provider_, key, prices);
    book.prices += prices.size();
    for (const auto& [purchase, price] : prices) book.date = std::max(book.date, price.date);
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
