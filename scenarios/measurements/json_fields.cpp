#include "measurements/json_fields.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace tradewind::measurements {
namespace {

// Large and of no use here.
constexpr std::array<std::string_view, 6> passed_over = {"generated_texts", "output_texts", "pdf", "inter_chunk_latency", "response", "prompts"};

std::optional<double> parse_number(std::string text) {
  std::erase_if(text, [](char c) { return c == ',' || c == ' '; });
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

Json sum_of(const Json& list) {
  double sum = 0;
  for (const Json& item : list) sum += number_of(item).value_or(0);
  return sum;
}

// Drops what is of no use while it is read.
class Thinned {
 public:
  bool operator()(int depth, Json::parse_event_t event, Json& parsed) {
    if (event == Json::parse_event_t::key) {
      const auto& key = parsed.get_ref<const std::string&>();
      if (depth == 1) in_gaps_ = key == "itls";
      return std::find(passed_over.begin(), passed_over.end(), key) == passed_over.end();
    }
    if (event == Json::parse_event_t::array_end && in_gaps_ && depth == 2) parsed = sum_of(parsed);
    return true;
  }

 private:
  bool in_gaps_ = false;
};

Json parse_strict(std::string_view text) { return Json::parse(text, Thinned{}, false); }

// Writes the words that Python adds to JSON as JSON has them.
std::string without_pythonisms(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> words = {
      {{"NaN", "null"}, {"-Infinity", "\"-Infinity\""}, {"Infinity", "\"Infinity\""}}};
  std::string clean;
  clean.reserve(text.size());
  bool inside_text = false;
  while (!text.empty()) {
    std::size_t taken = 1;
    if (text[0] == '"') inside_text = !inside_text;
    if (inside_text && text[0] == '\\') taken = std::min<std::size_t>(2, text.size());
    const auto word = inside_text ? words.end() : std::find_if(words.begin(), words.end(), [&](const auto& w) { return text.starts_with(w.first); });
    if (word != words.end()) {
      taken = word->first.size();
      clean += word->second;
    } else {
      clean += text.substr(0, taken);
    }
    text.remove_prefix(taken);
  }
  return clean;
}

}  // namespace

const Json& at(const Json& json, std::initializer_list<const char*> keys) {
  static const Json none;
  const Json* here = &json;
  for (const char* key : keys) {
    if (!here->is_object()) return none;
    const auto found = here->find(key);
    if (found == here->end()) return none;
    here = &*found;
  }
  return *here;
}

std::optional<double> number_of(const Json& value) {
  std::optional<double> number;
  if (value.is_number()) number = value.get<double>();
  if (value.is_string()) number = parse_number(value.get<std::string>());
  return number && std::isfinite(*number) ? number : std::nullopt;
}

std::optional<double> number_at(const Json& json, std::initializer_list<const char*> keys) { return number_of(at(json, keys)); }

std::uint64_t count_at(const Json& json, std::initializer_list<const char*> keys) {
  const double number = number_at(json, keys).value_or(0);
  return number >= 0.5 && number < 1e15 ? static_cast<std::uint64_t>(std::llround(number)) : 0;
}

std::string text_at(const Json& json, std::initializer_list<const char*> keys) {
  const Json& value = at(json, keys);
  return value.is_string() ? value.get<std::string>() : "";
}

bool is_infinite(const Json& value) {
  if (value.is_number()) return std::isinf(value.get<double>());
  return value.is_string() && (value == "inf" || value == "Infinity" || value == ".inf");
}

std::vector<double> numbers_at(const Json& json, std::initializer_list<const char*> keys) {
  std::vector<double> numbers;
  const Json& list = at(json, keys);
  if (!list.is_array()) return numbers;
  for (const Json& item : list) numbers.push_back(number_of(item).value_or(std::numeric_limits<double>::quiet_NaN()));
  return numbers;
}

Json parse_json(std::string_view text) {
  Json document = parse_strict(text);
  const bool pythonic = text.find("NaN") != std::string_view::npos || text.find("Infinity") != std::string_view::npos;
  if (document.is_discarded() && pythonic) document = parse_strict(without_pythonisms(text));
  return document;
}

}  // namespace tradewind::measurements
