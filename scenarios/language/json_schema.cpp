#include "language/json_schema.h"

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "language/message_walk.h"

namespace tradewind::language {
namespace {

using Json = nlohmann::ordered_json;

// Whether an editor can offer all names of the list at once.
bool is_short(NameList list) {
  return list == NAME_LIST_PROVIDER || list == NAME_LIST_CONTINENT || list == NAME_LIST_GPU || list == NAME_LIST_LLM || list == NAME_LIST_PROFILE;
}

// Whether the reader understands other spellings than the names of the list.
bool has_other_spellings(NameList list) { return list == NAME_LIST_GPU || list == NAME_LIST_LLM; }

// 1000 rather than 1000.0.
Json number(double value) {
  if (std::nearbyint(value) == value && std::abs(value) <= 9007199254740992.0) return static_cast<std::int64_t>(value);
  return value;
}

class SchemaWriter {
 public:
  explicit SchemaWriter(const NameBook& names) : names_(names) {}

  // A message as an object, or as one of its short forms.
  Json definition(const Descriptor& message) const {
    Json object = object_schema(message);
    const MessageRules& stated = rules_of(message);
    if (stated.short_forms().empty()) return object;
    Json forms = Json::array({object});
    for (const std::string& name : stated.short_forms()) forms.push_back(field_schema(*message.FindFieldByName(name)));
    return {{"description", stated.help()}, {"anyOf", forms}};
  }

  Json object_schema(const Descriptor& message) const {
    Json schema = {{"type", "object"}, {"description", rules_of(message).help()}, {"properties", Json::object()}, {"additionalProperties", false}};
    Json required = Json::array(), groups = Json::array();
    for (int i = 0; i < message.field_count(); ++i) {
      const FieldDescriptor& field = *message.field(i);
      schema["properties"][json_name(field)] = field_schema(field);
      if (rules_of(field).required()) required.push_back(json_name(field));
    }
    for (const std::string& group : rules_of(message).exactly_one_of()) groups.push_back(group_schema(group_fields(message, group)));
    if (!required.empty()) schema["required"] = required;
    if (!groups.empty()) schema["allOf"] = groups;
    return schema;
  }

 private:
  // Exactly one of the fields; at most one when a default stands in for none.
  static Json group_schema(const std::vector<const FieldDescriptor*>& fields) {
    Json one_of = Json::array(), any = Json::array();
    bool has_default = false;
    for (const FieldDescriptor* field : fields) {
      one_of.push_back({{"required", {json_name(*field)}}});
      any.push_back({{"required", {json_name(*field)}}});
      has_default = has_default || !rules_of(*field).default_json().empty();
    }
    if (has_default) one_of.push_back({{"not", {{"anyOf", any}}}});
    return {{"oneOf", one_of}};
  }

  Json field_schema(const FieldDescriptor& field) const {
    const FieldRules& stated = rules_of(field);
    Json schema = value_schema(field);
    if (field.is_repeated()) {
      schema = {{"type", "array"}, {"items", schema}};
      if (stated.has_min()) schema["minItems"] = number(stated.min());
      if (stated.has_max()) schema["maxItems"] = number(stated.max());
    }
    schema["description"] = stated.unit().empty() ? stated.help() : stated.help() + " Unit: " + stated.unit() + ".";
    if (!stated.default_json().empty()) schema["default"] = Json::parse(stated.default_json());
    if (!stated.example().empty()) schema["examples"] = Json::array({Json::parse(stated.example())});
    return schema;
  }

  Json value_schema(const FieldDescriptor& field) const {
    switch (value_type(field)) {
      case ValueType::boolean:
        return {{"type", "boolean"}};
      case ValueType::integer:
      case ValueType::number:
        return number_schema(field);
      case ValueType::text:
        return text_schema(field);
      case ValueType::choice: {
        Json all = Json::array();
        for (const EnumValueDescriptor* value : choices(*field.enum_type())) all.push_back(json_name(*value));
        return {{"enum", all}};
      }
      case ValueType::message:
        break;
    }
    return {{"$ref", "#/$defs/" + field.message_type()->name()}};
  }

  static Json number_schema(const FieldDescriptor& field) {
    const Bounds bounds = bounds_of(field);
    Json schema = {{"type", value_type(field) == ValueType::integer ? "integer" : "number"}};
    if (std::isfinite(bounds.least)) schema[bounds.above_least ? "exclusiveMinimum" : "minimum"] = number(bounds.least);
    if (std::isfinite(bounds.most)) schema["maximum"] = number(bounds.most);
    return schema;
  }

  Json text_schema(const FieldDescriptor& field) const {
    const FieldRules& stated = rules_of(field);
    if (is_short(stated.names()) && has_other_spellings(stated.names()))
      return {{"anyOf", Json::array({{{"enum", names_.names(stated.names())}}, {{"type", "string"}}})}};
    if (is_short(stated.names())) return {{"enum", names_.names(stated.names())}};
    Json schema = {{"type", "string"}, {"maxLength", longest_text(field)}};
    if (stated.required()) schema["minLength"] = 1;
    if (!stated.pattern().empty()) schema["pattern"] = "^(" + stated.pattern() + ")$";
    return schema;
  }

  const NameBook& names_;
};

}  // namespace

std::string json_schema(const Descriptor& root, const std::string& title, const NameBook& names) {
  const SchemaWriter writer(names);
  Json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", title}};
  schema.update(writer.object_schema(root));
  for (const Descriptor* message : reachable_messages(root))
    if (message != &root) schema["$defs"][message->name()] = writer.definition(*message);
  return schema.dump(2) + "\n";
}

}  // namespace tradewind::language
