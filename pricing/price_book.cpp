#include "tradewind/pricing/price_book.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <set>
#include <tuple>

#include "book_header.h"
#include "embedded/books.h"
#include "tradewind/scenarios/csv.h"
#include "tradewind/scenarios/problem.h"

namespace tradewind {
namespace {

using Key = std::tuple<std::string, std::string, std::string>;
using KeyView = std::tuple<std::string_view, std::string_view, std::string_view>;

// Maps with a Key are searched by views, without making strings.
struct KeyOrder {
  using is_transparent = void;
  static KeyView view(const Key& key) { return {std::get<0>(key), std::get<1>(key), std::get<2>(key)}; }
  static KeyView view(const KeyView& key) { return key; }
  template <typename A, typename B>
  bool operator()(const A& a, const B& b) const {
    return view(a) < view(b);
  }
};

struct InstancePrices {
  std::optional<Price> on_demand, reserved_1y, reserved_3y;
};

struct EgressPrices {
  std::string counter;
  std::vector<PriceTier> tiers;
};

struct ServicePrice {
  std::string region;  // of the price, or "global"
  Price price;
};

constexpr std::string_view elsewhere = "elsewhere";  // destinations that are not billed apart

std::string tier_label(double from_gb, double to_gb, const std::string& destination) {
  const auto tb = [](double gb) { return fmt::format("{:g} TB", gb / 1024); };
  std::string label = to_gb == std::numeric_limits<double>::infinity() ? (from_gb == 0 ? "all" : "over " + tb(from_gb))
                      : from_gb == 0                                   ? "first " + tb(to_gb)
                                                                       : "next " + tb(to_gb - from_gb);
  return destination == elsewhere ? label : label + " to " + destination;
}

// A table of a book. Complaints are gathered, so that the user sees all of them at once; a field with one reads as 0.
class Book {
 public:
  Book(std::string_view text, const std::string& file, const std::vector<std::string>& columns, const BookHeader& header, Problems& problems)
      : header_(header), problems_(problems) {
    attempt([&] {
      CsvTable table(text, file);
      const std::size_t before = problems_.size();
      for (const std::string& column : columns) attempt([&] { table.column(column); });
      for (const std::string& column : table.columns())
        if (std::ranges::find(columns, column) == columns.end())
          problems_.push_back(
              {Severity::error, file, 1, 0, "", "the column \"" + column + "\"", "only the columns of this table", nearest_name(column, columns)});
      if (problems_.size() == before) table_.emplace(std::move(table));
    });
  }
  std::size_t rows() const { return table_ ? table_->rows() : 0; }
  const std::string& text(std::size_t row, const char* column) const { return table_->text(row, table_->column(column)); }
  double number(std::size_t row, const char* column) const {
    const std::optional<double> value = optional_number(row, column);
    if (!value) reject(row, column, "a number of at least 0");
    return value.value_or(0);
  }
  std::optional<double> optional_number(std::size_t row, const char* column) const {
    std::optional<double> value = 0;
    attempt([&] {
      value = table_->optional_number(row, table_->column(column));
      if (value && *value < 0) table_->reject(row, table_->column(column), "a number of at least 0");
    });
    return value;
  }
  void reject(std::size_t row, const char* column, const std::string& expected) const {
    attempt([&] { table_->reject(row, table_->column(column), expected); });
  }
  // `amount` is in the currency of the book.
  Price price(std::size_t row, double amount, std::string unit) const {
    std::string source = text(row, "source");
    if (source.empty()) reject(row, "source", "where the price comes from");
    if (header_.currency != "USD") source += fmt::format(", {} {} at {} USD", amount, header_.currency, header_.usd_per_unit);
    return {amount * header_.usd_per_unit, std::move(unit), std::move(source), text(row, "date"), text(row, "mark")};
  }

 private:
  template <typename Action>
  void attempt(const Action& action) const {
    try {
      action();
    } catch (const InvalidInput& invalid) {
      problems_.insert(problems_.end(), invalid.problems().begin(), invalid.problems().end());
    }
  }

  std::optional<CsvTable> table_;
  const BookHeader& header_;
  Problems& problems_;
};

// Text of a table by its name, or nothing when the book does not have it.
using TableText = std::function<std::optional<std::string>(const std::string& file)>;

void take(Price& price, const Discount& discount) {
  price.usd *= (100 - discount.percent) / 100;
  price.source += fmt::format(", less {} % ({})", discount.percent, discount.label);
}

}  // namespace

struct PriceBook::Data {
  std::map<Key, InstancePrices, KeyOrder> instances;  // provider, region, instance type
  std::map<Key, EgressPrices, KeyOrder> egress;       // provider, region, destination
  std::map<Key, Price, KeyOrder> interregion;         // provider, from, to
  std::map<Key, ServicePrice, KeyOrder> services;     // provider, item, ""
  std::map<std::string, FreeEgress, std::less<>> free_egress;
  std::string newest_date;

  std::string id;

