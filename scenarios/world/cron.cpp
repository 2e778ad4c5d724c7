#include "tradewind/scenarios/cron.h"

#include <fmt/format.h>

#include <charconv>
#include <sstream>
#include <stdexcept>
#include <string>

namespace tradewind {
namespace {

struct Field {
  std::string_view name;
  int least, most;
};

[[noreturn]] void refuse(const Field& field, std::string_view found) {
  throw std::invalid_argument(
      fmt::format("The {} of a cron expression is \"{}\"; expected *, numbers from {} to {}, ranges, lists or steps, such as 0-30/10.", field.name,
                  found, field.least, field.most));
}

int number(const Field& field, std::string_view text, std::string_view whole) {
  int value = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < field.least || value > field.most) refuse(field, whole);
  return value;
}

// One item of a list: "*", "5", "1-5", each with "/step".
void add(std::vector<char>& set, const Field& field, std::string_view item, std::string_view whole) {
  int step = 1;
  const auto slash = item.find('/');
  if (slash != std::string_view::npos) {
    step = number({field.name, 1, field.most}, item.substr(slash + 1), whole);
    item = item.substr(0, slash);
  }
  int first = field.least, last = field.most;
  if (item != "*") {
    const auto dash = item.find('-');
    first = number(field, item.substr(0, dash), whole);
    last = dash != std::string_view::npos ? number(field, item.substr(dash + 1), whole) : slash != std::string_view::npos ? field.most : first;
    if (last < first) refuse(field, whole);
  }
  for (int value = first; value <= last; value += step) set[static_cast<std::size_t>(value)] = 1;
}

std::vector<char> parse(const Field& field, const std::string& text) {
  std::vector<char> set(static_cast<std::size_t>(field.most) + 1);
  std::istringstream items(text);
  for (std::string item; std::getline(items, item, ',');) add(set, field, item, text);
  if (text.empty() || text.back() == ',') refuse(field, text);
  return set;
}

}  // namespace

std::int32_t minute_of_week(int day, int hour, int minute) { return (day * 24 + hour) * 60 + minute; }

Cron::Cron(std::string_view expression) : waits_(minutes_of_week) {
  std::istringstream stream{std::string(expression)};
  std::vector<std::string> fields;
  for (std::string field; stream >> field;) fields.push_back(field);
  if (fields.size() != 5 || fields[2] != "*" || fields[3] != "*")
    throw std::invalid_argument(
        fmt::format("The cron expression is \"{}\"; expected \"minute hour * * weekday\", such as \"0 6 * * 1-5\".", expression));
  const std::vector<char> minutes = parse({"minute", 0, 59}, fields[0]), hours = parse({"hour", 0, 23}, fields[1]);
  const std::vector<char> days = parse({"weekday", 0, 7}, fields[4]);
  std::vector<char> matches(minutes_of_week);
  for (int day = 0; day < 7; ++day) {  // Monday first here, Sunday first and last there
    const bool on = days[static_cast<std::size_t>(day + 1)] || (day == 6 && days[0]);
    for (int hour = 0; hour < 24; ++hour)
      for (int minute = 0; minute < 60; ++minute)
        matches[static_cast<std::size_t>(minute_of_week(day, hour, minute))] =
            on && hours[static_cast<std::size_t>(hour)] && minutes[static_cast<std::size_t>(minute)];
  }
  // Backwards, twice through the week: the first time finds what comes first in it.
  std::int32_t wait = 0;
  for (std::int32_t i = 2 * minutes_of_week - 1; i >= 0; --i) {
    const auto minute = static_cast<std::size_t>(i % minutes_of_week);
    waits_[minute] = ++wait;
    if (matches[minute]) wait = 0;
  }
}

CronTrigger::CronTrigger(std::string_view start, std::string_view end) : start_(start), end_(end) {
  if (start == end) throw std::invalid_argument("Start and end of a schedule must differ.");
}

}  // namespace tradewind
