#include "tradewind/pricing/bill.h"

#include <fmt/format.h>

#include <cmath>
#include <stdexcept>

#include "tradewind/scenarios/numbers.h"

namespace tradewind {

Cents to_cents(double usd) {
  if (!(std::abs(usd) < 1e15)) throw std::out_of_range("an amount of money must be a number below 1e15 USD");
  // 1.015 USD is 101.49999999999999 in binary: noise below a millionth of a cent goes first, so that decimal halves are halves.
  return {static_cast<std::int64_t>(std::nearbyint(std::nearbyint(usd * 1e8) / 1e6))};
}

std::string to_string(Cents amount) {
  const std::uint64_t cents = amount.value < 0 ? 0 - static_cast<std::uint64_t>(amount.value) : static_cast<std::uint64_t>(amount.value);
  return fmt::format("{}{}.{:02}", amount.value < 0 ? "-" : "", with_thousands(std::to_string(cents / 100)), cents % 100);
}

Cents Bill::total() const {
  Cents sum;
  for (const BillLine& line : lines) sum += line.amount;
  return sum;
}

}  // namespace tradewind
