#include "terminal/style.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>

namespace tradewind::terminal {

bool wants_colour(std::FILE* stream) {
  const char* no_colour = std::getenv("NO_COLOR");
  if (no_colour != nullptr && *no_colour != '\0') return false;
  const char* term = std::getenv("TERM");
  return isatty(fileno(stream)) != 0 && term != nullptr && std::string_view(term) != "dumb";
}

std::string styled(std::string_view text, Style style, std::FILE* stream) {
  if (!wants_colour(stream)) return std::string(text);
  static constexpr int codes[] = {1, 2, 31, 32, 33};
  return fmt::format("\x1b[{}m{}\x1b[0m", codes[static_cast<int>(style)], text);
}

void print_heading(std::string_view text) { fmt::print("\n{}\n", styled(text, Style::bold)); }

std::string printable(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20 || byte == 0x7f) {
      out += fmt::format("\\x{:02x}", byte);
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace tradewind::terminal
