#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>
#include <set>

#include "book_data.h"
#include "tradewind/scenarios/catalogue.h"
#include "tradewind/scenarios/csv.h"
#include "tradewind/scenarios/numbers.h"

namespace tradewind {
namespace {

std::string tier_label(double from_gb, double to_gb, const std::string& destination) {
  const auto tb = [](double gb) { return fmt::format("{:g} TB", gb / 1024); };
  std::string label = to_gb == std::numeric_limits<double>::infinity() ? (from_gb == 0 ? "all" : "over " + tb(from_gb))
                      : from_gb == 0                                   ? "first " + tb(to_gb)
                                                                       : "next " + tb(to_gb - from_gb);
  return destination == egress_elsewhere ? label : label + " to " + destination;
}

// ", 7 % of 10,000 to 80,000 USD"
std::string support_label(double percent, double from_usd, double to_usd) {
  const auto usd = [](double amount) { return with_thousands(fmt::format("{:.0f}", amount)); };
  if (to_usd == std::numeric_limits<double>::infinity()) return fmt::format(", {:g} % over {} USD", percent, usd(from_usd));
  return fmt::format(", {:g} % of {} to {} USD", percent, usd(from_usd), usd(to_usd));
}

// One file of a book. Accessors note what is wrong and give a stand-in; a row counts only when nothing was wrong with it.
class Rows {
 public:
  Rows(const BookSource& source, const std::string& file, std::vector<std::string> required, std::vector<std::string> optional, Problems& problems)
      : source_(source), file_(source.folder.empty() ? file : source.folder + "/" + file), problems_(problems) {
    const auto text = source.text(file);
    if (!text) return;
    guarded([&] { table_.emplace(*text, file_); });
    if (table_ && !check_columns(required, optional)) table_.reset();
  }

  template <typename Read>
  void each(const Read& read) {
    for (std::size_t row = 0; table_ && row < table_->rows(); ++row) read(row);
  }

  const std::string& text(std::size_t row, const std::string& column) const { return table_->text(row, table_->column(column)); }

  const std::string& needed(std::size_t row, const std::string& column, const char* what) {
    const std::string& value = text(row, column);
    if (value.empty()) wrong(row, column, what);
    return value;
  }

  const std::string& one_of(std::size_t row, const std::string& column, const std::vector<std::string>& names, const char* what) {
    const std::string& value = text(row, column);
    if (std::ranges::find(names, value) == names.end()) wrong(row, column, what, nearest_name(value, names));
    return value;
  }

  std::string provider(std::size_t row) { return one_of(row, "provider", Catalogue::shipped().providers(), "a provider of the catalogue"); }
  // Also one that sells metrics and logs alone.
  std::string billing_provider(std::size_t row) {
    return one_of(row, "provider", billing_providers(), "a provider of the catalogue, datadog or new_relic");
  }

  // A region of the catalogue; `or_global` allows "global" too.
  std::string region(std::size_t row, const std::string& column, bool or_global = false) {
    const std::string& value = text(row, column);
    if ((or_global && value == "global") || Catalogue::shipped().find_region(text(row, "provider"), value)) return value;
    std::vector<std::string> names;  // none: the provider is the problem, and said
    for (const CatalogueRegion& known : Catalogue::shipped().regions())
      if (known.provider == text(row, "provider")) names.push_back(known.id);
    if (!names.empty())
      wrong(row, column, or_global ? "a region of the provider, or global" : "a region of the provider (`tradewind catalog regions`)",
            nearest_name(value, names));
    return value;
  }

  std::optional<double> optional_number(std::size_t row, const std::string& column) {
    std::optional<double> value;
    guarded([&] { value = table_->optional_number(row, table_->column(column)); });
    if (value && *value < 0) wrong(row, column, "a number of at least 0");
    return value;
  }

  double number(std::size_t row, const std::string& column) {
    if (text(row, column).empty()) wrong(row, column, "a number of at least 0");
    return optional_number(row, column).value_or(0);
  }