  // Rows of the tables replace what `this` has of the same thing.
  void read(const TableText& text_of, const std::string& folder, const BookHeader& header, Problems& problems) {
    const auto with = [&](const std::string& file, const std::vector<std::string>& columns, auto reader) {
      if (const std::optional<std::string> text = text_of(file)) (this->*reader)(Book(*text, folder + file, columns, header, problems));
    };
    with("instances.csv",
         {"provider", "region", "instance_type", "on_demand_usd_h", "reserved_1y_usd_h", "reserved_3y_usd_h", "source", "date", "mark"},
         &Data::read_instances);
    with("internet_egress.csv", {"provider", "region", "destination", "pool", "from_gb", "to_gb", "usd_per_gb", "source", "date", "mark"},
         &Data::read_egress);
    with("free_egress.csv", {"provider", "gb_month", "source", "date"}, &Data::read_free_egress);
    with("interregion_egress.csv", {"provider", "from", "to", "usd_per_gb", "source", "date", "mark"}, &Data::read_interregion);
    with("services.csv", {"provider", "item", "region", "usd", "unit", "source", "date", "mark"}, &Data::read_services);
  }

  static void once(std::set<Key>& seen, Key key, const Book& book, std::size_t row, const char* column) {
    if (!seen.insert(std::move(key)).second) book.reject(row, column, "every price once; an earlier row has this one");
  }

  void read_instances(const Book& book) {
    std::set<Key> seen;
    for (std::size_t row = 0; row < book.rows(); ++row) {
      const Key key{book.text(row, "provider"), book.text(row, "region"), book.text(row, "instance_type")};
      once(seen, key, book, row, "instance_type");
      InstancePrices& prices = instances[key];
      const auto read = [&](const char* column, std::optional<Price>& price) {
        if (const std::optional<double> amount = book.optional_number(row, column)) price = book.price(row, *amount, "hour");
      };
      read("on_demand_usd_h", prices.on_demand);
      read("reserved_1y_usd_h", prices.reserved_1y);
      read("reserved_3y_usd_h", prices.reserved_3y);
      newest_date = std::max(newest_date, book.text(row, "date"));
    }
  }

  // "any" stands for all destinations, so it replaces those that the base bills apart.
  void forget_egress(const std::string& provider, const std::string& region, const std::string& destination, const std::string& stated) {
    std::erase_if(egress, [&](const auto& entry) {
      const auto& [its_provider, its_region, its_destination] = entry.first;
      return its_provider == provider && its_region == region && (stated == "any" || its_destination == destination);
    });
  }

  void read_egress(const Book& book) {
    constexpr double endless = std::numeric_limits<double>::infinity();
    std::map<Key, std::size_t> last_row;
    for (std::size_t row = 0; row < book.rows(); ++row) {
      const std::string& stated = book.text(row, "destination");
      const std::string destination = stated == "any" || stated == "worldwide" ? std::string(elsewhere) : stated;
      const Key key{book.text(row, "provider"), book.text(row, "region"), destination};
      if (!last_row.contains(key)) forget_egress(std::get<0>(key), std::get<1>(key), destination, stated);
      last_row[key] = row;
      EgressPrices& prices = egress[key];
      prices.counter = book.text(row, "pool");
      const double from = book.number(row, "from_gb"), to = book.optional_number(row, "to_gb").value_or(endless);
      const double reached = prices.tiers.empty() ? 0 : prices.tiers.back().to_gb;
      if (from != reached) book.reject(row, "from_gb", fmt::format("{}, where the tier before ends", reached));
      if (to <= from) book.reject(row, "to_gb", fmt::format("more than {}, or nothing for the last tier", from));
      prices.tiers.push_back({from, to, tier_label(from, to, destination), book.price(row, book.number(row, "usd_per_gb"), "GB")});
    }
    for (const auto& [key, row] : last_row)
      if (egress[key].tiers.back().to_gb != endless) book.reject(row, "to_gb", "nothing in the last tier of a region, which has no end");
  }

  void read_free_egress(const Book& book) {
    for (std::size_t row = 0; row < book.rows(); ++row)
      free_egress[book.text(row, "provider")] = {book.number(row, "gb_month"), {0, "GB", book.text(row, "source"), book.text(row, "date"), ""}};
  }

  void read_interregion(const Book& book) {
    std::set<Key> seen;
    for (std::size_t row = 0; row < book.rows(); ++row) {
      const Key key{book.text(row, "provider"), book.text(row, "from"), book.text(row, "to")};
      once(seen, key, book, row, "to");
      interregion[key] = book.price(row, book.number(row, "usd_per_gb"), "GB");
    }
  }

  void read_services(const Book& book) {
    std::set<Key> seen;
    for (std::size_t row = 0; row < book.rows(); ++row) {
      const Key key{book.text(row, "provider"), book.text(row, "item"), ""};
      once(seen, key, book, row, "item");
      services[key] = {book.text(row, "region"), book.price(row, book.number(row, "usd"), book.text(row, "unit"))};
      newest_date = std::max(newest_date, book.text(row, "date"));
    }
  }

