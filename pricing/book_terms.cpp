#include "book_terms.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "tradewind/scenarios/catalogue.h"

namespace tradewind {
namespace {

using nlohmann::json;

// The fields of one object; notes what is wrong with them.
class Fields {
 public:
  Fields(const json& object, std::string pointer, const std::string& file, Problems& problems, const std::vector<std::string>& known)
      : object_(object), pointer_(std::move(pointer)), file_(file), problems_(problems) {
    if (!object.is_object()) {
      problems_.push_back({Severity::error, file_, 0, 0, pointer_, object.dump().substr(0, 40), "an object", ""});
      return;
    }
    for (const auto& [key, value] : object.items())
      if (std::ranges::find(known, key) == known.end())
        problems_.push_back(
            {Severity::error, file_, 0, 0, pointer_ + "/" + key, "an unknown field", "a field of docs/prices.md", nearest_name(key, known)});
  }

  const json* find(const char* field) const {
    const auto found = object_.is_object() ? object_.find(field) : object_.end();
    return !object_.is_object() || found == object_.end() ? nullptr : &*found;
  }

  template <typename Check>
  std::string text(const char* field, const char* expected, const Check& holds) {
    const json* value = find(field);
    if (value && value->is_string() && holds(value->get_ref<const std::string&>())) return value->get<std::string>();
    wrong(field, expected);
    return {};
  }

  Decimal number(const char* field, const std::string& expected, double least, double most) {
    const json* value = find(field);
    if (value && value->is_number() && value->get<double>() >= least && value->get<double>() <= most) return to_decimal(value->get<double>());
    wrong(field, expected);
    return 1;
  }

  void wrong(const char* field, const std::string& expected, const std::string& proposal = {}) {
    if (!object_.is_object()) return;
    const json* value = find(field);
    problems_.push_back({Severity::error, file_, 0, 0, pointer_ + "/" + field, value ? value->dump().substr(0, 80) : "nothing", expected, proposal});
  }

 private:
  const json& object_;
  std::string pointer_;
  const std::string& file_;
  Problems& problems_;
};

bool is_name(const std::string& text) {
  const auto allowed = [](unsigned char c) { return std::isalnum(c) || c == '-' || c == '_' || c == '.'; };
  return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, allowed);
}

bool is_currency(const std::string& text) {
  return text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::vector<std::string> discount_services() {
  std::set<std::string> names = {"all", "instances", "internet_egress", "interregion_egress"};
  for (const ListedPrice& price : PriceBook::shipped().prices())
    if (price.kind == "services") names.insert(std::string(fee_of_tier(price.item)));
  return {names.begin(), names.end()};
}

void read_discounts(const json& list, const std::string& file, BookTerms& terms, Problems& problems) {
  if (!list.is_array()) {
    problems.push_back({Severity::error, file, 0, 0, "/discounts", list.dump().substr(0, 80), "a list of {provider, service, percent, label}", ""});
    return;
  }
  const std::vector<std::string> providers = billing_providers(), services = discount_services();
  const auto among = [](const std::vector<std::string>& names) {
    return [&names](const std::string& name) { return std::ranges::find(names, name) != names.end(); };
  };
  for (std::size_t i = 0; i < list.size(); ++i) {
    Fields fields(list[i], fmt::format("/discounts/{}", i), file, problems, {"provider", "service", "percent", "label"});
    if (!list[i].is_object()) continue;
    Discount discount;
    discount.provider = fields.text("provider", "a provider of the catalogue, datadog or new_relic", among(providers));
    discount.service = fields.text("service", "all, instances, internet_egress, interregion_egress or a fee of services.csv", among(services));
    discount.percent = fields.number("percent", "a percentage of 0 to 100", 0, 100);
    discount.label =
        fields.text("label", "what the discount rests on, as \"enterprise agreement\"", [](const std::string& text) { return !text.empty(); });
    const auto same = [&](const Discount& other) { return other.provider == discount.provider && other.service == discount.service; };
    if (!discount.service.empty() && std::ranges::any_of(terms.discounts, same))
      fields.wrong("service", "one discount for each provider and service");
    terms.discounts.push_back(std::move(discount));
  }
}

// The narrowest discount of a price, or null.
const Discount* discount_of(const std::vector<Discount>& discounts, const std::string& provider, std::string_view file, std::string_view item) {
  for (const std::string_view service : {item, file, std::string_view("all")})
    for (const Discount& discount : discounts)
      if (discount.provider == provider && discount.service == service) return &discount;
  return nullptr;
}

void lower(Price& price, const Discount* discount) {
  if (discount == nullptr) return;
  const Decimal list = to_decimal(price.usd);
  price.usd = to_double(list * (100 - discount->percent) / 100);
  price.source += fmt::format("; {} % off {} USD, {}", to_text(discount->percent), to_text(list), discount->label);
}

}  // namespace

bool is_date(const std::string& text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  for (const std::size_t i : {0, 1, 2, 3, 5, 6, 8, 9})
    if (text[i] < '0' || text[i] > '9') return false;
  const int month = std::stoi(text.substr(5, 2)), day = std::stoi(text.substr(8, 2));
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

BookTerms read_terms(std::string_view text, const std::string& file, Problems& problems) {
  BookTerms terms;
  json root;
  try {
    root = json::parse(text);
  } catch (const json::parse_error& error) {
    problems.push_back({Severity::error, file, 0, 0, "", fmt::format("no JSON from byte {} on", error.byte), "a JSON object with name and date", ""});
    return terms;
  } catch (const json::out_of_range&) {  // the parser's word for a number past the range of a double
    problems.push_back({Severity::error, file, 0, 0, "", "a number that is too large", "numbers below 1.8e308", ""});
    return terms;
  }
  Fields fields(root, "", file, problems, {"name", "date", "currency", "usd_per_unit", "discounts"});
  if (!root.is_object()) return terms;
  terms.name = fields.text("name", "a name of up to 64 letters, digits, '-', '_', '.'", is_name);
  terms.date = fields.text("date", "the date of the prices, as 2026-09-01", is_date);
  if (fields.find("currency")) terms.currency = fields.text("currency", "a currency of ISO 4217, as \"EUR\"", is_currency);
  const bool foreign = terms.currency != "USD" && !terms.currency.empty();
  if (foreign) terms.usd_per_unit = fields.number("usd_per_unit", "what one " + terms.currency + " is in USD", 1e-9, 1e9);
  if (!foreign && fields.find("usd_per_unit")) fields.wrong("usd_per_unit", "no rate: the currency is USD");
  if (terms.currency.empty()) terms.currency = "USD";
  if (const json* list = fields.find("discounts")) read_discounts(*list, file, terms, problems);
  return terms;
}

void apply_discounts(const std::vector<Discount>& discounts, BookData& book) {
  for (auto& [key, prices] : book.instances)
    for (auto& price : prices)
      if (price) lower(*price, discount_of(discounts, std::get<0>(key), "instances", ""));
  for (auto& [key, prices] : book.egress)
    for (PriceTier& tier : prices.tiers) lower(tier.price, discount_of(discounts, std::get<0>(key), "internet_egress", ""));
  for (auto& [key, price] : book.interregion) lower(price, discount_of(discounts, std::get<0>(key), "interregion_egress", ""));
  for (auto& [key, fee] : book.services) lower(fee, discount_of(discounts, std::get<0>(key), "", fee_of_tier(std::get<1>(key))));
}

}  // namespace tradewind