  // `column` as the shipped book calls it; the book's own currency stands in the name.
  std::optional<Price> optional_price(std::size_t row, const std::string& column, std::string unit) {
    const std::string name = in_currency(column);
    if (!has(name)) return std::nullopt;
    const std::optional<double> amount = optional_number(row, name);
    if (!amount || *amount < 0) return std::nullopt;
    Price price{*amount, std::move(unit), text(row, "source"), text(row, "date"), has("mark") ? text(row, "mark") : ""};
    if (source_.currency == "USD") return price;
    price.usd = to_double(to_decimal(*amount) * source_.usd_per_unit);
    price.source += fmt::format("; {} {} at {} USD", text(row, name), source_.currency, to_text(source_.usd_per_unit));
    return price;
  }

  Price price(std::size_t row, const std::string& column, std::string unit) {
    if (text(row, in_currency(column)).empty()) wrong(row, in_currency(column), "a number of at least 0");
    return optional_price(row, column, std::move(unit)).value_or(Price{});
  }

  // Every price says where it comes from; without a date it says why.
  void check_origin(std::size_t row) {
    needed(row, "source", "where the price comes from");
    if (text(row, "date").empty() && (!has("mark") || text(row, "mark").empty()))
      wrong(row, "date", "the date of the price, or a mark as \"undated\"");
  }

  // A column as the shipped book calls it, in the book's own currency.
  std::string in_currency(std::string column) const {
    if (source_.currency == "USD") return column;
    std::string code = source_.currency;
    for (char& c : code) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return column.replace(column.find("usd"), 3, code);
  }

  void wrong(std::size_t row, const std::string& column, const std::string& expected, const std::string& proposal = {}) {
    const std::string& value = text(row, column);
    problems_.push_back({Severity::error, file_, table_->line(row), 0, "",
                         value.empty() ? fmt::format("nothing in column \"{}\"", column) : fmt::format("\"{}\" in column \"{}\"", value, column),
                         expected, proposal});
  }

 private:
  bool has(const std::string& column) const { return std::ranges::find(table_->columns(), column) != table_->columns().end(); }

  bool check_columns(std::vector<std::string>& required, std::vector<std::string>& optional) {
    const std::size_t before = problems_.size();
    for (auto* columns : {&required, &optional})
      for (std::string& column : *columns)
        if (column.find("usd") != std::string::npos) column = in_currency(column);
    for (const std::string& column : required) guarded([&] { table_->column(column); });
    std::vector<std::string> known = required;
    known.insert(known.end(), optional.begin(), optional.end());
    for (const std::string& column : table_->columns())
      if (std::ranges::find(known, column) == known.end())
        problems_.push_back({Severity::error, file_, 1, 0, "", fmt::format("the column \"{}\"", column), "a column of this file (docs/prices.md)",
                             nearest_name(column, known)});
    return problems_.size() == before;
  }

  template <typename Try>
  void guarded(const Try& attempt) {
    try {
      attempt();
    } catch (const InvalidInput& error) {
      problems_.insert(problems_.end(), error.problems().begin(), error.problems().end());
    }
  }

