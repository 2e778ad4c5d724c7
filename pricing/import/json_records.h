// One JSON document of any size, record by record: memory holds one record, and what is not asked for is passed over without being kept.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "decimal.h"
#include "import/price_file.h"
#include "tradewind/scenarios/problem.h"

namespace tradewind::price_import {

// Keys from the root to a value; "" for an element of a list.
using KeyPath = std::vector<std::string>;

enum class Visit {
  enter,       // go on to what is in it; a single value is passed over
  skip,        // pass over all of it
  take,        // a record, whole
  take_fields  // a record, but of its objects only the members in `fields`
};

struct RecordPlan {
  std::function<Visit(const KeyPath&)> visit;  // asked for all values below the root that are in no record, in the order of the file
  std::function<void(const KeyPath&, const nlohmann::json&, int line)> take;  // line in which the record begins
  std::vector<std::string_view> fields;                                       // also: of the root, the members that are wanted in the end
};

// Numbers are kept as the text that the file has, as strings. Returns the root's members in `fields`, containers empty. Adds to `problems` a file
// that cannot be read; where JSON is wrong or breaks off; where it is nested deeper than 64 levels, gives one key twice in an object that is kept, or
// has a text above 16 MiB or a record of more than 100,000 values, which no price file has.
nlohmann::json read_records(const PriceFile& file, const RecordPlan& plan, Problems& problems);

// Elements of the list `name` in the root, with these fields of theirs.
nlohmann::json read_list(const PriceFile& file, const std::string& name, std::vector<std::string_view> fields,
                         const std::function<void(const nlohmann::json&, int line)>& take, Problems& problems);

// A member of an object, or null, whatever `value` is.
const nlohmann::json& member(const nlohmann::json& value, const char* key);

// A string or number member as the file has it, or "".
std::string text(const nlohmann::json& value, const char* key);

// An amount; nothing for anything else, and below 0.
std::optional<Decimal> amount(const nlohmann::json& value);

}  // namespace tradewind::price_import
