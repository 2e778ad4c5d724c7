#include "tradewind/pricing/price_book.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>

#include "book_data.h"
#include "embedded/books.h"
#include "tradewind/scenarios/numbers.h"

namespace tradewind {

std::string_view in_words(Purchase purchase) {
  constexpr std::array<std::string_view, all_purchases.size()> words = {"on demand",           "reserved 1 year",      "reserved 3 years",
                                                                        "savings plan 1 year", "savings plan 3 years", "spot"};
  return words[static_cast<std::size_t>(purchase)];
}

namespace {

BookData shipped_data() {
  Problems problems;
  BookData data = read_book({[](const std::string& file) { return std::string(embedded::books(file)); }, ""}, problems);
  if (has_errors(problems)) throw InvalidInput(std::move(problems));
  data.id = "tradewind-shipped-" + data.date;
  return data;
}

}  // namespace

PriceBook::PriceBook(std::shared_ptr<const BookData> data) : data_(std::move(data)) {}

const PriceBook& PriceBook::shipped() {
  static const PriceBook book(std::make_shared<const BookData>(shipped_data()));
  return book;
}

std::string PriceBook::id() const { return data_->id; }

std::string PriceBook::date() const { return data_->date; }

std::optional<Price> PriceBook::instance(std::string_view provider, std::string_view region, std::string_view instance_type,
                                         Purchase purchase) const {
  const auto found = data_->instances.find(BookKeyView(provider, region, instance_type));
  if (found == data_->instances.end()) return std::nullopt;
  return found->second[static_cast<std::size_t>(purchase)];
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
  const auto found = data_->interregion.find(BookKeyView(provider, from, to));
  return found == data_->interregion.end() ? std::nullopt : std::optional(found->second);
}

FreeEgress PriceBook::free_egress(std::string_view provider) const {
  const auto found = data_->free_egress.find(provider);
  return found == data_->free_egress.end() ? FreeEgress{} : found->second;
}

std::optional<Price> PriceBook::service(std::string_view provider, std::string_view region, std::string_view item) const {
  for (const std::string_view place : {region, everywhere})
    if (const auto found = data_->services.find(BookKeyView(provider, item, place)); found != data_->services.end()) return found->second;
  const auto other = data_->services.lower_bound(BookKeyView(provider, item, ""));
  if (other == data_->services.end() || !same_fee(other->first, BookKeyView(provider, item, ""))) return std::nullopt;
  Price local = other->second;
  if (local.mark.empty()) local.mark = "price of " + std::get<2>(other->first);
  return local;
}

double tier_begin(std::string_view item) {
  const std::size_t at = item.rfind(over);
  if (at == std::string_view::npos) return 0;
  const std::string_view digits = item.substr(at + over.size());
  double begin = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), begin);
  return error == std::errc() && end == digits.data() + digits.size() && begin > 0 && begin < 1e15 ? begin : 0;
}

std::string_view fee_of_tier(std::string_view item) { return tier_begin(item) > 0 ? item.substr(0, item.rfind(over)) : item; }

namespace {

// ", first 40 million samples"
std::string tier_label(double from, double to, const std::string& unit) {
  const auto amount = [&](double units) {
    const std::string digits = fmt::format("{:.15g}", units);
    const std::size_t point = std::min(digits.find('.'), digits.size());
    return with_thousands(digits.substr(0, point)) + digits.substr(point) + " " + unit;
  };
  if (to == std::numeric_limits<double>::infinity()) return from == 0 ? "" : ", over " + amount(from);
  return from == 0 ? ", first " + amount(to) : ", next " + amount(to - from);
}

}  // namespace

std::vector<PriceTier> PriceBook::service_tiers(std::string_view provider, std::string_view region, std::string_view item) const {
  std::vector<PriceTier> tiers;
  const std::string beginning = std::string(item) + std::string(over);
  if (auto price = service(provider, region, item)) tiers.push_back({0, 0, *std::move(price), ""});
  std::string_view last;
  for (auto at = data_->services.lower_bound(BookKeyView(provider, beginning, "")); !tiers.empty() && at != data_->services.end(); ++at) {
    const auto& [of, name, place] = at->first;
    if (of != provider || !name.starts_with(beginning)) break;
    if (name == last || fee_of_tier(name) != item) continue;
    last = name;
    tiers.push_back({tier_begin(name), 0, *service(provider, region, name), ""});
  }
  std::ranges::sort(tiers, {}, &PriceTier::from);
  for (std::size_t i = 0; i < tiers.size(); ++i) {
    tiers[i].to = i + 1 < tiers.size() ? tiers[i + 1].from : std::numeric_limits<double>::infinity();
    tiers[i].label = tier_label(tiers[i].from, tiers[i].to, tiers[i].price.unit);
  }
  return tiers;
}

std::vector<std::string> PriceBook::service_names(std::string_view provider, std::string_view beginning) const {
  std::vector<std::string> names;
  for (auto at = data_->services.lower_bound(BookKeyView(provider, beginning, "")); at != data_->services.end(); ++at) {
    const auto& [of, name, place] = at->first;
    if (of != provider || !name.starts_with(beginning)) break;
    if (names.empty() || names.back() != name.substr(beginning.size())) names.push_back(name.substr(beginning.size()));
  }
  return names;
}

const SupportPrice* PriceBook::support(const std::string& provider, const std::string& plan) const {
  const auto found = data_->support.find({provider, plan});
  return found == data_->support.end() ? nullptr : &found->second;
}

std::vector<std::string> PriceBook::support_plans(std::string_view provider) const {
  std::vector<std::string> plans;
  for (const auto& [key, plan] : data_->support)
    if (key.first == provider) plans.push_back(key.second);
  return plans;
}

std::vector<ListedPrice> PriceBook::prices() const {
  std::vector<ListedPrice> list;
  const auto add = [&](const char* kind, const BookKey& key, std::string item, const Price& price) {
    list.push_back({kind, std::get<0>(key), std::get<1>(key), std::move(item), price});
  };
  for (const auto& [key, prices] : data_->instances) {
    const std::string& type = std::get<2>(key);
    for (const Purchase purchase : all_purchases)
      if (const auto& price = prices[static_cast<std::size_t>(purchase)])
        add("instances", key, type + ", " + std::string(in_words(purchase)), *price);
  }
  for (const auto& [key, prices] : data_->egress)
    for (const PriceTier& tier : prices.tiers) add("internet_egress", key, tier.label, tier.price);
  for (const auto& [key, price] : data_->interregion) add("interregion_egress", key, "to " + std::get<2>(key), price);
  for (const auto& [key, price] : data_->services) list.push_back({"services", std::get<0>(key), std::get<2>(key), std::get<1>(key), price});
  for (const auto& [key, plan] : data_->support) {
    for (const PriceTier& tier : plan.tiers) list.push_back({"support", key.first, std::string(everywhere), key.second + tier.label, tier.price});
    list.push_back({"support", key.first, std::string(everywhere), key.second + ", minimum", plan.minimum});
  }
  return list;
}

}  // namespace tradewind
