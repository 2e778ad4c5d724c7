#include "language/node.h"

namespace tradewind::language {
namespace {

constexpr std::size_t longest_quote = 60;

}  // namespace

// Bytes 10xxxxxx continue a UTF-8 character.
std::string shortened(const std::string& text) {
  if (text.size() <= longest_quote) return text;
  std::size_t end = longest_quote;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end) + "...";
}

std::string description(const Node& node) {
  switch (node.kind) {
    case Node::Kind::null:
      return "null";
    case Node::Kind::boolean:
      return node.boolean ? "true" : "false";
    case Node::Kind::number:
      return "the number " + shortened(node.text);
    case Node::Kind::string:
      return "the string \"" + shortened(node.text) + "\"";
    case Node::Kind::array:
      return node.items.empty() ? "an empty list" : "a list";
    case Node::Kind::object:
      break;
  }
  return "an object";
}

std::string child_pointer(const std::string& pointer, const std::string& key) {
  std::string child = pointer + "/";
  for (const char c : key) {
    if (c == '~')
      child += "~0";
    else if (c == '/')
      child += "~1";
    else
      child += c;
  }
  return child;
}

}  // namespace tradewind::language
