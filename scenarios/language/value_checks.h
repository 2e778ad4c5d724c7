// Single values: whether one is what its field takes, and storing it.
#pragma once

#include <google/protobuf/message.h>

#include <optional>

#include "language/field.h"
#include "language/names.h"
#include "language/problem_list.h"

namespace tradewind::language {

// Whether the field's type, a list where it is repeated, is written as this kind of JSON.
bool takes(const FieldDescriptor& field, Node::Kind kind);
// The same for one element.
bool takes_one(const FieldDescriptor& field, Node::Kind kind);

// What is wrong with a value of a field that is no message: its type, bounds, length, pattern or name. Nothing when it is good.
std::optional<ProblemList::Finding> check_value(const Node& node, const FieldDescriptor& field, const NameBook& names);

// Sets the field, or appends to it where it is repeated. The value must have passed check_value.
void store_value(const Node& node, google::protobuf::Message& message, const FieldDescriptor& field);

}  // namespace tradewind::language
