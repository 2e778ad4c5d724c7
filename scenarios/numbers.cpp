#include "tradewind/scenarios/numbers.h"

namespace tradewind {

std::string with_thousands(std::string_view digits) {
  std::string out;
  for (std::size_t at = 0; at < digits.size(); ++at) {
    if (at > 0 && (digits.size() - at) % 3 == 0) out += ',';
    out += digits[at];
  }
  return out;
}

}  // namespace tradewind
