// The language as a reference page in Markdown.
#pragma once

#include <string>

#include "language/field.h"

namespace tradewind::language {

// One section for each message that `root` leads to: its meaning, its short forms, and a table of its fields.
std::string reference_markdown(const Descriptor& root);

}  // namespace tradewind::language
