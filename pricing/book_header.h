// book.json: what a user's price book says about itself.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tradewind/scenarios/problem.h"

namespace tradewind {

struct Discount {
  std::string provider, table;  // "aws", "instances"
  double percent = 0;           // off the list price, 0 to 100
  std::string label;            // "enterprise agreement"
};

struct BookHeader {
  std::string name, date;  // "acme", "2026-11-01"
  std::string currency = "USD";
  double usd_per_unit = 1;  // of the currency
  std::vector<Discount> discounts;
};

// Tables of a book, by the names of their CSV files without the ending.
inline const std::vector<std::string> book_tables = {"instances", "internet_egress", "interregion_egress", "services"};

// Adds to `problems` all that is wrong; the header then holds what could be read.
BookHeader read_book_header(std::string_view text, const std::string& file, Problems& problems);

}  // namespace tradewind
