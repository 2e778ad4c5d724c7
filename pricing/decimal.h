// Exact decimal money: what files state as decimal text is added, multiplied and divided here, and becomes binary once, at the end.
#pragma once

#include <boost/multiprecision/cpp_dec_float.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace tradewind {

using Decimal = boost::multiprecision::number<boost::multiprecision::cpp_dec_float<50>, boost::multiprecision::et_off>;

// A decimal number of at least 0 and below 1e12, of at most 40 characters, or nothing: "0.0960000000", "3.673", "1e-05". No sign, no spaces.
std::optional<Decimal> parse_decimal(std::string_view text);

// The shortest decimal that names this double.
Decimal to_decimal(double value);

// The double nearest to it.
double to_double(const Decimal& value);

// Rounded to 10 decimals, without trailing zeros: "0.0441780822".
std::string to_text(const Decimal& value);

}  // namespace tradewind
