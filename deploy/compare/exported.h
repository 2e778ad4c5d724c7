// A bundle as it lies on disk, with what it says of itself checked at the door.
#pragma once

#include <array>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "tradewind/deploy/compare.h"

namespace tradewind::compare_bundles_of {

using Json = nlohmann::ordered_json;

// An array of EXPECTED.json whose entries are told apart by one or two texts.
struct KeyedTable {
  std::string_view name, part;
  std::array<std::string_view, 2> keys;  // the second may be empty
};
std::span<const KeyedTable> keyed_tables();

struct Exported {
  std::filesystem::path folder;
  Json expected, topology;
  std::set<std::string> paths;
  BundleForecast forecast;
};

// Throws InvalidInput.
Exported read_exported(const std::filesystem::path& folder);

}  // namespace tradewind::compare_bundles_of
