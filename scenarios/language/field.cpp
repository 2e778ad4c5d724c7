#include "language/field.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <limits>
#include <sstream>

namespace tradewind::language {
namespace {

constexpr std::uint32_t usual_longest_text = 200;

std::string lower_case(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

// Up to the last underscore that all value names share.
std::size_t shared_prefix(const EnumDescriptor& type) {
  std::string prefix = type.value(0)->name();
  for (int i = 1; i < type.value_count(); ++i) {
    const std::string& name = type.value(i)->name();
    prefix.resize(static_cast<std::size_t>(std::mismatch(prefix.begin(), prefix.end(), name.begin(), name.end()).first - prefix.begin()));
  }
  const std::size_t underscore = prefix.rfind('_');
  return underscore == std::string::npos ? 0 : underscore + 1;
}

std::string bounds_in_words(const Bounds& bounds) {
  const bool low = bounds.least > -std::numeric_limits<double>::infinity(), high = bounds.most < std::numeric_limits<double>::infinity();
  if (low && high && bounds.above_least) return fmt::format(" above {} and at most {}", bounds.least, bounds.most);
  if (low && high) return fmt::format(" from {} to {}", bounds.least, bounds.most);
  if (low) return fmt::format(" {} {}", bounds.above_least ? "above" : "of at least", bounds.least);
  if (high) return fmt::format(" of at most {}", bounds.most);
  return "";
}

std::string number_in_words(const FieldDescriptor& field, const char* noun) {
  const std::string& unit = rules_of(field).unit();
  return noun + bounds_in_words(bounds_of(field)) + (unit.empty() ? "" : fmt::format(" ({})", unit));
}

}  // namespace

const FieldRules& rules_of(const FieldDescriptor& field) { return field.options().GetExtension(rules); }
const MessageRules& rules_of(const Descriptor& message) { return message.options().GetExtension(about); }

std::string json_name(const FieldDescriptor& field) { return field.has_json_name() ? field.json_name() : field.name(); }

ValueType value_type(const FieldDescriptor& field) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      return ValueType::boolean;
    case FieldDescriptor::CPPTYPE_DOUBLE:
    case FieldDescriptor::CPPTYPE_FLOAT:
      return ValueType::number;
    case FieldDescriptor::CPPTYPE_STRING:
      return ValueType::text;
    case FieldDescriptor::CPPTYPE_ENUM:
      return ValueType::choice;
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return ValueType::message;
    default:
      return ValueType::integer;
  }
}

std::string json_name(const EnumValueDescriptor& value) { return lower_case(value.name().substr(shared_prefix(*value.type()))); }

std::vector<const EnumValueDescriptor*> choices(const EnumDescriptor& type) {
  std::vector<const EnumValueDescriptor*> values;
  for (int i = 0; i < type.value_count(); ++i)
    if (type.value(i)->number() != 0) values.push_back(type.value(i));
  return values;
}

Bounds bounds_of(const FieldDescriptor& field) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  Bounds bounds{-infinity, infinity, false};
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_INT32)
    bounds = {std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max(), false};
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_UINT64) bounds = {0, 9007199254740992.0, false};  // 2^53: every double up to it is exact
  const FieldRules& stated = rules_of(field);
  if (field.is_repeated()) return bounds;
  if (stated.has_min()) bounds.least = stated.min();
  if (stated.has_max()) bounds.most = stated.max();
  bounds.above_least = stated.above_min();
  return bounds;
}

std::size_t longest_text(const FieldDescriptor& field) {
  const std::uint32_t stated = rules_of(field).max_length();
  return stated == 0 ? usual_longest_text : stated;
}

std::string value_in_words(const FieldDescriptor& field) {
  switch (value_type(field)) {
    case ValueType::boolean:
      return "true or false";
    case ValueType::integer:
      return number_in_words(field, "a whole number");
    case ValueType::number:
      return number_in_words(field, "a number");
    case ValueType::text:
      return rules_of(field).pattern_meaning().empty() ? "a string" : "a string: " + rules_of(field).pattern_meaning();
    case ValueType::choice: {
      std::vector<std::string> names;
      for (const EnumValueDescriptor* value : choices(*field.enum_type())) names.push_back('"' + json_name(*value) + '"');
      return fmt::format("one of {}", fmt::join(names, ", "));
    }
    case ValueType::message:
      break;
  }
  return message_in_words(*field.message_type());
}

std::string field_in_words(const FieldDescriptor& field) {
  if (!field.is_repeated()) return value_in_words(field);
  const FieldRules& stated = rules_of(field);
  const char* noun = value_type(field) == ValueType::message ? "objects" : value_type(field) == ValueType::text ? "strings" : "values";
  if (stated.has_min() && stated.has_max()) return fmt::format("a list of {} to {} {}", stated.min(), stated.max(), noun);
  if (stated.has_max()) return fmt::format("a list of at most {} {}", stated.max(), noun);
  return fmt::format("a list of {}", noun);
}

std::string message_in_words(const Descriptor& message) {
  std::vector<std::string> forms = {"an object"};
  for (const std::string& name : rules_of(message).short_forms()) {
    const FieldDescriptor& field = *message.FindFieldByName(name);
    forms.push_back(fmt::format("{} (short for \"{}\")", field_in_words(field), json_name(field)));
  }
  return fmt::format("{}", fmt::join(forms, ", or "));
}

std::vector<const FieldDescriptor*> group_fields(const Descriptor& message, const std::string& group) {
  std::vector<const FieldDescriptor*> fields;
  std::istringstream names(group);
  for (std::string name; std::getline(names, name, '|');) fields.push_back(message.FindFieldByName(name));
  return fields;
}

const FieldDescriptor* find_field(const Descriptor& message, const std::string& key) {
  for (int i = 0; i < message.field_count(); ++i)
    if (json_name(*message.field(i)) == key) return message.field(i);
  return nullptr;
}

}  // namespace tradewind::language
