// Numbers as people read them, the same bytes in every locale. A no-break space (U+00A0) stands between a number and its unit.
#pragma once

#include <cstdint>
#include <string>

#include "tradewind/pricing/bill.h"

namespace tradewind::text {

// "1,234,567"; a value that is not finite is an en dash.
std::string grouped(double value);

// "8.4 ms", "240 ms", "12.3 s".
std::string duration(double ms);

// Milliseconds without the unit, for table columns: "8.4", "240", "12,300".
std::string ms(double value);

// "12.3 %", "99.97 %" near the whole, "0.4 %"; `share` is 0 to 1.
std::string percent(double share);

// "240 ± 12 ms"; without the interval where it is 0.
std::string with_interval(double ms, double half_width_ms);

// "123,456" whole dollars, for reading; bills print cents with to_string(Cents).
std::string whole_usd(Cents amount);

// Three significant digits and a letter: "1.24 M", "980 k", "12".
std::string compact(double value);

// At most `decimals` digits, trailing zeros cut: "0.085", "12".
std::string decimal(double value, int decimals);

// "p95", "p99.9"
std::string percentile_name(double percentile);

// "1 region", "3 regions".
std::string counted(std::int64_t count, const std::string& noun);

// "0x" and 16 hexadecimal digits.
std::string hexadecimal(std::uint64_t value);

}  // namespace tradewind::text
