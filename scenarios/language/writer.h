// One writer for every message of the language: the JSON that the reader reads back to the same message.
#pragma once

#include <google/protobuf/message.h>

#include <string>

namespace tradewind::language {

// Fields in the order of the schema; absent ones are left out. Ends with a line break.
std::string write_message(const google::protobuf::Message& message);

}  // namespace tradewind::language
