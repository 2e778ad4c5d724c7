#include "compare/exported.h"

#include <fmt/format.h>

#include "bundle_marker.h"
#include "tradewind/scenarios/files.h"
#include "tradewind/scenarios/problem.h"

namespace tradewind::compare_bundles_of {
namespace {

namespace fs = std::filesystem;

constexpr const char* expected_name = "EXPECTED.json";
constexpr const char* export_again = "export the point once more into a new folder";

constexpr std::array<KeyedTable, 8> tables = {{{"objectives", "objectives", {"workload", ""}},
                                               {"pools", "pools", {"workload", "region"}},
                                               {"routing", "routing", {"workload", "region"}},
                                               {"artifacts", "replication", {"artifact", "to"}},
                                               {"streams", "replication", {"stream", "region"}},
                                               {"feature_stores", "replication", {"store", ""}},
                                               {"failures", "failures", {"name", ""}},
                                               {"cost", "cost", {"region", ""}}}};

[[noreturn]] void refuse(const fs::path& file, const std::string& pointer, const std::string& found, const std::string& expected,
                         const char* proposal = export_again) {
  throw InvalidInput({{.file = file.string(), .pointer = pointer, .found = found, .expected = expected, .proposal = proposal}});
}

std::string found(const Json& value) { return value.is_null() ? "nothing" : fmt::format("a value of type {}", value.type_name()); }

Json read_json(const fs::path& file) {
  std::string text;
  try {
    text = read_file(file);
  } catch (const FileError& error) {
    refuse(file, "", error.reason(), "a file of the bundle");
  }
  try {
    Json json = Json::parse(text);
    if (!json.is_object()) refuse(file, "", found(json), "a JSON object");
    return json;
  } catch (const Json::parse_error& error) {
    refuse(file, "", fmt::format("no JSON at byte {}", error.byte), "JSON as export wrote it");
  }
}

double number_at(const fs::path& file, const Json& json, const char* name, const std::string& pointer = "") {
  const auto value = json.find(name);
  if (value == json.end() || !value->is_number()) refuse(file, pointer + "/" + name, found(value == json.end() ? Json() : *value), "a number");
  return value->get<double>();
}

std::vector<double> numbers_at(const fs::path& file, const Json& json, const char* name, const std::string& pointer) {
  std::vector<double> list;
  const auto values = json.find(name);
  if (values == json.end()) return list;
  for (const Json& value : *values) {
    if (!value.is_number()) refuse(file, pointer + "/" + name, found(value), "numbers");
    list.push_back(value.get<double>());
  }
  return list;
}

ExpectedPrecision precision_of(const fs::path& file, const Json& expected) {
  const auto json = expected.find("precision");
  if (json == expected.end() || json->is_null()) return {};
  if (!json->is_object()) refuse(file, "/precision", found(*json), "an object");
  const std::string at = "/precision";
  return {.seed = static_cast<std::uint64_t>(number_at(file, *json, "seed", at)),
          .replications = static_cast<int>(number_at(file, *json, "replications", at)),
          .latency_ci95_ms = number_at(file, *json, "latency_ci95_ms", at),
          .latency_ms = numbers_at(file, *json, "latency_ms", at),
          .monthly_usd = numbers_at(file, *json, "monthly_usd", at)};
}

void check_table(const fs::path& file, const Json& expected, const KeyedTable& table) {
  const auto entries = expected.find(table.name);
  if (entries == expected.end()) return;
  const std::string at = fmt::format("/{}", table.name);
  if (!entries->is_array()) refuse(file, at, found(*entries), "a list");
  for (std::size_t i = 0; i < entries->size(); ++i) {
    const Json& entry = (*entries)[i];
    if (!entry.is_object()) refuse(file, fmt::format("{}/{}", at, i), found(entry), "an object");
    for (const std::string_view key : table.keys)
      if (!key.empty() && (!entry.contains(key) || !entry.at(std::string(key)).is_string()))
        refuse(file, fmt::format("{}/{}/{}", at, i, key), "no text", "the name that tells the entries apart");
  }
}

std::set<std::string> paths_of(const fs::path& folder) {
  std::error_code none;
  if (!fs::is_directory(folder, none)) refuse(folder, "", fs::exists(folder, none) ? "a file" : "nothing", "the folder of a bundle", "");
  if (!fs::exists(folder / bundle_marker, none))
    refuse(folder, "", fmt::format("a folder without the file {}", bundle_marker), "the folder of a bundle, as 'tradewind export' writes it", "");
  return bundle_paths(folder);
}

}  // namespace

std::span<const KeyedTable> keyed_tables() { return tables; }

Exported read_exported(const fs::path& folder) {
  Exported bundle{folder, {}, {}, paths_of(folder), {}};
  const fs::path file = folder / expected_name;
  bundle.expected = read_json(file);
  bundle.topology = read_json(folder / "topology.json");
  for (const KeyedTable& table : tables) check_table(file, bundle.expected, table);
  bundle.forecast = {number_at(file, bundle.expected, "latency_ms"), number_at(file, bundle.expected, "monthly_usd"),
                     precision_of(file, bundle.expected)};
  return bundle;
}

}  // namespace tradewind::compare_bundles_of
