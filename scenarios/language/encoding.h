// Whether a text is UTF-8 that a JSON document can be made of.
#pragma once

#include <optional>
#include <string_view>

#include "language/problem_list.h"

namespace tradewind::language {

// Removes a UTF-8 byte order mark (with a warning), and refuses what is not UTF-8 by RFC 3629 (UTF-16 and UTF-32 by name, overlong forms,
// surrogates), NUL bytes, and a text of white space only. Returns the rest of the text, or nothing after a problem was added.
std::optional<std::string_view> checked_encoding(std::string_view text, ProblemList& problems);

// Line and column of a byte of the text, in O(offset).
Position position_of(std::string_view text, std::size_t offset);

}  // namespace tradewind::language
