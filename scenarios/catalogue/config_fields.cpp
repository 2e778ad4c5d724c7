#include "catalogue/config_fields.h"

#include <algorithm>
#include <utility>

namespace tradewind {

using nlohmann::json;

ConfigFields::ConfigFields(json object, std::string file) : object_(std::move(object)), file_(std::move(file)) {}

const json* ConfigFields::find(std::initializer_list<const char*> names) const {
  for (const char* name : names)
    if (const auto found = object_.find(name); found != object_.end() && !found->is_null()) return &*found;
  return nullptr;
}

int ConfigFields::optional(std::initializer_list<const char*> names, int otherwise) {
  const json* value = find(names);
  if (value == nullptr) return otherwise;
  if (value->is_number_integer() && value->get<std::int64_t>() >= 0 && value->get<std::int64_t>() < 1'000'000'000) return value->get<int>();
  complain(*names.begin(), value->dump(), "a whole number of at least 0");
  return otherwise;
}

int ConfigFields::required(std::initializer_list<const char*> names) {
  if (find(names) == nullptr) complain(*names.begin(), "nothing", "a whole number of at least 1");
  const int value = optional(names, 1);
  if (value < 1) complain(*names.begin(), "0", "a whole number of at least 1");
  return std::max(value, 1);
}

bool ConfigFields::flag(const char* name, bool otherwise) const {
  const json* value = find({name});
  return value != nullptr && value->is_boolean() ? value->get<bool>() : otherwise;
}

std::string ConfigFields::text(std::initializer_list<const char*> names) const {
  const json* value = find(names);
  return value != nullptr && value->is_string() ? value->get<std::string>() : "";
}

void ConfigFields::complain(const std::string& field, const std::string& found, const std::string& expected) {
  problems_.push_back({Severity::error, file_, 0, 0, "/" + field, found, expected, ""});
}

}  // namespace tradewind
