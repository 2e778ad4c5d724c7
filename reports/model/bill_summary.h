// Subtotals of a bill. Every grouping sums to the total to the cent, because lines are whole cents.
#pragma once

#include <string>
#include <vector>

#include "tradewind/pricing/bill.h"

namespace tradewind {

struct Subtotal {
  std::string name;
  Cents amount;
  std::vector<BillLine> lines;  // in the order of the bill
};

// Largest amount first; ties by name.
std::vector<Subtotal> by_service(const Bill& bill);
std::vector<Subtotal> by_provider(const Bill& bill);

// The distinct sources of the lines, in order of first use; a line's number is its place in this list, from 1.
std::vector<std::string> price_sources(const Bill& bill);

}  // namespace tradewind
