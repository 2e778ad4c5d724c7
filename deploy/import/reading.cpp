#include "import/reading.h"

#include <cctype>
#include <cstdlib>

namespace tradewind::importing {
namespace {

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

}  // namespace

const json& at(const json& document, std::initializer_list<const char*> path) {
  static const json nothing;
  const json* here = &document;
  for (const char* key : path) {
    if (!here->is_object() || !here->contains(key)) return nothing;
    here = &(*here)[key];
  }
  return *here;
}

std::string text_at(const json& document, std::initializer_list<const char*> path) {
  const json& value = at(document, path);
  return value.is_string() ? value.get<std::string>() : "";
}

int count(const json& value) {
  if (value.is_number()) return static_cast<int>(value.get<double>());
  if (value.is_string()) return std::atoi(value.get_ref<const std::string&>().c_str());
  return 0;
}

std::string region_of_zone(std::string zone) {
  if (zone.size() > 2 && zone[zone.size() - 2] == '-') return zone.substr(0, zone.size() - 2);
  if (zone.size() > 2 && !is_digit(zone.back()) && is_digit(zone[zone.size() - 2])) zone.pop_back();
  return zone;
}

}  // namespace tradewind::importing
