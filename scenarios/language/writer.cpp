#include "language/writer.h"

#include <nlohmann/json.hpp>

#include "language/field.h"

namespace tradewind::language {
namespace {

using google::protobuf::Message;
using Json = nlohmann::ordered_json;

Json object_of(const Message& message);

// One value; `index` counts the elements of a repeated field.
Json value_of(const Message& message, const FieldDescriptor& field, int index) {
  const auto& access = *message.GetReflection();
  const bool list = field.is_repeated();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      return list ? access.GetRepeatedBool(message, &field, index) : access.GetBool(message, &field);
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return list ? access.GetRepeatedDouble(message, &field, index) : access.GetDouble(message, &field);
    case FieldDescriptor::CPPTYPE_INT32:
      return list ? access.GetRepeatedInt32(message, &field, index) : access.GetInt32(message, &field);
    case FieldDescriptor::CPPTYPE_UINT64:
      return list ? access.GetRepeatedUInt64(message, &field, index) : access.GetUInt64(message, &field);
    case FieldDescriptor::CPPTYPE_STRING:
      return list ? access.GetRepeatedString(message, &field, index) : access.GetString(message, &field);
    case FieldDescriptor::CPPTYPE_ENUM:
      return json_name(list ? *access.GetRepeatedEnum(message, &field, index) : *access.GetEnum(message, &field));
    default:
      return object_of(list ? access.GetRepeatedMessage(message, &field, index) : access.GetMessage(message, &field));
  }
}

// A zero may not be left out where absence means something else: a default, or an error.
bool is_written(const Message& message, const FieldDescriptor& field) {
  const auto& access = *message.GetReflection();
  if (field.is_repeated()) return access.FieldSize(message, &field) > 0;
  if (access.HasField(message, &field)) return true;
  const bool number = value_type(field) != ValueType::message && value_type(field) != ValueType::choice && value_type(field) != ValueType::text;
  return number && (rules_of(field).required() || !rules_of(field).default_json().empty());
}

Json object_of(const Message& message) {
  Json object = Json::object();
  for (int f = 0; f < message.GetDescriptor()->field_count(); ++f) {
    const FieldDescriptor& field = *message.GetDescriptor()->field(f);
    if (!is_written(message, field)) continue;
    Json& value = object[json_name(field)];
    if (!field.is_repeated()) {
      value = value_of(message, field, 0);
      continue;
    }
    for (int i = 0; i < message.GetReflection()->FieldSize(message, &field); ++i) value.push_back(value_of(message, field, i));
  }
  return object;
}

}  // namespace

std::string write_message(const Message& message) { return object_of(message).dump(2) + "\n"; }

}  // namespace tradewind::language
