#include "market/correction.h"

#include <fmt/core.h>

#include "study/fnv1a.h"

namespace tradewind::market {

std::string Correction::key() const {
  std::string text;
  for (const double ms : late_ms) text += fmt::format("{:a} ", ms);
  for (const double factor : usd_factor) text += fmt::format("{:a} ", factor);
  return text.empty() ? text : fnv1a_hex(text);
}

}  // namespace tradewind::market
