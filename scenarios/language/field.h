// What the descriptors say about the fields of the language, in the words of its JSON.
#pragma once

#include <google/protobuf/descriptor.h>

#include <string>
#include <vector>

#include "scenarios/options.pb.h"

namespace tradewind::language {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;

const FieldRules& rules_of(const FieldDescriptor& field);
const MessageRules& rules_of(const Descriptor& message);

// The key in JSON: the json_name where the schema gives one, else the field's own name.
std::string json_name(const FieldDescriptor& field);

enum class ValueType { boolean, integer, number, text, choice, message };
// Of one value; a list's elements have it.
ValueType value_type(const FieldDescriptor& field);

// The value as JSON writes it: in lower case, without the prefix that all values of the enum share. The value 0 stands for "not given" and is no
// choice.
std::string json_name(const EnumValueDescriptor& value);
std::vector<const EnumValueDescriptor*> choices(const EnumDescriptor& type);

// Bounds of the value as the rules and the type give them; infinite where there is none.
struct Bounds {
  double least, most;
  bool above_least;  // `least` itself is refused
};
Bounds bounds_of(const FieldDescriptor& field);

std::size_t longest_text(const FieldDescriptor& field);

// "a whole number from 1 to 1000 (tokens)", "one of \"e2e\", \"ttft\"", "an object": what one value must be.
std::string value_in_words(const FieldDescriptor& field);
// The same for the field as a whole: "a list of 1 to 20 objects" where it is repeated.
std::string field_in_words(const FieldDescriptor& field);
// What a message may be written as: "an object, or for short a whole number ...".
std::string message_in_words(const Descriptor& message);

// Fields of a group "a|b" of MessageRules::exactly_one_of.
std::vector<const FieldDescriptor*> group_fields(const Descriptor& message, const std::string& group);

// The field of the message with this JSON key, or nullptr.
const FieldDescriptor* find_field(const Descriptor& message, const std::string& key);

}  // namespace tradewind::language
