// Comments of any text in the languages of a bundle.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tradewind {

// The text in lines of about 100 columns that begin with `mark` ("#", "//") after `indent` spaces, each with its newline; nothing for an empty text.
// Every character that could end a line or is not printable counts as a space.
std::string comment_lines(std::string_view text, std::string_view mark, std::size_t indent);

}  // namespace tradewind
