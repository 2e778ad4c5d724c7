// All messages that a message of the language is made of.
#pragma once

#include <vector>

#include "language/field.h"

namespace tradewind::language {

// `root` and every message that its fields lead to, each once, in the order in which a reader of the schema meets them.
std::vector<const Descriptor*> reachable_messages(const Descriptor& root);

}  // namespace tradewind::language
