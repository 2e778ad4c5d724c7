#include "book_header.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

namespace tradewind {
namespace {

using nlohmann::json;

class Reader {
 public:
  Reader(const std::string& file, Problems& problems) : file_(file), problems_(problems) {}

  void problem(const std::string& pointer, const std::string& found, const std::string& expected, const std::string& proposal = {}) {
    problems_.push_back({Severity::error, file_, 0, 0, pointer, found, expected, proposal});
  }

  // False when the value is no object; complains about names that nobody reads.
  bool object(const json& value, const std::string& at, const std::vector<std::string>& names) {
    if (!value.is_object()) return problem(at, describe(value), "an object"), false;
    for (const auto& [name, _] : value.items())
      if (std::ranges::find(names, name) == names.end())
        problem(at, fmt::format("the field \"{}\"", name), fmt::format("only the fields {}", join(names)), nearest_name(name, names));
    return true;
  }

  std::string text(const json& from, const std::string& at, const std::string& name) {
    const json value = from.value(name, json());
    if (value.is_string() && !value.get_ref<const std::string&>().empty()) return value;
    problem(at + "/" + name, describe(value), "a text");
    return {};
  }

  double number(const json& from, const std::string& at, const std::string& name, double above, double most, const std::string& expected) {
    const json value = from.value(name, json());
    if (value.is_number() && value.get<double>() > above && value.get<double>() <= most) return value;
    problem(at + "/" + name, describe(value), expected);
    return 1;
  }

  static std::string join(const std::vector<std::string>& names) {
    std::string all;
    for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
    return all;
  }

 private:
  static std::string describe(const json& value) { return value.is_null() ? "nothing" : value.dump(-1, ' ', false, json::error_handler_t::replace); }

  const std::string& file_;
  Problems& problems_;
};

bool is_date(const std::string& text) {
  if (text.size() != 10) return false;
  std::istringstream stream(text);
  int year = 0;
  unsigned month = 0, day = 0;
  char first = 0, second = 0;
  stream >> year >> first >> month >> second >> day;
  using namespace std::chrono;
  return stream && stream.eof() && first == '-' && second == '-' &&
         year_month_day(std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)).ok();
}

Discount read_discount(Reader& reader, const json& value, const std::string& at) {
  Discount discount;
  if (!reader.object(value, at, {"provider", "table", "percent", "label"})) return discount;
  discount.provider = reader.text(value, at, "provider");
  discount.table = reader.text(value, at, "table");
  if (!discount.table.empty() && std::ranges::find(book_tables, discount.table) == book_tables.end())
    reader.problem(at + "/table", '"' + discount.table + '"', "one of " + Reader::join(book_tables), nearest_name(discount.table, book_tables));
  discount.percent = reader.number(value, at, "percent", 0, 100, "a number above 0 and at most 100");
  discount.label = reader.text(value, at, "label");
  return discount;
}

void read_discounts(Reader& reader, const json& all, BookHeader& header) {
  if (!all.is_array()) return reader.problem("/discounts", "no array", "an array of discounts");
  std::set<std::pair<std::string, std::string>> seen;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string at = fmt::format("/discounts/{}", i);
    header.discounts.push_back(read_discount(reader, all[i], at));
    const Discount& discount = header.discounts.back();
    if (!seen.emplace(discount.provider, discount.table).second)
      reader.problem(at, "a second discount of " + discount.provider + " on " + discount.table, "one for each provider and table");
  }
}

}  // namespace

BookHeader read_book_header(std::string_view text, const std::string& file, Problems& problems) {
  BookHeader header;
  Reader reader(file, problems);
  json root;
  try {
    root = json::parse(text);
  } catch (const json::parse_error& error) {
    const std::size_t byte = std::min(error.byte, text.size());
    const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(byte), '\n');
    problems.push_back({Severity::error, file, static_cast<int>(line), 0, "", fmt::format("a syntax error at byte {}", error.byte), "JSON", ""});
    return header;
  }
  if (!reader.object(root, "", {"name", "date", "currency", "usd_per_unit", "discounts"})) return header;
  header.name = reader.text(root, "", "name");
  header.date = reader.text(root, "", "date");
  if (!header.date.empty() && !is_date(header.date)) reader.problem("/date", '"' + header.date + '"', "a day as 2026-11-01");
  if (root.contains("currency")) header.currency = reader.text(root, "", "currency");
  if (header.currency != "USD")
    header.usd_per_unit = reader.number(root, "", "usd_per_unit", 0, 1e6, "the USD that one unit of the currency is worth");
  if (header.currency == "USD" && root.contains("usd_per_unit")) reader.problem("/usd_per_unit", "a rate of USD to USD", "no rate in a book in USD");
  if (root.contains("discounts")) read_discounts(reader, root["discounts"], header);
  return header;
}

}  // namespace tradewind
