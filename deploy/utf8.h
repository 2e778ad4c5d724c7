// UTF-8, read one code point at a time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tradewind::utf8 {

inline constexpr char32_t replacement = 0xFFFD;

// The code point at `position`, which moves past it. A byte that starts no valid sequence (RFC 3629: no overlong form, no surrogate, at most
// U+10FFFF) counts as one `replacement`.
char32_t next(std::string_view text, std::size_t& position);

// Whether it may stand in a text that people read: no control character, no line or paragraph separator, no byte order mark, no non-character.
bool is_printable(char32_t point);

// The code point as UTF-8 at the end of a text.
void append(std::string& out, char32_t point);

}  // namespace tradewind::utf8
