// Pages of the Azure Retail Prices API. The price of a reservation is that of its whole term, though its unit says an hour.
#include <fmt/format.h>

#include "import/collected.h"
#include "import/json_records.h"

namespace tradewind::price_import {
namespace {

using nlohmann::json;

// Why an item is no plain Linux machine by the hour, or nullptr.
const char* why_no_price(const json& item) {
  const std::string type = text(item, "type"), product = text(item, "productName");
  const json &primary = member(item, "isPrimaryMeterRegion"), &tier = member(item, "tierMinimumUnits");
  if (text(item, "serviceName") != "Virtual Machines") return "another service than Virtual Machines";
  if (type != "Consumption" && type != "Reservation") return "neither consumption nor a reservation";
  if (product.ends_with("Windows")) return "Windows";
  if (product.find("Cloud Services") != std::string::npos || product.find("CloudServices") != std::string::npos) return "Cloud Services";
  if (text(item, "skuName").ends_with("Low Priority")) return "low priority, the older kind of spot";
  if (primary.is_boolean() && !primary.get<bool>()) return "not the primary meter of its region";
  if (!tier.is_null() && amount(tier) != Decimal(0)) return "a price above some quantity only";
  if (text(item, "currencyCode") != "USD") return "another currency than USD";
  if (text(item, "unitOfMeasure") != "1 Hour") return "another unit than an hour";
  return nullptr;
}

int years_of(const std::string& term) { return term == "1 Year" ? 1 : term == "3 Years" ? 3 : 0; }

// Where a machine stands, and since when its price holds.
struct Place {
  std::string region, type, date;
  std::string text() const { return region + " " + type; }
};

void take_reservation(const json& item, const Place& place, const Decimal& usd, Collected& collected) {
  const int years = years_of(text(item, "reservationTerm"));
  if (years == 0) return collected.skip("a reservation of neither 1 nor 3 years", place.text());
  const int hours = years * hours_per_year;
  collected.add(place.region, place.type, years == 1 ? Purchase::reserved_1y : Purchase::reserved_3y,
                {usd / hours, fmt::format("Azure Retail Prices, {} y reservation, {} USD over {} h", years, to_text(usd), hours), place.date, "", 0});
}

// Hourly, unlike a reservation's price.
void take_savings_plan(const json& plan, const Place& place, Collected& collected) {
  const int years = years_of(text(plan, "term"));
  if (years == 0) return collected.skip("a savings plan of neither 1 nor 3 years", place.text());
  const json& retail = member(plan, "retailPrice");
  const auto usd = amount(retail.is_null() ? member(plan, "unitPrice") : retail);
  if (!usd) return collected.skip("a savings plan without a price, or below 0", place.text());
  collected.add(place.region, place.type, years == 1 ? Purchase::savings_1y : Purchase::savings_3y,
                {*usd, fmt::format("Azure Retail Prices, {} y savings plan", years), place.date, "", 0});
}

void take_item(const json& item, Collected& collected) {
  const Place place{text(item, "armRegionName"), text(item, "armSkuName"), text(item, "effectiveStartDate")};
  if (const char* reason = why_no_price(item)) return collected.skip(reason, place.text());
  const auto usd = amount(member(item, "retailPrice"));
  if (!usd) return collected.skip("no price, or one below 0", place.text());
  if (text(item, "type") == "Reservation") return take_reservation(item, place, *usd, collected);
  const bool spot = text(item, "skuName").ends_with("Spot");
  collected.add(place.region, place.type, spot ? Purchase::spot : Purchase::on_demand,
                {*usd, spot ? "Azure Retail Prices, spot" : "Azure Retail Prices, on demand", place.date, "", 0});
  const json& plans = member(item, "savingsPlan");
  for (std::size_t i = 0; plans.is_array() && i < plans.size(); ++i) take_savings_plan(plans[i], place, collected);
}

}  // namespace

void read_azure_retail(const std::vector<PriceFile>& files, Collected& collected, Problems& problems) {
  const std::vector<std::string_view> fields = {
      "type",          "productName",   "isPrimaryMeterRegion", "tierMinimumUnits",   "serviceName", "skuName",         "currencyCode",
      "unitOfMeasure", "armRegionName", "armSkuName",           "effectiveStartDate", "retailPrice", "reservationTerm", "savingsPlan",
      "unitPrice",     "term",          "NextPageLink"};
  std::size_t further = 0;
  for (const auto& file : files) {
    const json rest = read_list(
        file, "Items", fields,
        [&](const json& item, int line) {
          collected.at(file.name(), line);
          take_item(item, collected);
        },
        problems);
    further += text(rest, "NextPageLink").empty() ? 0 : 1;
  }
  if (further == files.size()) collected.note("every file names a further page (NextPageLink): the last page is not among them");
}

}  // namespace tradewind::price_import