  // Returns the number of prices that changed.
  int take(const Discount& discount) {
    int changed = 0;
    const auto apply = [&](Price& price) {
      tradewind::take(price, discount);
      ++changed;
    };
    const auto each = [&](const char* table, auto& prices, auto change) {
      if (discount.table != table) return;
      for (auto& [key, value] : prices)
        if (std::get<0>(key) == discount.provider) change(value);
    };
    each("instances", instances, [&](InstancePrices& prices) {
      for (auto* price : {&prices.on_demand, &prices.reserved_1y, &prices.reserved_3y})
        if (*price) apply(**price);
    });
    each("internet_egress", egress, [&](EgressPrices& prices) {
      for (PriceTier& tier : prices.tiers) apply(tier.price);
    });
    each("interregion_egress", interregion, apply);
    each("services", services, [&](ServicePrice& service) { apply(service.price); });
    return changed;
  }

  const EgressPrices* find_egress(std::string_view provider, std::string_view region, std::string_view destination) const {
    auto found = egress.find(KeyView(provider, region, destination));
    if (found == egress.end()) found = egress.find(KeyView(provider, region, elsewhere));
    return found == egress.end() ? nullptr : &found->second;
  }
};

PriceBook::PriceBook(std::unique_ptr<const Data> data) : data_(std::move(data)) {}
PriceBook::PriceBook(PriceBook&&) noexcept = default;
PriceBook::~PriceBook() = default;

const PriceBook& PriceBook::shipped() {
  static const PriceBook book = [] {
    auto data = std::make_unique<Data>();
    Problems problems;
    data->read([](const std::string& file) { return std::optional(std::string(embedded::books(file))); }, "", {}, problems);
    if (!problems.empty()) throw InvalidInput(std::move(problems));
    data->id = "tradewind-shipped-" + data->newest_date;
    return PriceBook(std::move(data));
  }();
  return book;
}

PriceBook PriceBook::load(const std::filesystem::path& folder, const PriceBook& base) {
  const std::filesystem::path header_file = folder / "book.json";
  Problems problems;
  const BookHeader header = read_book_header(read_input(header_file, "a price book's book.json"), header_file.string(), problems);
  auto data = std::make_unique<Data>(*base.data_);
  const auto text_of = [&](const std::string& file) -> std::optional<std::string> {
    if (!std::filesystem::exists(folder / file)) return std::nullopt;
    return read_input(folder / file, "a table of a price book");
  };
  data->read(text_of, (folder / "").string(), header, problems);
  if (!problems.empty()) throw InvalidInput(std::move(problems));
  for (std::size_t i = 0; i < header.discounts.size(); ++i)
    if (data->take(header.discounts[i]) == 0)
      problems.push_back({Severity::error, header_file.string(), 0, 0, fmt::format("/discounts/{}/provider", i),
                          '"' + header.discounts[i].provider + '"', "a provider that has prices in this table", ""});
  if (!problems.empty()) throw InvalidInput(std::move(problems));
  data->id = header.name + "-" + header.date;
  data->newest_date = header.date;
  return PriceBook(std::move(data));
}

std::string PriceBook::id() const { return data_->id; }

std::string PriceBook::date() const { return data_->newest_date; }

std::optional<Price> PriceBook::instance(std::string_view provider, std::string_view region, std::string_view instance_type,
                                         Purchase purchase) const {
  const auto found = data_->instances.find(KeyView(provider, region, instance_type));
  if (found == data_->instances.end()) return std::nullopt;
  switch (purchase) {
    case Purchase::on_demand:
      return found->second.on_demand;
    case Purchase::reserved_1y:
      return found->second.reserved_1y;
    case Purchase::reserved_3y:
      return found->second.reserved_3y;
  }
  return std::nullopt;
}

std::span<const PriceTier> PriceBook::internet_egress(std::string_view provider, std::string_view region, std::string_view destination) const {
  const EgressPrices* prices = data_->find_egress(provider, region, destination);
  return prices == nullptr ? std::span<const PriceTier>() : std::span(prices->tiers);
}

std::string_view PriceBook::egress_counter(std::string_view provider, std::string_view region, std::string_view destination) const {
  const EgressPrices* prices = data_->find_egress(provider, region, destination);
  return prices == nullptr ? std::string_view() : std::string_view(prices->counter);
}

std::optional<Price> PriceBook::interregion(std::string_view provider, std::string_view from, std::string_view to) const {
  const auto found = data_->interregion.find(KeyView(provider, from, to));
  return found == data_->interregion.end() ? std::nullopt : std::optional(found->second);
}

FreeEgress PriceBook::free_egress(std::string_view provider) const {
  const auto found = data_->free_egress.find(provider);
  return found == data_->free_egress.end() ? FreeEgress{} : found->second;
}

std::optional<Price> PriceBook::service(std::string_view provider, std::string_view region, std::string_view item) const {
  const auto found = data_->services.find(KeyView(provider, item, ""));
  if (found == data_->services.end()) return std::nullopt;
  const auto& [home, price] = found->second;
  Price local = price;
  if (home != "global" && home != region && local.mark.empty()) local.mark = "price of " + home;
  return local;
}

}  // namespace tradewind
