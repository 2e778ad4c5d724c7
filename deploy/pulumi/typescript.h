// Values in TypeScript.
#pragma once

#include <string>
#include <string_view>

#include "cloud/facts.h"

namespace tradewind::pulumi {

using cloud::Json;

// "instance_type" -> "instanceType"; what has no underscore stays.
std::string camel_case(std::string_view name);

// A document as an object or array literal whose lines after the first are indented by `indent`: names of entries in camel case, the text under "//"
// as a comment above its entry. Texts are double-quoted, so that "${" and "`" in them begin nothing.
std::string value(const Json& document, std::size_t indent = 0);

// A text in double quotes.
std::string string_literal(std::string_view text);

}  // namespace tradewind::pulumi
