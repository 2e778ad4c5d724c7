// book.json: what a folder of prices is called, in which money it counts, and which discounts were agreed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "book_data.h"

namespace tradewind {

// A percentage off the list price.
struct Discount {
  std::string provider;
  std::string service;  // "all", a file ("instances"), or a fee of services.csv ("load_balancer_gb"); the narrowest holds
  Decimal percent = 0;  // 0..100
  std::string label;    // "enterprise agreement 2026"
};

struct BookTerms {
  std::string name, date;
  std::string currency = "USD";
  Decimal usd_per_unit = 1;
  std::vector<Discount> discounts;
};

// "2026-09-01"
bool is_date(const std::string& text);

// Adds every problem to `problems`.
BookTerms read_terms(std::string_view json, const std::string& file, Problems& problems);

// Lowers all prices of the book that a discount is agreed for.
void apply_discounts(const std::vector<Discount>& discounts, BookData& book);

}  // namespace tradewind
