// The language as a JSON Schema (draft 2020-12), so that editors complete and check while one types.
#pragma once

#include <string>

#include "language/field.h"
#include "language/names.h"

namespace tradewind::language {

// Short name lists become enums; the long ones (metros, regions, ...) stay strings, which only the program checks.
std::string json_schema(const Descriptor& root, const std::string& title, const NameBook& names);

}  // namespace tradewind::language
