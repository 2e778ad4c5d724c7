// Looking into other people's JSON: what is not there, or is of another type, is nothing, and never zero.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tradewind::measurements {

using Json = nlohmann::json;

// The value under a chain of keys; null where there is none.
const Json& at(const Json& json, std::initializer_list<const char*> keys);

// The finite number under a chain of keys. Numbers in strings count, also with thousands separators.
std::optional<double> number_at(const Json& json, std::initializer_list<const char*> keys);
std::optional<double> number_of(const Json& value);

// A whole number of things, at least 0; what is no such number counts as 0.
std::uint64_t count_at(const Json& json, std::initializer_list<const char*> keys);

// The text under a chain of keys; "" where there is none.
std::string text_at(const Json& json, std::initializer_list<const char*> keys);

// Whether a rate is infinite: "inf" as a text, or a bare Infinity as Python writes it.
bool is_infinite(const Json& value);

// A list of numbers, where missing ones are NaN; empty when the value is no list.
std::vector<double> numbers_at(const Json& json, std::initializer_list<const char*> keys);

// JSON as Python writes it: with NaN (read as null) and Infinity (read as the text "Infinity"). Texts of prompts and answers are passed over, and the
// inner lists of `itls` become their sums, so that large files fit. Discarded when it is no JSON.
Json parse_json(std::string_view text);

}  // namespace tradewind::measurements
