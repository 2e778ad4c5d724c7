// A bill as rows of FOCUS, the FinOps Open Cost and Usage Specification, version 1.2 (https://focus.finops.org, CC BY 4.0), so that a forecast can
// stand beside what the clouds bill.
#pragma once

#include <string>
#include <string_view>

#include "tradewind/pricing/bill.h"

namespace tradewind {

inline constexpr std::string_view focus_version = "1.2";

// One CSV file (RFC 4180): all mandatory columns, the conditional ones of unit prices, regions, resources, SKUs and tags, those of commitments where
// the bill has reserved instances or savings plans, and columns of our own (x_...) at the end, which say that it is a forecast and from which price
// it comes. NULL is an empty field, text is ASCII, times are UTC with exclusive ends; the billing period is the month in which the simulated week
// begins. A cost is unit price x quantity, as printed, to the last bit: the sum of the rows differs from the bill's total by its rounding to cents,
// half a cent a line at most. What reserved instances and savings plans pay for has two rows: the purchase, which is billed, and the use, or what
// nobody used, which has the effective cost. Spot instances are priced dynamically. SKUs are named by the price book: clouds' own identifiers are not
// in it.
std::string focus_csv(const World& world, const Bill& bill);

}  // namespace tradewind
