// UTF-8, read one code point at a time.
#pragma once

#include <cstddef>
#include <string_view>

namespace tradewind::utf8 {

inline constexpr char32_t replacement = 0xFFFD;

// The code point at `position`, which moves past it. A byte that starts no valid sequence (RFC 3629: no overlong form, no surrogate, at most
// U+10FFFF) counts as one `replacement`.
char32_t next(std::string_view text, std::size_t& position);

}  // namespace tradewind::utf8
