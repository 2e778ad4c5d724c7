// The fields of one Hugging Face config.json, read under the names that different model families give them.
#pragma once

#include <nlohmann/json.hpp>

#include <initializer_list>
#include <string>

#include "tradewind/scenarios/problem.h"

namespace tradewind {

// Collects what is wrong with the fields that are read; the caller throws the problems together.
class ConfigFields {
 public:
  ConfigFields(nlohmann::json object, std::string file);

  // The first of the names that is there and not null; else nullptr.
  const nlohmann::json* find(std::initializer_list<const char*> names) const;

  int optional(std::initializer_list<const char*> names, int otherwise);  // a whole number of at least 0
  int required(std::initializer_list<const char*> names);                 // a whole number of at least 1
  bool flag(const char* name, bool otherwise) const;
  std::string text(std::initializer_list<const char*> names) const;  // "" where there is none

  void complain(const std::string& field, const std::string& found, const std::string& expected);
  const Problems& problems() const { return problems_; }

 private:
  nlohmann::json object_;
  std::string file_;
  Problems problems_;
};

}  // namespace tradewind
