#include "tuning/layout.h"

namespace tradewind::tuning {
namespace {

using Json = nlohmann::ordered_json;

std::string quoted(const std::string& text) { return Json(text).dump(); }

std::string on_one_line(const Json& value) {
  if (!value.is_structured() || value.empty()) return value.dump();
  std::string text(1, value.is_object() ? '{' : '[');
  for (auto item = value.begin(); item != value.end(); ++item) {
    if (item != value.begin()) text += ", ";
    if (value.is_object()) text += quoted(item.key()) + ": ";
    text += on_one_line(*item);
  }
  return text + (value.is_object() ? '}' : ']');
}

}  // namespace

std::string laid_out(const Json& value, std::size_t width, std::size_t indent) {
  std::string line = on_one_line(value);
  const bool is_whole_file = indent == 0 && value.is_object() && value.size() > 1;
  if (!value.is_structured() || value.empty() || (!is_whole_file && indent + line.size() <= width)) return line;
  const std::string inner(indent + 2, ' ');
  std::string text(1, value.is_object() ? '{' : '[');
  for (auto item = value.begin(); item != value.end(); ++item) {
    const std::string key = value.is_object() ? quoted(item.key()) + ": " : "";
    text += (item == value.begin() ? "\n" : ",\n") + inner + key + laid_out(*item, width - std::min(width, key.size()), indent + 2);
  }
  return text + "\n" + std::string(indent, ' ') + (value.is_object() ? "}" : "]");
}

}  // namespace tradewind::tuning
