// One JSON document of any size, record by record: memory holds one record.
#pragma once

#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "decimal.h"
#include "tradewind/scenarios/problem.h"

namespace tradewind::price_import {

// Keys from the root to a value; "" for an element of a list.
using KeyPath = std::vector<std::string>;

// Calls `take` for every object that `is_record` names, and drops it. Returns what is left of the document. Adds to `problems` a file that cannot be
// read, and where JSON is wrong or breaks off.
nlohmann::json read_records(const std::filesystem::path& file, const std::function<bool(const KeyPath&)>& is_record,
                            const std::function<void(const KeyPath&, const nlohmann::json&)>& take, Problems& problems);

// Objects of the list `name` in the root.
nlohmann::json read_list(const std::filesystem::path& file, const std::string& name, const std::function<void(const nlohmann::json&)>& take,
                         Problems& problems);

// A member of an object, or null, whatever `value` is.
const nlohmann::json& member(const nlohmann::json& value, const char* key);

// A string member, or "".
std::string text(const nlohmann::json& value, const char* key);

// An amount, whether a number or a string; nothing for anything else, and below 0.
std::optional<Decimal> amount(const nlohmann::json& value);

}  // namespace tradewind::price_import
