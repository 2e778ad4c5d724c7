// The report of a bill: what a topology costs, whose cost it is, how its instances are bought, what the months to come bring, and why it differs.
#pragma once

#include <optional>
#include <string>

#include "tradewind/pricing/bill.h"
#include "tradewind/pricing/difference.h"
#include "tradewind/pricing/outlook.h"
#include "tradewind/pricing/purchases.h"

namespace tradewind {

struct BillReport {
  const World* world = nullptr;
  std::string topology;  // file name
  Usage usage;
  Bill bill;                                      // of the usage
  Purchases purchases = {};                       // how the bill buys its instances; empty without a purchase mix
  std::optional<Outlook> outlook = {};            // its months to come
  std::optional<BillDifference> difference = {};  // from another topology's bill to this one
  std::string against = {};                       // file name of that topology
};

// One HTML file that works offline, without scripts, in light and dark, and on paper: only the parts that the report has. Every chart has a table.
std::string bill_html(const BillReport& report);

}  // namespace tradewind
