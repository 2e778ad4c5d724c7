#include "pulumi/typescript.h"

#include <algorithm>
#include <cctype>

#include "comment.h"

namespace tradewind::pulumi {
namespace {

constexpr std::size_t line_columns = 120;

bool is_identifier(std::string_view name) {
  const auto is_letter = [](char c) { return c == '_' || c == '$' || (std::isalpha(static_cast<unsigned char>(c)) != 0); };
  return !name.empty() && is_letter(name.front()) && std::ranges::all_of(name, [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); });
}

std::string key(std::string_view name) { return is_identifier(name) ? std::string(name) : string_literal(name); }

// Without comments, on one line.
std::string in_line(const Json& document) {
  std::string text;
  if (document.is_object()) {
    for (const auto& [name, entry] : document.items()) text += (text.empty() ? "" : ", ") + key(camel_case(name)) + ": " + in_line(entry);
    return text.empty() ? "{}" : "{ " + text + " }";
  }
  if (document.is_array()) {
    for (const Json& item : document) text += (text.empty() ? "" : ", ") + in_line(item);
    return "[" + text + "]";
  }
  return document.is_string() ? string_literal(document.get<std::string>()) : document.dump();
}

bool has_comment(const Json& document) {
  if (!document.is_structured()) return false;
  return (document.is_object() && document.contains("//")) || std::ranges::any_of(document, has_comment);
}

std::string comment_of(const Json& document, std::size_t indent) {
  if (!document.is_object() || !document.contains("//")) return "";
  return comment_lines(document["//"].get<std::string>(), "//", indent);
}

}  // namespace

std::string camel_case(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool joins = name[i] == '_' && i + 1 < name.size() && i > 0;
    out += joins ? static_cast<char>(std::toupper(static_cast<unsigned char>(name[++i]))) : name[i];
  }
  return out;
}

// JSON's escapes are those of ECMAScript too.
std::string string_literal(std::string_view text) { return Json(text).dump(-1, ' ', true, Json::error_handler_t::replace); }

std::string value(const Json& document, std::size_t indent) {
  const bool short_enough = !has_comment(document) && in_line(document).size() + indent < line_columns;
  if (!document.is_structured() || document.empty() || short_enough) return in_line(document);
  const std::string inner(indent + 2, ' ');
  std::string text;
  if (document.is_array()) {
    for (const Json& item : document) text += comment_of(item, indent + 2) + inner + value(item, indent + 2) + ",\n";
    return "[\n" + text + std::string(indent, ' ') + "]";
  }
  for (const auto& [name, entry] : document.items())
    if (name != "//") text += comment_of(entry, indent + 2) + inner + key(camel_case(name)) + ": " + value(entry, indent + 2) + ",\n";
  return "{\n" + text + std::string(indent, ' ') + "}";
}

}  // namespace tradewind::pulumi
