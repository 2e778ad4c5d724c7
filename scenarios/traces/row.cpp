#include "traces/row.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cmath>
#include <limits>
#include <optional>

#include "traces/names.h"

namespace tradewind::traces {
namespace {

constexpr double longest_s = 4e9;  // 126 years; in ns it still has room in 63 bits

// Where an id of one value is kept; nullptr for other fields.
std::uint64_t* id_field(Row& row, Field field) {
  switch (field) {
    case Field::prompt_id:
      return &row.prompt_id;
    case Field::prefix_id:
      return &row.prefix_id;
    case Field::session_id:
      return &row.session_id;
    case Field::chat_id:
      return &row.chat_id;
    case Field::parent_chat_id:
      return &row.parent_chat_id;
    default:
      return nullptr;
  }
}

bool is_id(Row& row, Field field) { return field == Field::hash_ids || id_field(row, field) != nullptr; }

bool store_id(Row& row, Field field, std::uint64_t id) {
  if (field == Field::hash_ids)
    row.hash_ids.push_back(id);
  else
    *id_field(row, field) = id;
  return true;
}

bool store_count(std::int64_t& field, double value, double least) {
  if (!(value >= least) || value > most_tokens || std::nearbyint(value) != value) return false;
  field = static_cast<std::int64_t>(value);
  return true;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

template <typename Number>
std::optional<Number> number_of(std::string_view text) {
  Number value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// "2023-11-16 18:15:46.6805900", with up to nine decimals, "T" for the space, and perhaps "Z" or "+00:00" behind, as ns since 1970.
std::optional<std::int64_t> calendar_ns(std::string_view text) {
  if (text.ends_with("+00:00")) text.remove_suffix(6);
  if (text.ends_with('Z')) text.remove_suffix(1);
  if (text.size() < 19 || text[4] != '-' || text[7] != '-' || (text[10] != ' ' && text[10] != 'T') || text[13] != ':' || text[16] != ':')
    return std::nullopt;
  const auto part = [&](std::size_t at, std::size_t length) { return number_of<unsigned>(text.substr(at, length)); };
  const auto year = part(0, 4), month = part(5, 2), day = part(8, 2), hour = part(11, 2), minute = part(14, 2), second = part(17, 2);
  if (!year || !month || !day || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*year)), std::chrono::month(*month), std::chrono::day(*day)};
  if (!date.ok() || *year < 1970 || *year > 2090) return std::nullopt;
  std::int64_t fraction_ns = 0;
  if (text.size() > 19) {
    const auto fraction = part(20, std::min<std::size_t>(text.size() - 20, 9));
    if (text[19] != '.' || !fraction || text.size() > 29) return std::nullopt;
    fraction_ns = *fraction;
    for (std::size_t digits = text.size() - 20; digits < 9; ++digits) fraction_ns *= 10;
  }
  const std::chrono::seconds seconds = std::chrono::sys_days(date).time_since_epoch() + std::chrono::hours(*hour) + std::chrono::minutes(*minute);
  return (seconds.count() + *second) * 1'000'000'000 + fraction_ns;
}

bool store_id_list(Row& row, std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" ;"), text.size());
    if (const std::string_view id = text.substr(0, end); !id.empty()) {
      const auto number = number_of<std::int64_t>(id);
      row.hash_ids.push_back(number ? id_of(*number) : id_of(id));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return true;
}

}  // namespace

void Row::clear() {
  hash_ids.clear();
  clock = 0;
  datetime_ns = prompt_tokens = output_tokens = prefix_tokens = items = deadline_ns = 0;
  priority = 0;
  prompt_id = prefix_id = session_id = chat_id = parent_chat_id = 0;
}

Field field_of(std::string_view name) {
  for (const FieldName& known : field_names)
    if (known.name == name) return known.field;
  return Field::ignored;
}

bool is_time(Field field) { return field <= Field::timestamp; }

std::string expected_in(Field field) {
  switch (field) {
    case Field::prompt_tokens:
    case Field::output_tokens:
      return fmt::format("a whole number from 1 to {:.0f} (tokens)", most_tokens);
    case Field::prefix_tokens:
      return "a whole number of at least 0 (tokens)";
    case Field::items:
      return fmt::format("a whole number from 1 to {:.0f} (items)", most_tokens);
    case Field::priority:
      return "a whole number";
    case Field::datetime:
      return "a time such as 2023-11-16 18:15:46.68";
    case Field::arrival_s:
    case Field::seconds:
    case Field::deadline_s:
      return "a number from 0 to 4e9 (s)";
    case Field::timestamp:
      return "a number of at least 0";
    case Field::hash_ids:
      return "a list of ids";
    default:
      return "an id: a text or a whole number";
  }
}

bool store_number(Row& row, Field field, double value) {
  switch (field) {
    case Field::arrival_s:
    case Field::seconds:
      row.clock = value;
      return value >= 0 && value <= longest_s;  // NaN is neither
    case Field::timestamp:
      row.clock = value;
      return value >= 0 && value <= longest_s * 1e9;
    case Field::deadline_s:
      if (!(value >= 0 && value <= longest_s)) return false;
      row.deadline_ns = std::llround(value * 1e9);
      return true;
    case Field::prompt_tokens:
      return store_count(row.prompt_tokens, value, 1);
    case Field::output_tokens:
      return store_count(row.output_tokens, value, 0);  // whether an empty answer is one is the format's to say
    case Field::prefix_tokens:
      return store_count(row.prefix_tokens, value, 0);
    case Field::items:
      return store_count(row.items, value, 1);
    case Field::priority:
      if (!(std::abs(value) <= std::numeric_limits<std::int32_t>::max()) || std::nearbyint(value) != value) return false;
      row.priority = static_cast<std::int32_t>(value);
      return true;
    default:
      return false;
  }
}

bool store_integer(Row& row, Field field, std::int64_t value) {
  if (field == Field::parent_chat_id && value < 0) return true;  // the first turn has no parent
  if (is_id(row, field)) return store_id(row, field, id_of(value));
  return store_number(row, field, static_cast<double>(value));
}

bool store_text(Row& row, Field field, std::string_view text) {
  text = trimmed(text);
  if (field == Field::hash_ids) return store_id_list(row, text);
  if (is_id(row, field)) {
    if (text.empty()) return true;
    if (const auto value = number_of<std::int64_t>(text)) return store_integer(row, field, *value);
    return store_id(row, field, id_of(text));
  }
  if (field == Field::datetime) {
    const auto ns = calendar_ns(text);
    if (ns) row.datetime_ns = *ns;
    return ns.has_value();
  }
  if (text.empty()) return field == Field::priority || field == Field::deadline_s || field == Field::prefix_tokens;
  const auto value = number_of<double>(text);
  return value && store_number(row, field, *value);
}

std::string shown(std::string_view text) {
  constexpr std::size_t most = 60;
  std::string result(text.substr(0, most));
  for (char& c : result)
    if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) >= 0x7F) c = '?';
  return text.size() > most ? result + "..." : result;
}

}  // namespace tradewind::traces
