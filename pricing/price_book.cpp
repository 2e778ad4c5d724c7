#include "tradewind/pricing/price_book.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

#include "embedded/books.h"
#include "tradewind/scenarios/csv.h"

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

class Book {
 public:
  explicit Book(const char* file) : table_(embedded::books(file), file) {}
  std::size_t rows() const { return table_.rows(); }
  const std::string& text(std::size_t row, const char* column) const { return table_.text(row, table_.column(column)); }
  double usd(std::size_t row, const char* column) const { return optional_usd(row, column).value(); }
  std::optional<double> optional_usd(std::size_t row, const char* column) const {
    const std::optional<double> value = table_.optional_number(row, table_.column(column));
    if (value && *value < 0) table_.reject(row, table_.column(column), "a number of at least 0");
    return value;
  }
  Price price(std::size_t row, double usd, std::string unit) const {
    return {usd, std::move(unit), text(row, "source"), text(row, "date"), text(row, "mark")};
  }

 private:
  CsvTable table_;
};

}  // namespace

struct PriceBook::Data {
  std::map<Key, InstancePrices, KeyOrder> instances;  // provider, region, instance type
  std::map<Key, EgressPrices, KeyOrder> egress;       // provider, region, destination
  std::map<Key, Price, KeyOrder> interregion;         // provider, from, to
  std::map<Key, ServicePrice, KeyOrder> services;     // provider, item, ""
  std::map<std::string, FreeEgress, std::less<>> free_egress;
  std::string newest_date;

  Data() {
    read_instances();
    read_egress();
    read_interregion();
    read_services();
  }

  void read_instances() {
    const Book book("instances.csv");
    for (std::size_t row = 0; row < book.rows(); ++row) {
      const auto price = [&](const char* column) -> std::optional<Price> {
        const std::optional<double> usd = book.optional_usd(row, column);
        return usd ? std::optional(book.price(row, *usd, "hour")) : std::nullopt;
      };
      instances[{book.text(row, "provider"), book.text(row, "region"), book.text(row, "instance_type")}] = {
          price("on_demand_usd_h"), price("reserved_1y_usd_h"), price("reserved_3y_usd_h")};
      newest_date = std::max(newest_date, book.text(row, "date"));
    }
  }

  void read_egress() {
    const Book book("internet_egress.csv"), free("free_egress.csv");
    for (std::size_t row = 0; row < book.rows(); ++row) {
      const std::string& stated = book.text(row, "destination");
      const std::string destination = stated == "any" || stated == "worldwide" ? std::string(elsewhere) : stated;
      EgressPrices& prices = egress[{book.text(row, "provider"), book.text(row, "region"), destination}];
      prices.counter = book.text(row, "pool");
      const double from = book.usd(row, "from_gb"), to = book.optional_usd(row, "to_gb").value_or(std::numeric_limits<double>::infinity());
      prices.tiers.push_back({from, to, tier_label(from, to, destination), book.price(row, book.usd(row, "usd_per_gb"), "GB")});
    }
    for (std::size_t row = 0; row < free.rows(); ++row)
      free_egress[free.text(row, "provider")] = {free.usd(row, "gb_month"), {0, "GB", free.text(row, "source"), free.text(row, "date"), ""}};
  }

  void read_interregion() {
    const Book book("interregion_egress.csv");
    for (std::size_t row = 0; row < book.rows(); ++row)
      interregion[{book.text(row, "provider"), book.text(row, "from"), book.text(row, "to")}] = book.price(row, book.usd(row, "usd_per_gb"), "GB");
  }

  void read_services() {
    const Book book("services.csv");
    for (std::size_t row = 0; row < book.rows(); ++row) {
      services[{book.text(row, "provider"), book.text(row, "item"), ""}] = {book.text(row, "region"),
                                                                            book.price(row, book.usd(row, "usd"), book.text(row, "unit"))};
      newest_date = std::max(newest_date, book.text(row, "date"));
    }
  }

  const EgressPrices* find_egress(std::string_view provider, std::string_view region, std::string_view destination) const {
    auto found = egress.find(KeyView(provider, region, destination));
    if (found == egress.end()) found = egress.find(KeyView(provider, region, elsewhere));
    return found == egress.end() ? nullptr : &found->second;
  }
};

PriceBook::PriceBook() : data_(std::make_unique<const Data>()) {}
PriceBook::~PriceBook() = default;

const PriceBook& PriceBook::shipped() {
  static const PriceBook book;
  return book;
}

std::string PriceBook::id() const { return "tradewind-shipped-" + date(); }

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
