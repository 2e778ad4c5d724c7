#include "language/encoding.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace tradewind::language {
namespace {

constexpr const char* utf8 = "a JSON text in UTF-8";

unsigned byte_at(std::string_view text, std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; }

// Length of the well-formed UTF-8 character at `i` (Unicode 15, table 3-7), or 0.
std::size_t character_length(std::string_view text, std::size_t i) {
  struct Form {
    unsigned first_from, first_to, second_from, second_to;
    std::size_t length;
  };
  static constexpr std::array<Form, 8> forms = {{{0xC2, 0xDF, 0x80, 0xBF, 2},
                                                 {0xE0, 0xE0, 0xA0, 0xBF, 3},
                                                 {0xE1, 0xEC, 0x80, 0xBF, 3},
                                                 {0xED, 0xED, 0x80, 0x9F, 3},
                                                 {0xEE, 0xEF, 0x80, 0xBF, 3},
                                                 {0xF0, 0xF0, 0x90, 0xBF, 4},
                                                 {0xF1, 0xF3, 0x80, 0xBF, 4},
                                                 {0xF4, 0xF4, 0x80, 0x8F, 4}}};
  const unsigned first = byte_at(text, i), second = byte_at(text, i + 1);
  if (first < 0x80) return 1;
  for (const Form& form : forms) {
    if (first < form.first_from || first > form.first_to || second < form.second_from || second > form.second_to) continue;
    for (std::size_t k = 2; k < form.length; ++k)
      if ((byte_at(text, i + k) & 0xC0U) != 0x80U) return 0;
    return form.length;
  }
  return 0;
}

// UTF-16 and UTF-32 start with a mark, or have NUL bytes among their first four, for JSON starts with an ASCII character (RFC 4627, section 3).
bool looks_like_utf16(std::string_view text) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return true;
  return text.substr(0, 4).find('\0') != std::string_view::npos;
}

// Offset of the first byte that is no part of UTF-8 text, or npos.
std::size_t first_wrong_byte(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = text[i] == '\0' ? 0 : character_length(text, i);
    if (length == 0) return i;
    i += length;
  }
  return std::string_view::npos;
}

}  // namespace

Position position_of(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const std::size_t line_start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  return {static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1, static_cast<int>(before.size() - line_start) + 1};
}

std::optional<std::string_view> checked_encoding(std::string_view text, ProblemList& problems) {
  if (text.starts_with("\xEF\xBB\xBF")) {
    problems.warning({1, 1}, "", {"a byte order mark", "a file that starts with its first character; the mark is ignored"});
    text.remove_prefix(3);
  }
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    problems.error({1, 1}, "", {"an empty file", "a JSON object: {...}"});
    return std::nullopt;
  }
  if (looks_like_utf16(text)) {
    problems.error({1, 1}, "", {"text in UTF-16 or UTF-32", utf8});
    return std::nullopt;
  }
  const std::size_t wrong = first_wrong_byte(text);
  if (wrong == std::string_view::npos) return text;
  problems.error(position_of(text, wrong), "", {fmt::format("the byte 0x{:02X}, which is no part of UTF-8 text", byte_at(text, wrong)), utf8});
  return std::nullopt;
}

}  // namespace tradewind::language
