#include "markdown.h"

namespace tradewind {

std::string markdown(std::string_view text) {
  constexpr std::string_view marks = "\\`*_{}[]<>|#!~&";
  std::string out;
  for (const char c : text) {
    const bool is_control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    if (marks.find(c) != std::string_view::npos) out += '\\';
    out += is_control ? ' ' : c;
  }
  return out;
}

}  // namespace tradewind
