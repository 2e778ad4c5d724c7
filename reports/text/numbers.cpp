#include "text/numbers.h"

#include <fmt/format.h>

#include <cmath>

#include "tradewind/scenarios/numbers.h"

namespace tradewind::text {
namespace {

constexpr const char* not_known = "–";
constexpr const char* no_break_space = "\u00a0";

}  // namespace

std::string grouped(double value) {
  if (!std::isfinite(value)) return not_known;
  const std::string digits = with_thousands(fmt::format("{:.0f}", std::abs(value)));
  return value < 0 && digits != "0" ? "-" + digits : digits;
}

std::string duration(double ms_value) {
  if (!std::isfinite(ms_value)) return not_known;
  if (ms_value >= 9999.5) return fmt::format("{:.1f}{}s", ms_value / 1000, no_break_space);
  return ms(ms_value) + no_break_space + "ms";
}

std::string ms(double value) {
  if (!std::isfinite(value)) return not_known;
  return value != 0 && std::abs(value) < 9.95 ? fmt::format("{:.1f}", value) : grouped(value);
}

std::string percent(double share) {
  if (!std::isfinite(share)) return not_known;
  if (share == 0 || share == 1) return std::string(share == 0 ? "0" : "100") + no_break_space + "%";
  // Two decimals, rounded down, where one would round up to a whole that was not reached.
  const bool near_whole = share > 0.9945 && share < 1;
  return (near_whole ? fmt::format("{:.2f}", std::floor(share * 1e4) / 1e2) : fmt::format("{:.1f}", share * 100)) + no_break_space + "%";
}

std::string with_interval(double ms_value, double half_width_ms) {
  if (half_width_ms <= 0) return duration(ms_value);
  if (ms_value >= 9999.5) return fmt::format("{:.1f} ± {:.1f} s", ms_value / 1000, half_width_ms / 1000);
  return fmt::format("{} ± {} ms", ms(ms_value), ms(half_width_ms));
}

std::string whole_usd(Cents amount) { return grouped(amount.usd()); }

std::string compact(double value) {
  if (!std::isfinite(value)) return not_known;
  static constexpr struct {
    double size;
    const char* letter;
  } steps[] = {{1e12, " T"}, {1e9, " G"}, {1e6, " M"}, {1e3, " k"}};
  for (const auto& [size, letter] : steps) {
    if (std::abs(value) < size * 0.9995) continue;
    const double scaled = value / size;
    return decimal(scaled, std::abs(scaled) < 9.995 ? 2 : std::abs(scaled) < 99.95 ? 1 : 0) + letter;
  }
  return decimal(value, std::abs(value) < 9.995 ? 2 : 0);
}

std::string decimal(double value, int decimals) {
  if (!std::isfinite(value)) return not_known;
  std::string digits = fmt::format("{:.{}f}", value, decimals);
  if (digits.find('.') != std::string::npos) {
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.') digits.pop_back();
  }
  return digits == "-0" ? "0" : digits;
}

std::string percentile_name(double percentile) { return "p" + decimal(percentile, 2); }

std::string counted(std::int64_t count, const std::string& noun) {
  return grouped(static_cast<double>(count)) + " " + noun + (count == 1 ? "" : "s");
}

std::string hexadecimal(std::uint64_t value) { return fmt::format("0x{:016x}", value); }

}  // namespace tradewind::text
