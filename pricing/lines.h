// How a line comes about.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "tradewind/pricing/bill.h"

namespace tradewind {

inline BillLine line(const std::string& provider, const std::string& region, std::string service, std::string item, double quantity, Price price) {
  const Cents amount = to_cents(quantity * price.usd);
  return {provider, region, std::move(service), std::move(item), "", quantity, std::move(price), amount};
}

// A named fee of the book. Throws std::runtime_error when it has none.
Price fee(const PriceBook& book, const std::string& provider, const std::string& region, std::string_view item);

}  // namespace tradewind