  const BookSource& source_;
  std::string file_;
  Problems& problems_;
  std::optional<CsvTable> table_;
};

constexpr const char* once = "each price once";

void read_instances(const BookSource& source, BookData& book, Problems& problems) {
  Rows rows(source, "instances.csv", {"provider", "region", "instance_type", "on_demand_usd_h", "source", "date"},
            {"reserved_1y_usd_h", "reserved_3y_usd_h", "savings_1y_usd_h", "savings_3y_usd_h", "spot_usd_h", "mark"}, problems);
  rows.each([&](std::size_t row) {
    const std::size_t before = problems.size();
    const BookKey key{rows.provider(row), rows.region(row, "region"), rows.needed(row, "instance_type", "the cloud's name of an instance type")};
    rows.check_origin(row);
    InstancePrices prices;
    for (std::size_t i = 0; i < prices.size(); ++i) prices[i] = rows.optional_price(row, std::string(to_string(all_purchases[i])) + "_usd_h", "hour");
    if (problems.size() > before) return;
    if (std::ranges::none_of(prices, &std::optional<Price>::has_value)) return rows.wrong(row, "instance_type", "at least one price of it");
    book.date = std::max(book.date, rows.text(row, "date"));
    // Several rows may give the prices of a type, each with the source of its own.
    InstancePrices& all = book.instances[key];
    for (std::size_t i = 0; i < prices.size(); ++i) {
      if (prices[i] && all[i]) return rows.wrong(row, "instance_type", once);
      if (prices[i]) all[i] = std::move(prices[i]);
    }
  });
}

void read_egress(const BookSource& source, BookData& book, Problems& problems) {
  constexpr double no_end = std::numeric_limits<double>::infinity();
  Rows rows(source, "internet_egress.csv", {"provider", "region", "destination", "pool", "from_gb", "to_gb", "usd_per_gb", "source", "date"},
            {"mark"}, problems);
  std::map<BookKey, std::size_t> last_row;
  rows.each([&](std::size_t row) {
    const std::size_t before = problems.size();
    const std::string stated = rows.one_of(row, "destination", {"any", "worldwide", "china", "australia"}, "any, worldwide, china or australia");
    const std::string destination = stated == "any" || stated == "worldwide" ? std::string(egress_elsewhere) : stated;
    const BookKey key{rows.provider(row), rows.region(row, "region"), destination};
    const double from = rows.number(row, "from_gb"), to = rows.optional_number(row, "to_gb").value_or(no_end);
    rows.check_origin(row);
    Price price = rows.price(row, "usd_per_gb", "GB");
    const std::string& counter = rows.needed(row, "pool", "what is counted together, as \"account\"");
    if (problems.size() > before) return;
    EgressPrices& prices = book.egress[key];
    const double expected = prices.tiers.empty() ? 0 : prices.tiers.back().to;
    if (from != expected)
      return rows.wrong(row, "from_gb",
                        expected == no_end ? "no tier after one without an end" : fmt::format("{:g}: tiers rise from 0 without gaps", expected));
    if (!(to > from)) return rows.wrong(row, "to_gb", "more than from_gb, or nothing for the last tier");
    prices.counter = counter;
    prices.tiers.push_back({from, to, std::move(price), tier_label(from, to, destination)});
    last_row[key] = row;
  });
  for (const auto& [key, row] : last_row)
    if (book.egress[key].tiers.back().to != no_end) rows.wrong(row, "to_gb", "nothing in the last tier: it has no end");
}

void read_free_egress(const BookSource& source, BookData& book, Problems& problems) {
  Rows rows(source, "free_egress.csv", {"provider", "gb_month", "source", "date"}, {}, problems);
  rows.each([&](std::size_t row) {
    const std::size_t before = problems.size();
    const std::string provider = rows.provider(row);
    const double gb = rows.number(row, "gb_month");
    rows.check_origin(row);
    if (problems.size() > before) return;
    if (!book.free_egress.emplace(provider, FreeEgress{gb, {0, "GB", rows.text(row, "source"), rows.text(row, "date"), ""}}).second)
      rows.wrong(row, "provider", once);
  });
}

void read_interregion(const BookSource& source, BookData& book, Problems& problems) {
  Rows rows(source, "interregion_egress.csv", {"provider", "from", "to", "usd_per_gb", "source", "date"}, {"mark"}, problems);
  rows.each([&](std::size_t row) {
    const std::size_t before = problems.size();
    const BookKey key{rows.provider(row), rows.region(row, "from"), rows.region(row, "to")};
    rows.check_origin(row);
    Price price = rows.price(row, "usd_per_gb", "GB");
    if (problems.size() > before) return;
    if (!book.interregion.emplace(key, std::move(price)).second) rows.wrong(row, "to", once);
  });
}

void read_services(const BookSource& source, BookData& book, Problems& problems) {
  Rows rows(source, "services.csv", {"provider", "item", "region", "usd", "unit", "source", "date"}, {"mark"}, problems);
  rows.each([&](std::size_t row) {
    const std::size_t before = problems.size();
    const BookKey key{rows.billing_provider(row), rows.needed(row, "item", "the name of a fee"), rows.region(row, "region", true)};
    Price price = rows.price(row, "usd", rows.needed(row, "unit", "the unit of the fee"));
    rows.check_origin(row);
    if (problems.size() > before) return;
    book.date = std::max(book.date, rows.text(row, "date"));
    if (!book.services.emplace(key, std::move(price)).second) rows.wrong(row, "item", once);
  });
}

void read_support(const BookSource& source, BookData& book, Problems& problems) {
  constexpr double no_end = std::numeric_limits<double>::infinity();
  Rows rows(source, "support.csv", {"provider", "plan", "from_usd", "to_usd", "percent", "minimum_usd", "source", "date"}, {"mark"}, problems);
  std::map<std::pair<std::string, std::string>, std::size_t> last_row;
  rows.each([&](std::size_t row) {
    const std::size_t before = problems.size();
    const std::pair key{rows.provider(row), rows.needed(row, "plan", "the name of a support plan")};
    const double from = rows.price(row, "from_usd", "USD").usd;
    const std::optional<Price> end = rows.optional_price(row, "to_usd", "USD");
    const double to = end ? end->usd : no_end, percent = rows.number(row, "percent");
    if (percent > 100) rows.wrong(row, "percent", "a percentage of 0 to 100");
    Price minimum = rows.price(row, "minimum_usd", "month");
    rows.check_origin(row);
    if (problems.size() > before) return;
    book.date = std::max(book.date, rows.text(row, "date"));
    SupportPrice& plan = book.support[key];
    const double expected = plan.tiers.empty() ? 0 : plan.tiers.back().to;
    if (from != expected) return rows.wrong(row, rows.in_currency("from_usd"), "the end of the tier before: tiers rise from 0 without gaps");
    if (!(to > from)) return rows.wrong(row, rows.in_currency("to_usd"), "more than from_usd, or nothing for the last tier");
    if (!plan.tiers.empty() && plan.minimum.usd != minimum.usd) return rows.wrong(row, rows.in_currency("minimum_usd"), "one minimum for a plan");
    Price rate = minimum;
    rate.unit = "USD of the bill";
    rate.usd = to_double(to_decimal(percent) / 100);
    plan.tiers.push_back({from, to, std::move(rate), support_label(percent, from, to)});
    plan.minimum = std::move(minimum);
    last_row[key] = row;
  });
  for (const auto& [key, row] : last_row)
    if (book.support[key].tiers.back().to != no_end) rows.wrong(row, rows.in_currency("to_usd"), "nothing in the last tier: it has no end");
}

}  // namespace

std::vector<std::string> billing_providers() {
  std::vector<std::string> providers = Catalogue::shipped().providers();
  providers.insert(providers.end(), monitoring_providers.begin(), monitoring_providers.end());
  return providers;
}

BookData read_book(const BookSource& source, Problems& problems) {
  BookData book;
  read_instances(source, book, problems);
  read_egress(source, book, problems);
  read_free_egress(source, book, problems);
  read_interregion(source, book, problems);
  read_services(source, book, problems);
  read_support(source, book, problems);
  return book;
}

const EgressPrices* BookData::find_egress(std::string_view provider, std::string_view region, std::string_view destination) const {
  auto found = egress.find(BookKeyView(provider, region, destination));
  if (found == egress.end()) found = egress.find(BookKeyView(provider, region, egress_elsewhere));
  return found == egress.end() ? nullptr : &found->second;
}

}  // namespace tradewind
