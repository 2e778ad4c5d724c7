#include "language/value_checks.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <regex>

#include "tradewind/scenarios/problem.h"

namespace tradewind::language {
namespace {

using Finding = ProblemList::Finding;

std::string quoted(const std::string& text) { return '"' + text + '"'; }

std::string listed(const std::vector<std::string>& names) {
  std::vector<std::string> all(names.size());
  std::transform(names.begin(), names.end(), all.begin(), quoted);
  return fmt::format("{}", fmt::join(all, ", "));
}

// A value of the right content in the wrong type: "12" for 12, "true" for true, 12 for "12".
std::string unquoted_or_quoted(const Node& node, const FieldDescriptor& field) {
  const ValueType type = value_type(field);
  if (node.kind == Node::Kind::string && type == ValueType::boolean && (node.text == "true" || node.text == "false"))
    return node.text + " without quotes";
  if (node.kind == Node::Kind::number && type == ValueType::text) return quoted(node.text);
  if (node.kind != Node::Kind::string || (type != ValueType::integer && type != ValueType::number)) return "";
  double value = 0;
  const char* end = node.text.data() + node.text.size();
  const auto result = std::from_chars(node.text.data(), end, value);
  return result.ec == std::errc() && result.ptr == end && std::isfinite(value) ? node.text + " without quotes" : "";
}

std::optional<Finding> check_number(const Node& node, const FieldDescriptor& field) {
  const Bounds bounds = bounds_of(field);
  const bool whole = value_type(field) == ValueType::number || std::nearbyint(node.number) == node.number;
  const bool inside = node.number >= bounds.least && node.number <= bounds.most && !(bounds.above_least && node.number == bounds.least);
  if (whole && inside) return std::nullopt;
  return Finding{description(node), value_in_words(field)};
}

std::optional<Finding> check_name(const std::string& name, NameList list, const NameBook& names) {
  constexpr std::size_t most_listed = 16;
  const auto meant = names.meant_by(list, name);
  if (meant.size() == 1) return std::nullopt;
  const std::string found = quoted(shortened(name));
  if (meant.size() > 1) return Finding{found + ", a name of several", "one of " + listed(meant)};
  const auto& all = names.names(list);
  const std::string near = names.nearest(list, name);
  const std::string one_of = all.size() <= most_listed ? ": one of " + listed(all) : "";
  return Finding{"the unknown name " + found, name_list_in_words(list) + one_of, near.empty() ? "" : quoted(near)};
}

std::optional<Finding> check_text(const Node& node, const FieldDescriptor& field, const NameBook& names) {
  const FieldRules& stated = rules_of(field);
  const std::string& text = node.text;
  if (text.size() > longest_text(field))
    return Finding{fmt::format("a string of {} bytes", text.size()), fmt::format("at most {} bytes", longest_text(field))};
  if (std::any_of(text.begin(), text.end(), [](unsigned char c) { return (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F; }))
    return Finding{"a control character in a string", value_in_words(field)};
  if (!stated.pattern().empty() && !std::regex_match(text, std::regex(stated.pattern()))) return Finding{description(node), value_in_words(field)};
  if (stated.required() && text.empty()) return Finding{"an empty string", value_in_words(field)};
  if (stated.names() != NAME_LIST_NONE) return check_name(text, stated.names(), names);
  return std::nullopt;
}

const EnumValueDescriptor* find_choice(const FieldDescriptor& field, const std::string& text) {
  for (const EnumValueDescriptor* value : choices(*field.enum_type()))
    if (json_name(*value) == text) return value;
  return nullptr;
}

Finding refused_choice(const Node& node, const FieldDescriptor& field) {
  std::vector<std::string> all;
  for (const EnumValueDescriptor* value : choices(*field.enum_type())) all.push_back(json_name(*value));
  const std::string near = nearest_name(node.text, all);
  return {description(node), value_in_words(field), near.empty() ? "" : quoted(near)};
}

}  // namespace

bool takes_one(const FieldDescriptor& field, Node::Kind kind) {
  switch (value_type(field)) {
    case ValueType::boolean:
      return kind == Node::Kind::boolean;
    case ValueType::integer:
    case ValueType::number:
      return kind == Node::Kind::number;
    case ValueType::text:
    case ValueType::choice:
      return kind == Node::Kind::string;
    case ValueType::message:
      break;
  }
  return kind == Node::Kind::object;
}

bool takes(const FieldDescriptor& field, Node::Kind kind) { return field.is_repeated() ? kind == Node::Kind::array : takes_one(field, kind); }

std::optional<Finding> check_value(const Node& node, const FieldDescriptor& field, const NameBook& names) {
  if (!takes_one(field, node.kind)) return Finding{description(node), value_in_words(field), unquoted_or_quoted(node, field)};
  switch (value_type(field)) {
    case ValueType::integer:
    case ValueType::number:
      return check_number(node, field);
    case ValueType::text:
      return check_text(node, field, names);
    case ValueType::choice:
      if (find_choice(field, node.text) == nullptr) return refused_choice(node, field);
      break;
    default:
      break;
  }
  return std::nullopt;
}

void store_value(const Node& node, google::protobuf::Message& message, const FieldDescriptor& field) {
  const auto& access = *message.GetReflection();
  const bool append = field.is_repeated();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      return append ? access.AddBool(&message, &field, node.boolean) : access.SetBool(&message, &field, node.boolean);
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return append ? access.AddDouble(&message, &field, node.number) : access.SetDouble(&message, &field, node.number);
    case FieldDescriptor::CPPTYPE_INT32: {
      const auto value = static_cast<std::int32_t>(node.number);
      return append ? access.AddInt32(&message, &field, value) : access.SetInt32(&message, &field, value);
    }
    case FieldDescriptor::CPPTYPE_UINT64: {
      const auto value = static_cast<std::uint64_t>(node.number);
      return append ? access.AddUInt64(&message, &field, value) : access.SetUInt64(&message, &field, value);
    }
    case FieldDescriptor::CPPTYPE_STRING:
      return append ? access.AddString(&message, &field, node.text) : access.SetString(&message, &field, node.text);
    case FieldDescriptor::CPPTYPE_ENUM: {
      const EnumValueDescriptor* value = find_choice(field, node.text);
      return append ? access.AddEnum(&message, &field, value) : access.SetEnum(&message, &field, value);
    }
    default:
      throw std::logic_error("the language has no values like " + field.full_name());
  }
}

}  // namespace tradewind::language
