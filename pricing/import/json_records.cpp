#include "import/json_records.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>

namespace tradewind::price_import {

using nlohmann::json;

json read_records(const std::filesystem::path& file, const std::function<bool(const KeyPath&)>& is_record,
                  const std::function<void(const KeyPath&, const json&)>& take, Problems& problems) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    problems.push_back({Severity::error, file.string(), 0, 0, "", std::strerror(errno), "a file that can be read", ""});
    return {};
  }
  KeyPath keys;
  const auto on_event = [&](int depth, json::parse_event_t event, json& parsed) {
    const auto level = static_cast<std::size_t>(depth);
    if (event == json::parse_event_t::key) {
      keys.resize(level);
      keys[level - 1] = parsed.get<std::string>();
    }
    if (event != json::parse_event_t::object_end) return true;
    keys.resize(level);
    if (!is_record(keys)) return true;
    take(keys, parsed);
    return false;
  };
  try {
    return json::parse(stream, on_event);
  } catch (const json::parse_error& error) {
    problems.push_back({Severity::error, file.string(), 0, 0, "", fmt::format("no JSON from byte {} on", error.byte), "a whole JSON document", ""});
  } catch (const json::exception& error) {
    problems.push_back({Severity::error, file.string(), 0, 0, "", error.what(), "a whole JSON document", ""});
  }
  return {};
}

json read_list(const std::filesystem::path& file, const std::string& name, const std::function<void(const json&)>& take, Problems& problems) {
  const std::size_t before = problems.size();
  json root = read_records(
      file, [&](const KeyPath& keys) { return keys.size() == 2 && keys[0] == name; }, [&](const KeyPath&, const json& record) { take(record); },
      problems);
  if (problems.size() == before && !member(root, name.c_str()).is_array())
    problems.push_back({Severity::error, file.string(), 0, 0, "/" + name, "nothing", "a list of prices", ""});
  return root;
}

const json& member(const json& value, const char* key) {
  static const json none;
  if (!value.is_object()) return none;
  const auto found = value.find(key);
  return found == value.end() ? none : *found;
}

std::string text(const json& value, const char* key) {
  const json& found = member(value, key);
  return found.is_string() ? found.get<std::string>() : "";
}

std::optional<Decimal> amount(const json& value) {
  if (value.is_string()) return parse_decimal(value.get_ref<const std::string&>());
  if (value.is_number()) return parse_decimal(fmt::format("{}", value.get<double>()));
  return std::nullopt;
}

}  // namespace tradewind::price_import
