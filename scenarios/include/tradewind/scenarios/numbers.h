// Numbers as people write them.
#pragma once

#include <string>
#include <string_view>

namespace tradewind {

// "1234567" as "1,234,567". Decimal digits only: sign and fraction are the caller's.
std::string with_thousands(std::string_view digits);

}  // namespace tradewind
