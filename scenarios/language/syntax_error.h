// Says in plain words why a text is not JSON.
#pragma once

#include <string_view>

#include "language/problem_list.h"

namespace tradewind::language {

inline constexpr const char* json_number = "a JSON number, such as 12, -0.5 or 1e6";

// What the grammar allows after the last good token.
enum class Awaited { document, end_of_file, first_key, colon, object_rest, first_item, array_rest };

// Where reading stopped: the offset behind the last good token, what may follow it, and where the innermost open object or list starts.
struct SyntaxStop {
  std::size_t offset = 0;
  Awaited awaited = Awaited::document;
  int opened_in_line = 0;
};

struct SyntaxError {
  std::size_t offset = 0;  // of the offending token
  ProblemList::Finding finding;
};

SyntaxError explain_syntax_error(std::string_view text, const SyntaxStop& stop);

}  // namespace tradewind::language
