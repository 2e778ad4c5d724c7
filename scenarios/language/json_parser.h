// Reads JSON (RFC 8259) into a tree of located nodes.
#pragma once

#include <optional>

#include "language/problem_list.h"

namespace tradewind::language {

// Deeper nesting is refused: no scenario needs it, and a hostile file must not exhaust the stack.
inline constexpr std::size_t deepest_nesting = 100;

// A larger text is refused: the tree takes a hundred times the memory of the shortest values.
inline constexpr std::size_t largest_text = 16'000'000;  // bytes

// The document, or nothing when its syntax is broken; then one problem says where and why. A key that stands twice in an object is a problem, too;
// the first one is kept.
std::optional<Node> parse_json(std::string_view text, ProblemList& problems);

}  // namespace tradewind::language
