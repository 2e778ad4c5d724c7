// What a price book holds, and how its CSV files get into it (docs/prices.md).
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "decimal.h"
#include "tradewind/pricing/price_book.h"
#include "tradewind/scenarios/problem.h"

namespace tradewind {

using BookKey = std::tuple<std::string, std::string, std::string>;
using BookKeyView = std::tuple<std::string_view, std::string_view, std::string_view>;

// Maps with a BookKey are searched by views, without making strings.
struct BookKeyOrder {
  using is_transparent = void;
  static BookKeyView view(const BookKey& key) { return {std::get<0>(key), std::get<1>(key), std::get<2>(key)}; }
  static BookKeyView view(const BookKeyView& key) { return key; }
  template <typename A, typename B>
  bool operator()(const A& a, const B& b) const {
    return view(a) < view(b);
  }
};

// Whether two services are the same one, in whatever region.
template <typename A, typename B>
bool same_fee(const A& a, const B& b) {
  return std::get<0>(a) == std::get<0>(b) && std::get<1>(a) == std::get<1>(b);
}

using InstancePrices = std::array<std::optional<Price>, all_purchases.size()>;  // by Purchase

struct EgressPrices {
  std::string counter;
  std::vector<PriceTier> tiers;
};

constexpr std::string_view everywhere = "global";           // region of a fee that holds in all
constexpr std::string_view egress_elsewhere = "elsewhere";  // destinations that are not billed apart

struct BookData {
  std::string id, date;
  std::map<BookKey, InstancePrices, BookKeyOrder> instances;  // provider, region, instance type
  std::map<BookKey, EgressPrices, BookKeyOrder> egress;       // provider, region, destination
  std::map<BookKey, Price, BookKeyOrder> interregion;         // provider, from, to
  std::map<BookKey, Price, BookKeyOrder> services;            // provider, item, region or "global"
  std::map<std::string, FreeEgress, std::less<>> free_egress;

  // The tiers of a destination, or those of all destinations that have none of their own; null = none.
  const EgressPrices* find_egress(std::string_view provider, std::string_view region, std::string_view destination) const;
};

// Where the files of a book are, and in which money they count.
struct BookSource {
  std::function<std::optional<std::string>(const std::string& file)> text;  // nothing = the book does not have the file
  std::string folder;                                                       // as the user named it; empty for the shipped book
  std::string currency = "USD";                                             // of all amounts
  Decimal usd_per_unit = 1;
};

inline constexpr std::array<const char*, 5> book_files = {"instances.csv", "internet_egress.csv", "free_egress.csv", "interregion_egress.csv",
                                                          "services.csv"};

// Reads all files; adds every problem to `problems`. Rows with a problem are left out.
BookData read_book(const BookSource& source, Problems& problems);

}  // namespace tradewind
