#include "decimal.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace tradewind {
namespace {

constexpr int decimals = 10;
constexpr std::size_t longest = 40;
constexpr double largest = 1e12;

}  // namespace

std::optional<Decimal> parse_decimal(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool number = error == std::errc{} && end == text.data() + text.size() && std::isfinite(value);
  if (!number || text.size() > longest || text.front() == '-' || value >= largest) return std::nullopt;
  return Decimal(std::string(text));
}

Decimal to_decimal(double value) { return Decimal(fmt::format("{}", value)); }

double to_double(const Decimal& value) { return value.convert_to<double>(); }

std::string to_text(const Decimal& value) {
  std::string text = value.str(decimals, std::ios_base::fixed);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

}  // namespace tradewind
